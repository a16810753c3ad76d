import { type CaseRecord, defectRequirement } from '../../../reports/log.js';
import type { Case } from '../../../sim/contracts/commands.js';
import { foundCaseName, type SavedCase, type SavedSubject } from '../corpus.js';
import { counterexample } from '../counterexample.js';
import { type Bench, evidenceOf } from '../judge-case.js';
import { markIds } from '../marks.js';
import type { Plan } from '../plan.js';
import { containsShape } from '../shrink/fingerprint.js';
import { shrinkCase } from '../shrink/shrink-case.js';

/** Something a case showed that none before it did. */
export interface Discovery {
  /** A broken requirement, situations nobody met before, or a defect of fauxmetal itself. */
  readonly what: 'failure' | 'situations' | 'defect';
  /** What to save. */
  readonly saved: SavedCase;
  readonly message: string;
}

/** A failure that was found, and how often. */
export interface FoundFailure {
  readonly requirement: string;
  readonly fingerprint: string;
  readonly message: string;
  readonly summary: string;
  readonly commands: number;
  readonly hosts: number;
  /** Name of the saved case. */
  readonly name: string;
}

/** The first failing cases of a requirement are all shrunk; later ones when they look different, and ever more rarely when not. */
const shrunkAlwaysMax = 4;

/** Executions it may cost to make a case small that met something new. */
const situationRunsMax = 120;

/** So many cases of a requirement may look different and turn out to be known failures. */
const misleadingMax = 32;

/**
 * Remembers which failures and situations have been seen, and nothing else: its size does not grow with the number of cases. Cases are
 * shown to it in the order of the plan, so what it finds does not depend on who judged them.
 */
export class Discoveries {
  readonly #bench: Bench;
  readonly #subject: SavedSubject;
  readonly #known: ReadonlySet<string>;
  /** Smallest cases by requirement. */
  readonly #smallest = new Map<string, Case[]>();
  readonly #failures = new Map<string, FoundFailure>();
  readonly #defects = new Set<string>();
  readonly #failing = new Map<string, number>();
  readonly #misleading = new Map<string, number>();
  readonly #met = new Set<string>();

  /** @param known fingerprints of failures that are no news. */
  constructor(bench: Bench, subject: SavedSubject, known: ReadonlySet<string> = new Set()) {
    this.#bench = bench;
    this.#subject = subject;
    this.#known = known;
  }

  /** Failures found so far, in the order they were found. */
  get failures(): readonly FoundFailure[] {
    return [...this.#failures.values()];
  }

  /** Situations met so far. */
  get met(): number {
    return this.#met.size;
  }

  /**
   * What is new about a judged case.
   *
   * @param remember situations only count as met from now on; nothing is to be saved for them.
   */
  *take(record: CaseRecord, plan: Plan, remember = false): Generator<Discovery, void> {
    const requirements = new Set(record.findings.map(({ requirement }) => requirement));
    for (const requirement of requirements) {
      const found =
        requirement === defectRequirement ? this.#defect(record, plan) : this.#failure(requirement, record.index, plan);
      if (found !== undefined) yield found;
    }
    const fresh = record.marks.flatMap((position) => plan.marks.records[position]?.id ?? []).filter((id) => !this.#met.has(id));
    for (const id of fresh) this.#met.add(id);
    if (fresh.length > 0 && !remember) yield this.#situations(fresh, plan.at(record.index).case);
  }

  #failure(requirement: string, index: number, plan: Plan): Discovery | undefined {
    const differs = this.#looksDifferent(requirement, plan.at(index).case);
    if (!this.#isWorthShrinking(requirement, differs)) return undefined;
    const found = counterexample(plan, this.#bench, requirement, index);
    const { message, summary, commands, hosts, fingerprint = '' } = found;
    if (this.#known.has(fingerprint) || this.#failures.has(fingerprint)) {
      if (differs) this.#misleading.set(requirement, (this.#misleading.get(requirement) ?? 0) + 1);
      return undefined;
    }
    const theCase = found.counterexample as unknown as Case;
    this.#smallest.set(requirement, [...(this.#smallest.get(requirement) ?? []), theCase]);
    const name = foundCaseName(`fail-${requirement}`, theCase);
    this.#failures.set(fingerprint, { requirement, fingerprint, message, summary, commands, hosts, name });
    const broke = { requirement, fingerprint, subject: this.#subject };
    return {
      what: 'failure',
      message,
      saved: { name, shows: `It breaks ${requirement}: ${message}.`, kills: {}, broke, case: theCase },
    };
  }

  /** Does it lack something that every smallest case of the requirement so far is made of? */
  #looksDifferent(requirement: string, theCase: Case): boolean {
    const known = this.#smallest.get(requirement) ?? [];
    return !known.some((smaller) => containsShape(theCase, smaller, this.#bench.kit.config));
  }

  #isWorthShrinking(requirement: string, differs: boolean): boolean {
    const count = (this.#failing.get(requirement) ?? 0) + 1;
    this.#failing.set(requirement, count);
    if (count <= shrunkAlwaysMax || (count & (count - 1)) === 0) return true;
    return differs && (this.#misleading.get(requirement) ?? 0) < misleadingMax;
  }

  /** A defect is one whatever numbers its message has. */
  #defect({ findings, index }: CaseRecord, plan: Plan): Discovery | undefined {
    const message = findings.find(({ requirement }) => requirement === defectRequirement)?.message ?? '';
    const kind = message.replace(/\d+/g, '#');
    if (this.#defects.has(kind)) return undefined;
    this.#defects.add(kind);
    const { case: theCase } = plan.at(index);
    const broke = { requirement: defectRequirement, fingerprint: '', subject: this.#subject };
    const shows = `fauxmetal itself breaks: ${message}.`;
    return { what: 'defect', message, saved: { name: foundCaseName('defect', theCase), shows, kills: {}, broke, case: theCase } };
  }

  #situations(marks: readonly string[], theCase: Case): Discovery {
    const smallest = shrinkCase(theCase, (candidate) => this.#meets(candidate, marks), {
      usual: this.#bench.kit.config,
      runsMax: situationRunsMax,
    });
    const message = marks.join(', ');
    const saved = {
      name: foundCaseName(`mark-${marks[0]}`, smallest),
      shows: `It meets ${message}.`,
      kills: {},
      marks,
      case: smallest,
    };
    return { what: 'situations', message, saved };
  }

  #meets(candidate: Case, marks: readonly string[]): boolean {
    try {
      const met = markIds(evidenceOf(candidate, this.#bench));
      return marks.every((id) => met.has(id));
    } catch {
      return false;
    }
  }
}

/** The subject as saved cases name it. */
export function savedSubject({ subject: { id, stack, quirks } }: Bench, release: string | undefined): SavedSubject {
  return { id, stack, quirks, ...(release !== undefined && { release }) };
}
