import { type Command, verbGroup } from './command.js';
import { zooListCommand } from './zoo-list.js';
import { zooRunCommand } from './zoo-run.js';

/** `fauxmetal zoo`: the known deviations, and who catches them. */
export const zooCommand: Command = (terminal) =>
  verbGroup(
    'zoo',
    'list the known deviations; prove that each is caught by its requirement',
    [zooListCommand, zooRunCommand],
    terminal,
  );
