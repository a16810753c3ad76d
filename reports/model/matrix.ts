import type { CaseRecord, RequirementRecord, RunRecord } from '../log.js';
import type { Matrix, MatrixCells, MatrixRow } from '../report.js';
import { ruleOfThree } from './rule-of-three.js';

/**
 * Requirement × machine × fault. A case counts for each of its machines, under each fault that its log line names for that machine. Left
 * out is a machine that has nothing of what a requirement is about, unless it was checked there all the same.
 *
 * @param cases all but the canary.
 */
export function matrixOf(run: RunRecord, cases: readonly CaseRecord[]): Matrix {
  const columns = ['any', 'none', ...(run.faults ?? [])];
  const tally = new Tally(run, columns.length);
  for (const record of cases) tally.add(record);
  const rows = run.requirements.map((requirement, position): MatrixRow => {
    const machines = run.machines.flatMap((machine, at) =>
      isForeign(requirement, machine, run) && !tally.wasChecked(position, at) ? [] : [{ machine, ...tally.cells(position, at) }],
    );
    return { requirement: requirement.id, machines };
  });
  return { columns, rows };
}

/** Counts by requirement, machine and column, in that order, in flat lists: a long run has millions of entries to make. */
class Tally {
  readonly #machines: ReadonlyMap<string, number>;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #columns: number;
  readonly #runs: Uint32Array;
  readonly #random: Uint32Array;
  readonly #failed: Uint32Array;
  /** Requirements checked in cases with machines of one kind only: those it can be checked on. */
  readonly #alone: Uint8Array;

  constructor({ machines, requirements }: RunRecord, columns: number) {
    this.#machines = new Map(machines.map((machine, at) => [machine, at]));
    this.#positions = new Map(requirements.map(({ id }, position) => [id, position]));
    this.#columns = columns;
    const size = machines.length * requirements.length * columns;
    this.#runs = new Uint32Array(size);
    this.#random = new Uint32Array(size);
    this.#failed = new Uint32Array(size);
    this.#alone = new Uint8Array(machines.length * requirements.length);
  }

  add(record: CaseRecord): void {
    const broken = new Set(record.findings.map(({ requirement }) => this.#positions.get(requirement)));
    for (const machine of record.machines) {
      const at = this.#machines.get(machine);
      if (at === undefined) continue;
      const columns = columnsOf(record.faults?.[machine]);
      for (const [position, checks] of record.checks.entries()) {
        if (checks === 0) continue;
        if (record.machines.length === 1) this.#alone[position * this.#machines.size + at] = 1;
        for (const column of columns)
          this.#count(this.#start(position, at) + column, record.phase === 'random', broken.has(position));
      }
    }
  }

  /** Was it checked where there was no other kind of machine? */
  wasChecked(position: number, at: number): boolean {
    return this.#alone[position * this.#machines.size + at] === 1;
  }

  /** Runs and bounds of one requirement on one machine, by column; failures where there are any. */
  cells(position: number, at: number): Omit<MatrixCells, 'machine'> {
    const start = this.#start(position, at);
    const here = (counts: Uint32Array): number[] => [...counts.subarray(start, start + this.#columns)];
    const failed = here(this.#failed);
    const random = here(this.#random);
    const bounds = random.map((count, column) => ruleOfThree(count, failed[column] ?? 0).failureRateBound ?? null);
    return { runs: here(this.#runs), bounds, ...(failed.some((count) => count > 0) && { failed }) };
  }

  #start(position: number, at: number): number {
    return (position * this.#machines.size + at) * this.#columns;
  }

  #count(index: number, random: boolean, failed: boolean): void {
    this.#runs[index] = (this.#runs[index] ?? 0) + 1;
    if (random) this.#random[index] = (this.#random[index] ?? 0) + 1;
    if (failed) this.#failed[index] = (this.#failed[index] ?? 0) + 1;
  }
}

/** Column 0 counts every case, column 1 those in which nothing went wrong on the machine, the others one fault each. */
function columnsOf(faults: readonly number[] = []): readonly number[] {
  return faults.length === 0 ? [0, 1] : [0, ...faults.map((fault) => fault + 2)];
}

/** Most promises about TDX have nothing to say on a machine without it. */
function isForeign({ about = [] }: RequirementRecord, machine: string, { features = [] }: RunRecord): boolean {
  const wanted = about.filter((each) => protections.has(each));
  if (features.length === 0 || wanted.length === 0) return false;
  return !features.some((each) => each.kind === 'technology' && each.machine === machine && wanted.includes(each.id));
}

/** What a requirement may be about that a machine has or lacks; other technologies are the stack's. */
const protections: ReadonlySet<string> = new Set(['sev', 'sev-es', 'snp', 'tdx']);
