import { writeFileSync } from 'node:fs';
import { summaryOf } from '../../conformance/commands/summary.js';
import { breaksRequirement } from '../../conformance/runner/counterexample.js';
import { type FlipSearch, findFlips } from '../../conformance/runner/flip/find-flips.js';
import { type Bench, findingOf } from '../../conformance/runner/judge-case.js';
import { type ReplayFile, replay, savedBench } from '../../conformance/runner/replay.js';
import { fingerprintOf } from '../../conformance/runner/shrink/fingerprint.js';
import { shrinkCase } from '../../conformance/runner/shrink/shrink-case.js';
import { listMachines } from '../../profiles/index.js';
import { replayCaseCommand, replayFormat } from '../../reports/index.js';
import type { Case } from '../../sim/contracts/commands.js';
import { canonicalJson } from '../../sim/core/json.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { choiceOptions, chosenSaved } from '../saved/choose-saved.js';
import type { SavedInFile } from '../saved/read-saved.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

/** Executions one file may cost: more than in a campaign, which has many to shrink. */
const runsMax = 5000;

/** `fauxmetal shrink`: the smallest case near a saved one, and the smallest change of configuration that makes it pass. */
export const shrinkCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'shrink <file>',
    describe: 'make a failing case as small as it gets; name the smallest change of configuration that makes it pass',
    builder: (yargs) =>
      choiceOptions(yargs)
        .positional('file', {
          type: 'string',
          demandOption: true,
          describe: 'a saved case, report.json, run log or corpus entry',
        })
        .option('to-profile', {
          type: 'boolean',
          default: false,
          describe: 'name the smallest change of a setting, version, machine or configuration that flips the verdict',
        })
        .option('out', { type: 'string', describe: 'file to write the small case to, for fauxmetal replay' })
        .example('$0 shrink fauxmetal-report/report.json --number 1', 'the first counterexample, smaller still if it can be')
        .example('$0 shrink case.json --out small.json', 'save the small case')
        .example('$0 shrink case.json --to-profile', 'fails with min-sev-asid=100, passes with min-sev-asid=99')
        .epilogue('Exit codes: 0 shrunk, 3 it does not fail any more, 2 usage, 4 it cannot be run.'),
    handler: ({ 'to-profile': toProfile, ...args }) => {
      process.exitCode = shrink({ ...args, toProfile }, terminal);
    },
  });

interface ShrinkArguments {
  file: string;
  requirement: string | undefined;
  number: number | undefined;
  toProfile: boolean;
  out: string | undefined;
  json: boolean;
}

function shrink({ file, requirement, number, toProfile, out, json }: ShrinkArguments, terminal: Terminal): 0 | 3 | 4 {
  const [saved, ...more] = chosenSaved([file], { requirement, number });
  if (saved === undefined || more.length > 0) throw severalIn(file, more.length + 1);
  const before = replay(saved);
  if (before.verdict === 'error') return refused(saved, before.message, 4, terminal);
  if (before.verdict === 'fixed') return refused(saved, 'it does not fail any more, so there is nothing to shrink', 3, terminal);
  const small = smallest(saved, before.requirement);
  if (out !== undefined) writeFileSync(out, `${canonicalJson(small.file)}\n`);
  const flips = toProfile ? findFlips(small.file.case, small.file.requirement, small.bench) : undefined;
  if (json) terminal.print(`${JSON.stringify(asJson(saved, small, flips), undefined, 2)}\n`);
  else show(saved, small, flips, out, terminal);
  return 0;
}

function severalIn(file: string, count: number): UsageError {
  return new UsageError(`there are ${count} cases in ${file}`, { fix: 'say which: --number 1, or --requirement with its id' });
}

function refused(saved: SavedInFile, problem: string, code: 3 | 4, terminal: Terminal): 3 | 4 {
  terminal.note(`fauxmetal: ${saved.file}: ${problem}`);
  return code;
}

interface Small {
  readonly file: ReplayFile;
  readonly bench: Bench;
  readonly message: string;
  readonly fingerprint: string;
}

function smallest(saved: SavedInFile, requirement: string): Small {
  const bench = savedBench(saved);
  const { config: usual } = bench.kit;
  const breaks = (candidate: Case): boolean => breaksRequirement(candidate, requirement, bench);
  const machines = listMachines().map(({ id }) => id);
  const theCase = shrinkCase(saved.case, breaks, { usual, machines, runsMax });
  return {
    file: { format: replayFormat, subject: saved.subject, requirement, case: theCase },
    bench,
    message: findingOf(theCase, requirement, bench)?.message ?? '',
    fingerprint: fingerprintOf(requirement, theCase, usual),
  };
}

function sizeOf({ commands, hosts }: Case): { readonly commands: number; readonly hosts: number } {
  return { commands: commands.length, hosts: hosts.length };
}

function asJson(saved: SavedInFile, { file, message, fingerprint }: Small, flips: FlipSearch | undefined): object {
  return {
    requirement: file.requirement,
    fingerprint,
    message,
    before: sizeOf(saved.case),
    after: sizeOf(file.case),
    summary: summaryOf(file.case),
    replay: file,
    ...(flips !== undefined && { toProfile: flips }),
  };
}

function show(
  saved: SavedInFile,
  small: Small,
  search: FlipSearch | undefined,
  out: string | undefined,
  terminal: Terminal,
): void {
  const { file, message, fingerprint, bench } = small;
  const lines = [
    `${file.requirement}  ${fingerprint}`,
    `  before: ${sizeWords(saved.case)}: ${summaryOf(saved.case, bench.kit.config)}`,
    `  after:  ${sizeWords(file.case)}: ${summaryOf(file.case, bench.kit.config)}`,
    `  found:  ${message}`,
    ...(out === undefined ? [] : [`  replay: ${replayCaseCommand(out)}`]),
    ...(search === undefined ? [] : flipLines(search)),
  ];
  terminal.print(`${lines.join('\n')}\n`);
}

function sizeWords(theCase: Case): string {
  const words = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  const { commands, hosts } = sizeOf(theCase);
  return `${words(commands, 'command')}, ${words(hosts, 'host')}`;
}

/** Other flips that are shown beside the smallest. */
const othersMax = 8;

function flipLines({ flips, tried }: FlipSearch): readonly string[] {
  const [first, ...others] = flips.filter(({ checked }) => checked);
  const silent = flips.filter(({ checked }) => !checked);
  const one = `no change of one setting, version, machine or member of the configuration, and no two of them, makes it pass (${tried} cases tried)`;
  return [
    first === undefined ? `  flip:   ${one}` : `  flip:   fails with ${first.fails}, passes with ${first.passes}`,
    ...others.slice(0, othersMax).map(({ fails, passes }) => `  or:     fails with ${fails}, passes with ${passes}`),
    ...(others.length > othersMax ? [`          … and ${others.length - othersMax} more; --json lists them`] : []),
    ...(first === undefined && silent.length > 0
      ? [
          `          it is not checked any more with ${silent
            .slice(0, othersMax)
            .map(({ passes }) => passes)
            .join(', ')}`,
        ]
      : []),
  ];
}
