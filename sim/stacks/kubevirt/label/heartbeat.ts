import type { HostReader } from '../../../contracts/reader.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { gateIsOpen } from '../feature-gates.js';
import { nodeLabels } from './node-labels.js';

/**
 * The labels that come with each heartbeat: whether the node takes guests, and whether its kubelet gives pods CPUs of their own.
 * Source: KubeVirt v1.9 `pkg/virt-handler/heartbeat/heartbeat.go` (do, isCPUManagerEnabled).
 */
export function heartbeatLabels(
  reader: HostReader,
  isOpen: boolean,
  config: Config,
  { gatesOfRelease }: Choices,
): Readonly<Record<string, string>> {
  const cpuManager = gateIsOpen(config, 'CPUManager', gatesOfRelease) && hasStaticCpuManager(reader);
  return beats[isOpen ? 1 : 0][cpuManager ? 1 : 0];
}

const beats = [
  [beat('false', 'false'), beat('false', 'true')],
  [beat('true', 'false'), beat('true', 'true')],
] as const;

function beat(schedulable: string, cpuManager: string): Readonly<Record<string, string>> {
  return {
    [nodeLabels.schedulable]: schedulable,
    [nodeLabels.deprecatedCpuManager]: cpuManager,
    [nodeLabels.cpuManager]: cpuManager,
  };
}

/** What the kubelet keeps for itself is JSON with a policy's name; anything else means no. */
function hasStaticCpuManager(reader: HostReader): boolean {
  const state = reader.read('/var/lib/kubelet/cpu_manager_state');
  if (!state.ok) return false;
  try {
    return (JSON.parse(state.text) as { policyName?: unknown } | null)?.policyName === 'static';
  } catch {
    return false;
  }
}
