import type { Discoveries, FoundFailure } from '../../conformance/runner/fuzz/discoveries.js';
import type { CaseRecord } from '../../reports/log.js';

/** What a fuzz run came to. All of it but `interrupted` and `casesPerSecond` is the same for the same seed and number of cases. */
export interface FuzzSummary {
  readonly seed: number;
  /** Shell command that does the same again, up to where this one stopped. */
  readonly again: string;
  /** Random cases judged, not counting those of the corpus. */
  readonly cases: number;
  /** Saved cases that were run first. */
  readonly savedCases: number;
  readonly casesPerSecond: number;
  readonly findings: readonly FoundFailure[];
  /** Messages of defects of fauxmetal itself. */
  readonly defects: readonly string[];
  /** Folder, and names of the files that were added to it. */
  readonly corpus: { readonly path: string; readonly added: readonly string[] };
  /** Situations that were declared, and met. */
  readonly marks: { readonly declared: number; readonly met: number; readonly unmet: readonly string[] };
  /** By key pool: cases that asked for its keys, and how many of them came within one of its limit. */
  readonly reach: Readonly<Record<string, { readonly cases: number; readonly touching: number }>>;
  readonly interrupted: boolean;
}

/** Counts how far cases went, in as much memory as there are key pools. */
export class ReachCount {
  readonly #pools = new Map<string, { cases: number; touching: number }>();

  count({ reach }: CaseRecord): void {
    for (const [pool, bits] of Object.entries(reach)) {
      const counted = this.#pools.get(pool) ?? { cases: 0, touching: 0 };
      counted.cases += 1;
      if (bits !== 0) counted.touching += 1;
      this.#pools.set(pool, counted);
    }
  }

  get pools(): FuzzSummary['reach'] {
    return Object.fromEntries([...this.#pools].sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}

/** One line while it runs: `1234 cases · 432/s · 2 findings · 87 of 120 situations · limits sev 45 %, tdx 58 %`. */
export function progressWords(
  cases: number,
  perSecond: number,
  discoveries: Discoveries,
  declared: number,
  reach: FuzzSummary['reach'],
): string {
  const limits = Object.entries(reach).map(([pool, count]) => `${pool} ${Math.round((100 * count.touching) / count.cases)} %`);
  const parts = [
    `${cases} cases`,
    `${Math.round(perSecond)}/s`,
    counted(discoveries.failures.length, 'finding'),
    `${discoveries.met} of ${declared} situations`,
    ...(limits.length === 0 ? [] : [`limits ${limits.join(', ')}`]),
  ];
  return parts.join(' · ');
}

/** The last lines of a run on screen. */
export function summaryText(summary: FuzzSummary): string {
  const { cases, findings, defects, corpus, marks, reach, interrupted, again } = summary;
  const limits = Object.entries(reach).map(([pool, count]) => `${pool} ${Math.round((100 * count.touching) / count.cases)} %`);
  const saved =
    corpus.added.length === 0 ? 'nothing new was saved' : `${counted(corpus.added.length, 'case')} saved in ${corpus.path}`;
  const lines = [
    `${interrupted ? 'interrupted after ' : ''}${counted(cases, 'random case')}: ${counted(findings.length, 'finding')}; ${saved}`,
    `situations met: ${marks.met} of ${marks.declared}${limits.length === 0 ? '' : `; within one of the limit: ${limits.join(', ')}`}`,
    ...(defects.length === 0 ? [] : [`fauxmetal itself broke: ${defects.join('; ')}`]),
    `again: ${again}`,
  ];
  return `${lines.join('\n')}\n`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
