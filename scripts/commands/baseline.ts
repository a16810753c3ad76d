import { baselineCheckCommand } from './baseline-check.js';
import { baselineWriteCommand } from './baseline-write.js';
import { type Command, verbGroup } from './command.js';

/** `fauxmetal baseline`: failures that are known and do not fail a run until they expire or are fixed. */
export const baselineCommand: Command = (terminal) =>
  verbGroup(
    'baseline',
    'write and check the file of known failures for fauxmetal run --baseline',
    [baselineWriteCommand, baselineCheckCommand],
    terminal,
  );
