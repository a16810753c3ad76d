import { type KeyPool, keyPoolOf, keyPools } from '../../sim/contracts/protection.js';
import type { ResourceProvider } from '../../sim/contracts/subject.js';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { keyResourceOf } from './kubevirt-names.js';

/** Amounts of key IDs by stack. */
export type ByStack = Readonly<Record<string, number>>;

/** Ends of the names of Nova's child providers, by the pool their guests draw from. Source: Nova `nova/virt/libvirt/driver.py`. */
const novaProviders: readonly (readonly [end: string, pool: KeyPool])[] = [
  ['_amd_sev', keyPoolOf.sev],
  ['_amd_sev_es', keyPoolOf['sev-es']],
  ['_amd_sev_snp', keyPoolOf.snp],
  ['_intel_tdx', keyPoolOf.tdx],
];

const contexts = 'MEM_ENCRYPTION_CONTEXT';

/** Key IDs of a pool that each stack says can be had on a host: KubeVirt's devices, and what is not reserved of Nova's contexts. */
export function offered(
  resources: Readonly<Record<string, number>>,
  providers: readonly ResourceProvider[] = [],
  pool: KeyPool,
): ByStack {
  const units = providers.map(({ name, inventories }) => {
    const { total = 0, reserved = 0 } = inventories[contexts] ?? {};
    return poolOfProvider(name) === pool ? total - reserved : 0;
  });
  return { kubevirt: resources[keyResourceOf[pool]] ?? 0, nova: sum(units) };
}

/** Key IDs of a pool that guests of each stack hold on a host, by the books of the stacks. */
export function held(used: Readonly<Record<string, number>>, pool: KeyPool): ByStack {
  const units = Object.entries(used).map(([unit, count]) => {
    const [provider = '', resourceClass] = unit.split(':');
    return resourceClass === contexts && poolOfProvider(provider) === pool ? count : 0;
  });
  return { kubevirt: used[keyResourceOf[pool]] ?? 0, nova: sum(units) };
}

/** Key IDs of a pool that a host really has. */
export function poolSize({ keyRanges }: BootTruth, pool: KeyPool): number {
  return sum(keyRanges.filter((range) => range.pool === pool).map(({ size }) => size));
}

/** All amounts together. */
export function together(amounts: ByStack): number {
  return sum(Object.values(amounts));
}

/** All pools there are. */
export const pools: readonly KeyPool[] = keyPools;

/** In words: `kubevirt 2, nova 1`. */
export function inWords(amounts: ByStack): string {
  return Object.entries(amounts)
    .map(([stack, amount]) => `${stack} ${amount}`)
    .join(', ');
}

function poolOfProvider(name: string): KeyPool | undefined {
  return novaProviders.find(([end]) => name.endsWith(end))?.[1];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
