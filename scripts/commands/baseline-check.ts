import { breaksRequirement } from '../../conformance/runner/counterexample.js';
import { savedBench } from '../../conformance/runner/replay.js';
import { type BaselineEntry, defaultBaseline, readBaseline } from '../baseline/baseline-file.js';
import { calendarDay, todayOption } from '../baseline/calendar-day.js';
import { table } from '../table.js';
import { type Command, verb } from './command.js';
import { usualStack } from './subject-options.js';

/** How an entry stands: it still fails, it does not, its last day is over, or nothing is known because it keeps no case. */
type State = 'known' | 'fixed' | 'expired' | 'unknown';

/** `fauxmetal baseline check`: runs the case of every entry and says how it stands. */
export const baselineCheckCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'check [file]',
    describe: 'run the case of every known failure: still known, fixed or expired; exit code 1 for the last two',
    builder: (yargs) =>
      yargs
        .positional('file', { type: 'string', default: defaultBaseline, describe: 'file of known failures' })
        .option('stack', { type: 'string', default: usualStack, describe: 'stack whose requirements it speaks of' })
        .option('today', todayOption)
        .example('$0 baseline check', 'what can be taken out of ./fauxmetal-baseline.yaml'),
    handler: ({ file, stack, today, json }) => {
      const day = calendarDay(today, terminal);
      const rows = readBaseline(file, stack).map((entry) => ({ entry, state: stateOf(entry, day) }));
      if (json) terminal.print(`${JSON.stringify(rows.map(asJson), undefined, 2)}\n`);
      else terminal.print(table(['STATE', 'REQUIREMENT', 'UNTIL', 'REASON'], rows.map(cells), terminal.columns));
      process.exitCode = rows.some(({ state }) => state === 'fixed' || state === 'expired') ? 1 : 0;
    },
  });

interface Row {
  readonly entry: BaselineEntry;
  readonly state: State;
}

function stateOf({ case: kept, subject, requirement, expires }: BaselineEntry, today: string): State {
  if (kept === undefined) return expires < today ? 'expired' : 'unknown';
  const judged = subject ?? { id: `${kept.stack}/reference`, stack: kept.stack, quirks: [] };
  if (!breaksRequirement(kept, requirement, savedBench({ subject: judged, case: kept }))) return 'fixed';
  return expires < today ? 'expired' : 'known';
}

function asJson({ entry: { fingerprint, requirement, reason, expires, ticket }, state }: Row): object {
  return { state, fingerprint, requirement, reason, expires, ticket };
}

function cells({ entry: { requirement, expires, reason }, state }: Row): readonly string[] {
  return [state, requirement, expires, reason];
}
