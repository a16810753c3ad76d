import { addedText, addToBaseline } from '../baseline/add-to-baseline.js';
import { defaultBaseline } from '../baseline/baseline-file.js';
import { calendarDay } from '../baseline/calendar-day.js';
import { choiceOptions, chosenSaved } from '../saved/choose-saved.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

interface WriteArguments {
  from: string;
  reason: string;
  expires: string;
  ticket: string | undefined;
  requirement: string | undefined;
  number: number | undefined;
  out: string;
  json: boolean;
}

/** `fauxmetal baseline write`: makes known failures of what a report found. */
export const baselineWriteCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'write <from>',
    describe: 'make known failures of what a run found, with a reason and a last day; entries that are there stay',
    builder: (yargs) =>
      choiceOptions(yargs)
        .positional('from', {
          type: 'string',
          demandOption: true,
          describe: 'report.json, run log or folder of a run, or a saved case',
        })
        .option('reason', { type: 'string', demandOption: true, describe: 'why they are put up with, in one sentence' })
        .option('expires', { type: 'string', demandOption: true, describe: 'last day on which they are, e.g. 2027-01-31' })
        .option('ticket', { type: 'string', describe: 'where they are being worked on' })
        .option('out', {
          type: 'string',
          default: defaultBaseline,
          describe: 'file to write or add to; .json for JSON, else YAML',
        })
        .example(
          '$0 baseline write fauxmetal-report --reason "waits for 1.10" --expires 2027-01-31',
          'all that the last run found',
        )
        .example('$0 run --baseline fauxmetal-baseline.yaml', 'then fail on new failures only'),
    handler: (args) => write(args, terminal),
  });

function write({ from, reason, expires, ticket, requirement, number, out, json }: WriteArguments, terminal: Terminal): void {
  const day = calendarDay(expires, terminal, '--expires');
  const saved = chosenSaved([from], { requirement, number });
  const added = addToBaseline(out, saved, { reason, expires: day, ...(ticket !== undefined && { ticket }) });
  terminal.print(json ? `${JSON.stringify(added, undefined, 2)}\n` : addedText(added));
}
