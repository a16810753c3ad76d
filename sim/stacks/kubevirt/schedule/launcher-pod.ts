import type { Claim } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import { namespaceOf, usesSev, type VirtualMachineInstance, vcpuCount } from '../vmi.js';

/**
 * The virt-launcher pod, as far as a confidential guest shapes it. It is never privileged: devices come from device plugins, and
 * the directory of the quote generation service's socket is mounted by the one for TDX.
 * Source: KubeVirt v1.9 `pkg/virt-controller/services/{template,rendercontainer}.go`.
 */
export function launcherPod(
  vmi: VirtualMachineInstance,
  claim: Pick<Claim, 'selectors' | 'resources' | 'memoryBytes'>,
  choices: Choices,
): JsonObject {
  const { name, uid = '', labels, annotations } = vmi.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `virt-launcher-${name}-`,
      namespace: namespaceOf(vmi),
      labels: { ...labels, 'kubevirt.io': 'virt-launcher', 'kubevirt.io/created-by': uid },
      annotations: { ...annotations, 'kubevirt.io/domain': name, 'kubectl.kubernetes.io/default-container': 'compute' },
      ownerReferences: [
        { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: claim.selectors,
      readinessGates: [{ conditionType: 'kubevirt.io/virtual-machine-unpaused' }],
      securityContext: { runAsUser: nonRootUser, runAsGroup: nonRootUser, runAsNonRoot: true, fsGroup: nonRootUser },
      terminationGracePeriodSeconds: (vmi.spec.terminationGracePeriodSeconds ?? 30) + 30,
      containers: [
        {
          name: 'compute',
          command: ['/usr/bin/virt-launcher-monitor'],
          securityContext: securityContext(usesSev(vmi) && choices.privilegedLauncherForSev),
          resources: resourceRequirements(vmi, claim),
        },
      ],
    },
  };
}

/** The user QEMU runs as. */
const nonRootUser = 107;

function securityContext(privileged: boolean): JsonObject {
  return {
    runAsUser: nonRootUser,
    runAsGroup: nonRootUser,
    runAsNonRoot: true,
    allowPrivilegeEscalation: privileged,
    capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    ...(privileged && { privileged }),
  };
}

/** A tenth of a CPU for each virtual one; devices are requested and limited alike, as extended resources must be. */
function resourceRequirements(vmi: VirtualMachineInstance, claim: Pick<Claim, 'resources' | 'memoryBytes'>): JsonObject {
  const devices = Object.fromEntries(Object.entries(claim.resources).map(([name, count]) => [name, String(count)]));
  const requested = vmi.spec.domain.resources?.requests?.cpu ?? `${vcpuCount(vmi.spec.domain.cpu) * 100}m`;
  return {
    limits: devices,
    requests: { ...devices, cpu: requested, memory: String(claim.memoryBytes), 'ephemeral-storage': '50M' },
  };
}
