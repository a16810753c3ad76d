import { judgeCase } from '../../conformance/runner/judge-case.js';
import { stackKit, stackKits } from '../../conformance/subjects/index.js';
import type { StackKit } from '../../conformance/subjects/stack-kit.js';
import { canaryCase, canarySubject } from '../../conformance/zoo/canary.js';
import type { Kill } from '../../conformance/zoo/kill.js';
import { type Mutant, mutantsOf, zooMachines } from '../../conformance/zoo/mutants.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import type { PlanRequest } from '../jobs/plan-request.js';
import { triedMutants } from '../jobs/tried-mutants.js';
import { startProgress } from '../progress.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

interface ZooArguments {
  stack: string | undefined;
  quirk: string[];
  seed: number;
  runs: number;
  machine: string[];
  jobs: number;
  json: boolean;
}

/** `fauxmetal zoo run`: tries one mutant after the other and says which requirement caught it, after how many cases. */
export const zooRunCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'run',
    describe: 'try each deviation and each wrong host, and see it caught; exit code 1 when one survives',
    builder: (yargs) =>
      yargs
        .option('stack', {
          type: 'string',
          describe: 'only the deviations of one stack; otherwise those of all, and wrong hosts once',
        })
        .option('quirk', { type: 'string', array: true, default: [], describe: 'only these, wrong hosts too; repeatable' })
        .option('seed', { type: 'number', default: 1, describe: 'master seed of the random cases' })
        .option('runs', { type: 'number', default: 200, describe: 'random cases after the deterministic phase' })
        .option('machine', { type: 'string', array: true, default: [...zooMachines], describe: 'machine to run on; repeatable' })
        .option('jobs', { type: 'number', default: 1, describe: 'worker threads; the result is the same for any number' })
        .example('$0 zoo run --jobs 2', 'all of them, in two threads')
        .example('$0 zoo run --stack nova', 'those of one stack')
        .example('$0 zoo run --quirk leak-on-failed-start', 'one wrong host'),
    handler: async (args) => {
      process.exitCode = await run(args, terminal);
    },
  });

async function run({ stack, quirk, seed, runs, machine, jobs, json }: ZooArguments, terminal: Terminal): Promise<number> {
  if (!Number.isSafeInteger(jobs) || jobs < 1) throw new UsageError(`--jobs takes a whole number from 1, not "${jobs}"`);
  const kits = stack === undefined ? stackKits : [stackKit(stack)];
  const chosen = chosenMutants(quirk, kits);
  const progress = startProgress(terminal, 'mutants', chosen.length);
  const tried: Tried[] = [];
  for (const kit of kits) {
    const mutants = new Map(chosen.filter((each) => each.kit === kit).map(({ position, mutant }) => [position, mutant]));
    if (mutants.size === 0) continue;
    const request = { stack: kit.stack, seed, runs, machines: machine, quirks: [] };
    tried.push(...(await tryAll(mutants, request, jobs, () => progress.step(tried.filter(survives).length))));
  }
  progress.stop();
  const canaryKilled = kits.every(isCanaryKilled);
  if (json) terminal.print(`${JSON.stringify(asJson(tried, canaryKilled), undefined, 2)}\n`);
  else show(tried, canaryKilled, terminal);
  return canaryKilled && !tried.some(survives) ? 0 : 1;
}

interface Tried {
  readonly mutant: Mutant;
  readonly found: Kill;
}

/** A mutant by its position among those of its stack. */
interface Chosen {
  readonly kit: StackKit;
  readonly position: number;
  readonly mutant: Mutant;
}

/** The mutants with these names, or all. What is wrong below or around a stack is tried with the first stack only. */
function chosenMutants(names: readonly string[], kits: readonly StackKit[]): readonly Chosen[] {
  const all = kits.flatMap((kit) =>
    [...mutantsOf(kit).entries()].map(([position, mutant]): Chosen => ({ kit, position, mutant })),
  );
  const once = all.filter(({ kit, mutant }) => mutant.of === 'stack' || kit === kits[0]);
  const ids = once.map(({ mutant }) => mutant.id);
  const unknown = names.find((name) => !ids.includes(name));
  if (unknown !== undefined) {
    const near = nearestName(unknown, ids);
    const fix = near === undefined ? 'fauxmetal zoo list names them' : `did you mean "${near}"?`;
    throw new UsageError(`the zoo has no mutant "${unknown}"`, { fix });
  }
  return once.filter(({ mutant }) => names.length === 0 || names.includes(mutant.id));
}

async function tryAll(
  mutants: ReadonlyMap<number, Mutant>,
  request: PlanRequest,
  jobs: number,
  oneMore: () => void,
): Promise<readonly Tried[]> {
  const found = new Map<number, Kill>();
  for await (const tried of triedMutants(request, longestFirst(mutants), jobs)) {
    found.set(tried.position, tried.found);
    oneMore();
  }
  return [...mutants].flatMap(([position, mutant]) => {
    const kill = found.get(position);
    return kill === undefined ? [] : [{ mutant, found: kill }];
  });
}

/** Mutants that nothing catches go through the whole plan; begun first, they hold up nobody at the end. */
function longestFirst(mutants: ReadonlyMap<number, Mutant>): readonly number[] {
  const all = [...mutants];
  return [...all.filter(([, { needs }]) => needs !== undefined), ...all.filter(([, { needs }]) => needs === undefined)].map(
    ([position]) => position,
  );
}

/** The canary is caught in the case made for it; otherwise the alarm itself is broken. */
function isCanaryKilled(kit: StackKit): boolean {
  return judgeCase(canaryCase(kit), { kit, subject: canarySubject(kit.subject([])) }).judgement.findings.length > 0;
}

/** A mutant that says it needs a situation no generator makes is excused, and listed as such; one that only others catch survives. */
function survives({ mutant, found }: Tried): boolean {
  return found.cases === undefined && mutant.needs === undefined;
}

function asJson(tried: readonly Tried[], canaryKilled: boolean): object {
  return {
    canary: canaryKilled ? 'killed' : 'survived',
    median: medianOf(tried),
    mutants: tried.map(({ mutant, found: { cases, by, alsoBroken } }) => ({
      id: mutant.id,
      stack: mutant.bench.kit.stack,
      of: mutant.of,
      sentence: mutant.sentence,
      requirement: mutant.requirement,
      killed: cases !== undefined || alsoBroken.length > 0,
      byRequired: cases !== undefined,
      cases,
      case: by,
      alsoBroken,
      needs: mutant.needs,
    })),
  };
}

function show(tried: readonly Tried[], canaryKilled: boolean, terminal: Terminal): void {
  const rows = tried.map((each) => [each.mutant.id, outcome(each), catchers(each)]);
  terminal.print(table(['MUTANT', 'CAUGHT', 'BY'], rows, terminal.columns));
  const caught = tried.filter(({ found }) => found.cases !== undefined).length;
  const excused = tried.length - caught - tried.filter(survives).length;
  terminal.print(
    `\n${caught} of ${tried.length} caught by their own requirement, after a median of ${medianOf(tried) ?? 0} cases; ` +
      `${tried.filter(survives).length} survived, ${excused} need situations that are not generated\n` +
      `canary: ${canaryKilled ? 'killed' : 'SURVIVED, so the alarm itself is broken'}\n`,
  );
}

function outcome({ mutant, found }: Tried): string {
  if (found.cases !== undefined) return `case ${found.cases}`;
  if (mutant.needs !== undefined) return 'excused';
  return found.alsoBroken.length > 0 ? 'BY OTHERS ONLY' : 'SURVIVED';
}

/** Who caught it, and how many would have as well; for an excused mutant, what it needs. */
function catchers({ mutant, found: { cases, alsoBroken } }: Tried): string {
  if (cases !== undefined) return `${mutant.requirement}${alsoBroken.length > 0 ? `, and ${alsoBroken.length} more` : ''}`;
  if (mutant.needs !== undefined) return `needs ${mutant.needs}`;
  return alsoBroken.length > 0 ? `${alsoBroken.join(', ')}; not ${mutant.requirement}` : `not ${mutant.requirement}`;
}

function medianOf(tried: readonly Tried[]): number | undefined {
  const counts = tried.flatMap(({ found }) => found.cases ?? []).sort((left, right) => left - right);
  return counts[counts.length >> 1];
}
