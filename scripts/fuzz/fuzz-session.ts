import { benchWith } from '../../conformance/runner/bench.js';
import type { CampaignOptions } from '../../conformance/runner/campaign.js';
import { caseRecords } from '../../conformance/runner/campaign.js';
import { Discoveries, type Discovery, savedSubject } from '../../conformance/runner/fuzz/discoveries.js';
import type { Plan } from '../../conformance/runner/plan.js';
import { stackKit } from '../../conformance/subjects/index.js';
import type { CaseRecord } from '../../reports/log.js';
import { Defect } from '../../sim/core/defect.js';
import { streamSeed } from '../../sim/core/prng.js';
import { judgedCases, listenForInterrupts } from '../execute-campaign.js';
import { type PlanRequest, planOf } from '../jobs/plan-request.js';
import type { Terminal } from '../terminal.js';
import type { CorpusFolder } from './corpus-folder.js';
import { startFuzzProgress } from './fuzz-progress.js';
import { type FuzzSummary, progressWords, ReachCount } from './fuzz-summary.js';

/** What to fuzz, and for how long. */
export interface FuzzOptions {
  /** The plan of every round but for its seed and size; `seed` is the master seed, `runs` all random cases or `Infinity`. */
  readonly request: PlanRequest;
  /** Stop after so many milliseconds; `Infinity` for never. */
  readonly milliseconds: number;
  readonly jobs: number;
  readonly corpus: CorpusFolder;
  /** Fingerprints that are no news. */
  readonly known: ReadonlySet<string>;
  /** The command line that does the same again, with this number of cases. */
  again(cases: number): string;
}

/** Cases of one round: a plan of its own, so that nothing a plan keeps can grow without end. */
const roundSize = 16_384;

/**
 * Runs round after round until the number of cases, the time or the user says stop. Each round is a campaign whose seed comes from the
 * master seed by the round's own stream. Cases are looked at in the order of the plan whoever judged them, so the same seed and number
 * of cases finds and saves the same, byte for byte, with any number of jobs.
 *
 * @param onDiscovery called with every discovery and whether its case was not in the corpus yet.
 * @throws Defect when the canary survives: then nothing that is found, or not found, means anything.
 */
export async function fuzz(
  options: FuzzOptions,
  onDiscovery: (discovery: Discovery, added: boolean) => void,
  terminal: Terminal,
): Promise<FuzzSummary> {
  const session = new Session(options, onDiscovery, terminal);
  try {
    session.runCorpus();
    for (let round = 0; !session.isOver(); round += 1) await session.runRound(round);
  } finally {
    session.close();
  }
  return session.summary();
}

class Session {
  #cases = 0;
  #savedCases = 0;
  #declared: Plan['marks'] = { records: [], positions: new Map() };
  readonly #added: string[] = [];
  readonly #defects: string[] = [];
  readonly #met = new Set<number>();
  readonly #reach = new ReachCount();
  readonly #discoveries: Discoveries;
  readonly #start: number;
  readonly #progress;
  readonly #interruption;

  constructor(
    readonly options: FuzzOptions,
    readonly onDiscovery: (discovery: Discovery, added: boolean) => void,
    readonly terminal: Terminal,
  ) {
    const { request, known } = options;
    const kit = stackKit(request.stack);
    const release = request.release === undefined ? undefined : kit.release(request.release);
    const bench = benchWith(kit, request.quirks, release);
    this.#discoveries = new Discoveries(bench, savedSubject(bench, request.release), known);
    this.#start = terminal.now();
    this.#interruption = listenForInterrupts(terminal);
    this.#progress = startFuzzProgress(terminal);
  }

  isOver(): boolean {
    const { request, milliseconds } = this.options;
    return this.#cases >= request.runs || this.#elapsed() >= milliseconds || this.#interruption.happened();
  }

  /** The canary, then all saved cases: what they meet is no news, what they break is. */
  runCorpus(): void {
    const { request, corpus } = this.options;
    const plan = planOf({ ...request, runs: 0, saved: corpus.saved });
    this.#declared = plan.marks;
    const campaign = { plan, quirks: request.quirks };
    const [canary] = caseRecords(campaign, [0]);
    if (canary?.verdict !== 'pass') throw new Defect('the canary case, which must fail, did not: the alarm itself is broken');
    for (const record of caseRecords(campaign, savedIndexes(plan))) {
      this.#savedCases += 1;
      this.#look(record, plan, true);
    }
  }

  async runRound(round: number): Promise<void> {
    const { request, jobs } = this.options;
    const runs = Math.min(roundSize, request.runs - this.#cases);
    const ofRound = { ...request, seed: streamSeed(request.seed, `fuzz/round/${round}`), runs };
    const plan = planOf(ofRound);
    const campaign: Pick<CampaignOptions, 'plan' | 'quirks'> = { plan, quirks: request.quirks };
    const first = plan.length - plan.random;
    const due = Array.from({ length: plan.random }, (_, index) => first + index);
    const early = new Map<number, CaseRecord>();
    let next = first;
    for await (const batch of judgedCases(ofRound, campaign, due, jobs, this.terminal)) {
      for (const { record } of batch) early.set(record.index, record);
      for (let record = early.get(next); record !== undefined; record = early.get(next)) {
        early.delete(next);
        next += 1;
        this.#cases += 1;
        this.#look(record, plan, false);
        if (this.isOver()) return;
      }
    }
  }

  close(): void {
    this.#progress.stop();
    this.#interruption.stopListening();
  }

  summary(): FuzzSummary {
    const { request, corpus, again } = this.options;
    const { records } = this.#declared;
    return {
      seed: request.seed,
      again: again(this.#cases),
      cases: this.#cases,
      savedCases: this.#savedCases,
      casesPerSecond: Math.round(this.#perSecond()),
      findings: this.#discoveries.failures,
      defects: this.#defects,
      corpus: { path: corpus.path, added: this.#added },
      marks: {
        declared: records.length,
        met: this.#met.size,
        unmet: records.flatMap(({ id }, position) => (this.#met.has(position) ? [] : [id])),
      },
      reach: this.#reach.pools,
      interrupted: this.#interruption.happened(),
    };
  }

  #look(record: CaseRecord, plan: Plan, remember: boolean): void {
    this.#reach.count(record);
    for (const mark of record.marks) this.#met.add(mark);
    for (const discovery of this.#discoveries.take(record, plan, remember)) {
      const added = this.options.corpus.add(discovery.saved);
      if (added) this.#added.push(`${discovery.saved.name}.json`);
      if (discovery.what === 'defect') this.#defects.push(discovery.message);
      this.onDiscovery(discovery, added);
    }
    this.#progress.step(() =>
      progressWords(this.#cases, this.#perSecond(), this.#discoveries, this.#declared.records.length, this.#reach.pools),
    );
  }

  #elapsed(): number {
    return this.terminal.now() - this.#start;
  }

  #perSecond(): number {
    return this.#elapsed() === 0 ? 0 : (1000 * this.#cases) / this.#elapsed();
  }
}

/** Saved cases come right after the canary. */
function savedIndexes(plan: Plan): readonly number[] {
  const indexes: number[] = [];
  for (let index = 1; index <= plan.deterministic && plan.at(index).name.startsWith('corpus: '); index += 1) indexes.push(index);
  return indexes;
}
