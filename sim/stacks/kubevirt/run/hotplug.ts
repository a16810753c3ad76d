import type { RunDecision } from '../../../contracts/subject.js';
import { quantityValue } from '../quantity.js';
import { conditionOf } from './conditions.js';
import { denied, granted, type Refusal } from './decision.js';
import { type Asked, textIn } from './rules.js';

/**
 * Memory of a running machine was changed, or how far it may grow (`maxGuest`). Encrypted guests are measured with the memory they
 * start with, and get no more; others need a gigabyte and a way to another node, because that is how their pod grows.
 * Source: KubeVirt v1.9 `pkg/liveupdate/memory/memory.go`, `pkg/virt-controller/watch/vm/vm.go` (handleMemoryHotplugRequest).
 */
export function memoryHotplugAnswer({ vmi, status, body }: Asked): RunDecision {
  const { launchSecurity, memory } = vmi.spec.domain;
  if (launchSecurity !== undefined && body?.maxGuest !== undefined) {
    return denied(status, invalid('Memory hotplug is not compatible with encrypted VMs'));
  }
  const wanted = quantityValue(textIn(body, 'guest'));
  const now = quantityValue(memory?.guest);
  if (conditionOf(status.conditions, 'LiveMigratable')?.status !== 'True') {
    return denied(status, restart('memory updated in template spec. Memory-hotplug is only available for migratable VMs'));
  }
  if (now < 2 ** 30) return denied(status, invalid('Memory hotplug is only available for VMs with at least 1Gi of guest memory'));
  if (wanted < now) {
    return denied(status, restart('memory updated in template spec to a value lower than what the VM started with'));
  }
  return granted(status, 'nothing', 200);
}

/**
 * CPU sockets of a running machine were changed. That takes effect by a live migration, or else by an eviction, of which an encrypted
 * guest survives neither; and a sealed TD takes no further vCPU. So such a guest is restarted by its owner or not at all.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/vm/vm.go` (handleCPUChangeRequest), `watch/workload-updater/workload-updater.go`
 * (doesRequireMigration); Linux 6.16 `arch/x86/kvm/vmx/tdx.c` (tdx_vcpu_create).
 */
export function cpuHotplugAnswer({ vmi, status, body, choices }: Asked): RunDecision {
  const { launchSecurity, cpu } = vmi.spec.domain;
  if (launchSecurity !== undefined && choices.refusesCpuHotplug) {
    return denied(status, invalid('CPU hotplug is not compatible with encrypted VMs'));
  }
  const sockets = typeof body?.sockets === 'number' ? body.sockets : 1;
  const now = cpu?.sockets || 1;
  if (sockets > (cpu?.maxSockets || now)) {
    return denied(status, restart("CPU sockets updated in template spec to a value higher than what's available"));
  }
  if (sockets < now) return denied(status, restart('Reduction of CPU socket count requires a restart'));
  return granted(status, 'nothing', 200);
}

/** A change the API server does not take. */
function invalid(message: string): Refusal {
  return { httpCode: 422, message };
}

/** A change that is taken, and waits for a restart: the machine's condition RestartRequired has this message. */
function restart(message: string): Refusal {
  return { httpCode: 200, message };
}
