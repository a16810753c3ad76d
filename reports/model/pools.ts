import { type CaseRecord, type RunRecord, reachBits } from '../log.js';
import type { PoolRow, ReachCount, ReportSummary } from '../report.js';

/** One row a key-ID pool that the machines or some case had, by name: the kernel's own order `sev`, `sev_es`, `tdx`. */
export function poolRows({ pools: claimed = [] }: Pick<RunRecord, 'pools'>, cases: readonly CaseRecord[]): readonly PoolRow[] {
  const pools = new Set([...claimed, ...cases.flatMap((record) => Object.keys(record.reach))]);
  return [...pools].sort().map((pool) => poolRow(pool, reachOf(pool, cases)));
}

/** Cases with any pool at all, and how many of them touched the limit of one. */
export function overallReach(cases: readonly CaseRecord[]): ReportSummary['reach'] {
  const having = cases.filter((record) => Object.keys(record.reach).length > 0);
  const touching = having.filter((record) => Object.values(record.reach).some((bits) => bits > 0)).length;
  return { cases: having.length, touching, share: shareOf(touching, having.length) };
}

/** What each case that has the pool reached of it. */
function reachOf(pool: string, cases: readonly CaseRecord[]): readonly number[] {
  return cases.map((record) => record.reach[pool]).filter((bits) => bits !== undefined);
}

function poolRow(pool: string, reached: readonly number[]): PoolRow {
  const atLimit = countOf(reached, reachBits.atLimit);
  return {
    pool,
    cases: reached.length,
    belowLimit: countOf(reached, reachBits.belowLimit),
    atLimit,
    beyondLimit: countOf(reached, reachBits.beyondLimit),
    touching: countOf(reached, reachBits.belowLimit | reachBits.atLimit | reachBits.beyondLimit),
    verdict: atLimit.cases > 0 ? 'pass' : 'inconclusive',
  };
}

function countOf(reached: readonly number[], mask: number): ReachCount {
  const cases = reached.filter((bits) => (bits & mask) !== 0).length;
  return { cases, share: shareOf(cases, reached.length) };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1e4) / 1e4;
}
