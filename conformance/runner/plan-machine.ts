import { composeHost, getMachine, listSettings } from '../../profiles/index.js';
import type { CaseHost } from '../../sim/contracts/commands.js';
import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { bootHost } from '../../sim/host/boot.js';
import { type KeySettings, keySettingsOf } from './key-settings.js';
import { declaredTechnologies, type MachineTechnology } from './machine-technologies.js';

/** A machine of a plan: how its key IDs can be cut up, and how many each way leaves. */
export interface PlanMachine {
  readonly id: string;
  readonly settings: KeySettings;
  /** What the machine says it can do, whatever its settings allow. */
  readonly technologies: readonly MachineTechnology[];
  /** Key IDs that guests of a protection can have on this machine with these settings; 0 when it cannot run them at all. */
  keyIds(settings: CaseHost['settings'], protection: ConfidentialProtection): number;
}

/** A pool counts as small up to this many key IDs: filling it costs nothing. */
export const smallPoolMax = 8;

/**
 * Looks a machine up and works out what its key IDs depend on.
 *
 * @throws UsageError for an unknown machine.
 */
export function planMachine(id: string): PlanMachine {
  const description = composeHost({ machine: id });
  const { amd, intel } = description;
  const technologies = declaredTechnologies(description);
  const sev = amd !== undefined && (amd.cpuid8000001f.eax & 2) !== 0;
  const all = keySettingsOf({
    settings: listSettings(getMachine(id)).map((setting) => setting.id),
    ...(sev && { amdAsids: amd.cpuid8000001f.ecx }),
    ...(intel?.tdxCapable === true && { intelKeys: true }),
  });
  const possible = (list: readonly CaseHost['settings'][]): CaseHost['settings'][] => list.filter((each) => composes(id, each));
  const settings = { real: possible(all.real), small: possible(all.small), odd: possible(all.odd) };
  return { id, settings, technologies, keyIds: (chosen, protection) => keyIds(id, chosen, protection) };
}

/** The protections whose pool on such a machine is small but not empty. */
export function smallPools(machine: PlanMachine, settings: CaseHost['settings']): readonly ConfidentialProtection[] {
  return confidentialProtections.filter((protection) => {
    const size = machine.keyIds(settings, protection);
    return size > 0 && size <= smallPoolMax;
  });
}

/** Not every machine can be cut up every way: a minimum SEV ASID of 256 contradicts a machine with 15 ASIDs. */
function composes(machine: string, settings: CaseHost['settings']): boolean {
  try {
    composeHost({ machine, settings });
    return true;
  } catch (problem) {
    if (problem instanceof UsageError) return false;
    throw problem;
  }
}

function keyIds(machine: string, settings: CaseHost['settings'], protection: ConfidentialProtection): number {
  const boot = bootHost(composeHost({ machine, settings }));
  if (!boot.launchable[protection].possible) return 0;
  return boot.keyRanges.find((range) => range.protections.includes(protection))?.size ?? 0;
}
