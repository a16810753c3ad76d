import type { HostReader } from '../../../contracts/reader.js';
import { done, type Outcome } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import { kernelSwitch } from './kernel-switch.js';
import type { MachineAnswer } from './machines.js';
import type { ModelUnits } from './model-units.js';
import type { DetectionProblem } from './problem.js';
import { pythonInt } from './python-int.js';

/**
 * Can guests have TDX, and how many? libvirt must offer it, the kernel must have switched it on, and guests must see the host's own CPU.
 * The kernel counts the key IDs. Source: nova-specs `specs/2026.2/approved/intel-tdx-libvirt-support.rst`; nova 34.0.0
 * `nova/virt/libvirt/host.py` (supports_intel_tdx, _get_tdx_capacity).
 */
export function tdxModel(
  reader: HostReader,
  machines: readonly MachineAnswer[],
  config: Config,
  choices: NovaChoices,
): Outcome<ModelUnits, DetectionProblem> {
  const isWanted = config.tdx && config.cpuMode === 'host-passthrough' && choices.knownModels.includes('intel-tdx');
  if (!isWanted || !machines.some(({ tdx }) => tdx)) return done({});
  const tdxSwitch = kernelSwitch(reader, 'intel-tdx', choices);
  if (!tdxSwitch.ok) return tdxSwitch;
  return done(tdxSwitch.value ? { 'intel-tdx': tdxUnits(reader, config, choices) } : {});
}

function tdxUnits(reader: HostReader, { numIntelTdxGuests: configured }: Config, { lowerTdxCountWins }: NovaChoices): number {
  const counted = countedKeys(reader);
  if (counted === undefined || configured === undefined) return counted ?? configured ?? 0;
  return lowerTdxCountWins ? Math.min(counted, configured) : configured;
}

/** The line `tdx 63` of the kernel's misc controller. */
function countedKeys(reader: HostReader): number | undefined {
  const content = reader.read('/sys/fs/cgroup/misc.capacity');
  if (!content.ok) return undefined;
  const words = content.text.split('\n').map((line) => line.trim().split(/\s+/));
  const count = words.find((line) => line.length === 2 && line[0] === 'tdx')?.[1];
  return count === undefined ? undefined : pythonInt(count);
}
