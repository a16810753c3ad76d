import type { Inventory } from '../../../contracts/subject.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import type { HostFindings } from '../detect/host-findings.js';
import type { MemoryEncryptionModel } from '../models.js';

/** How many contexts of a model are reported: what the host has, as far as configuration lets it. Zero for a model it does not support. */
export function contextTotal(
  model: MemoryEncryptionModel,
  { units, supported }: HostFindings,
  { nestedProviders, numMemoryEncryptedGuests: configured }: Config,
  { configuredGuestsCount, nestsModels, surplusUnits }: NovaChoices,
): number {
  if (!supported.includes(model)) return 0;
  const isFlat = !nestedProviders || !nestsModels;
  const counts = configuredGuestsCount === 'always' || (configuredGuestsCount === 'while-flat' && isFlat);
  const limit = model === 'amd-sev' && counts ? configured : undefined;
  const total = Math.min(units[model] ?? 0, limit ?? Number.POSITIVE_INFINITY);
  return total === 0 ? 0 : total + surplusUnits;
}

/** Inventory of a model's contexts: one guest takes one. Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_get_memory_encryption_inventories). */
export function contextInventory(model: MemoryEncryptionModel, total: number, config: Config, choices: NovaChoices): Inventory {
  const reserved = choices.obeysReserved ? (config.reservedContexts[model] ?? 0) : 0;
  return {
    total,
    reserved: Math.max(0, Math.min(reserved, total)),
    min_unit: 1,
    max_unit: choices.contextsPerGuest,
    step_size: 1,
    allocation_ratio: 1,
  };
}

/** Inventory of a provider that takes no guest any more but keeps those it has. */
export function closedInventory(before: Inventory | undefined, held: number): Inventory {
  const total = Math.max(before?.total ?? 0, held, 1);
  return { total, reserved: total, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 };
}

/** What the host itself has: CPUs and memory in MiB. */
export function rootInventories({ cpus, memoryMiB }: HostFindings, config: Config): Readonly<Record<string, Inventory>> {
  const rows = [
    ['MEMORY_MB', memoryMiB, Math.min(config.reservedHostMemoryMb, memoryMiB), config.ramAllocationRatio],
    ['VCPU', cpus, 0, config.cpuAllocationRatio],
  ] as const;
  const real = rows.filter(([, total]) => total > 0);
  return Object.fromEntries(
    real.map(([name, total, reserved, allocation_ratio]) => [
      name,
      { total, reserved, min_unit: 1, max_unit: total, step_size: 1, allocation_ratio },
    ]),
  );
}
