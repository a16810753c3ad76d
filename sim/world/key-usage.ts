import type { ConfidentialProtection, KeyPool, Protection } from '../contracts/protection.js';
import type { HostTruth, KeyUsageTruth } from '../contracts/truth.js';

/** Usage of the key range guests of this protection draw from; undefined for ordinary guests and where no such range exists. */
export function usageFor(truth: HostTruth, protection: Protection): KeyUsageTruth | undefined {
  if (protection === 'none') return undefined;
  const index = truth.boot.keyRanges.findIndex((range) => range.protections.includes(protection));
  return index < 0 ? undefined : truth.live.keyUsage[index];
}

/** Key IDs a new guest of this protection could still take, by host; ids waiting for a flush count, because a start flushes. */
export function freeKeys(
  hosts: ReadonlyMap<string, { readonly host: { readonly truth: HostTruth } }>,
  protection: ConfidentialProtection,
): Readonly<Record<string, number>> {
  const free: Record<string, number> = {};
  for (const [name, { host }] of hosts) {
    const usage = usageFor(host.truth, protection);
    free[name] = usage === undefined ? 0 : usage.free + usage.pending;
  }
  return free;
}

/** Usage by misc pool; ranges that share a pool (SEV-ES and SNP under ciphertext hiding) are added up. */
export function usageByPool(truth: HostTruth): Readonly<Partial<Record<KeyPool, KeyUsageTruth>>> {
  const pools: Partial<Record<KeyPool, KeyUsageTruth>> = {};
  for (const [index, range] of truth.boot.keyRanges.entries()) {
    const usage = truth.live.keyUsage[index];
    if (usage !== undefined) pools[range.pool] = sum(pools[range.pool], usage);
  }
  return pools;
}

function sum(left: KeyUsageTruth | undefined, right: KeyUsageTruth): KeyUsageTruth {
  if (left === undefined) return right;
  return {
    free: left.free + right.free,
    inUse: left.inUse + right.inUse,
    pending: left.pending + right.pending,
    leaked: left.leaked + right.leaked,
  };
}
