import { attestQuoteCommand } from './attest-quote.js';
import { attestReportCommand } from './attest-report.js';
import { attestVerifyCommand } from './attest-verify.js';
import { type Command, verbGroup } from './command.js';

/** `fauxmetal attest`: evidence of guests of simulated hosts. */
export const attestCommand: Command = (terminal) =>
  verbGroup(
    'attest',
    'make an SNP report or a TDX quote of a guest of a simulated host, or verify one',
    [attestReportCommand, attestQuoteCommand, attestVerifyCommand],
    terminal,
  );
