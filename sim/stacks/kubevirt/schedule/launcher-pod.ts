import type { Claim } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import { quantityValue } from '../quantity.js';
import { type DomainSpec, namespaceOf, type Specified, usesSev, type VirtualMachineInstance, vcpuCount } from '../vmi.js';

/** What the pod takes from the rest of the claim. */
type Wants = Pick<Claim, 'selectors' | 'resources' | 'memoryBytes' | 'overheadBytes'>;

/**
 * The virt-launcher pod, as far as a confidential guest shapes it. It is never privileged: devices come from device plugins, and
 * the directory of the quote generation service's socket is mounted by the one for TDX.
 * Source: KubeVirt v1.9 `pkg/virt-controller/services/{template,rendercontainer}.go`.
 */
export function launcherPod(vmi: VirtualMachineInstance, spec: JsonObject): JsonObject {
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
    spec,
  };
}

/** The `spec` of the pod, which is the same for all guests of a template. */
export function launcherPodSpec(guest: Specified, wants: Wants, choices: Choices): JsonObject {
  const privileged = choices.privilegedLauncherForSev && usesSev(guest);
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: wants.selectors,
    readinessGates,
    securityContext: podSecurity,
    terminationGracePeriodSeconds: (guest.spec.terminationGracePeriodSeconds ?? 30) + 30,
    containers: [
      {
        name: 'compute',
        image,
        command,
        securityContext: privileged ? privilegedContainer : confinedContainer,
        resources: resourceRequirements(guest, wants),
      },
    ],
  };
}

/** The user QEMU runs as. */
const nonRootUser = 107;

const image = 'quay.io/kubevirt/virt-launcher:v1.9.0';
const command = ['/usr/bin/virt-launcher-monitor'];
const readinessGates = [{ conditionType: 'kubevirt.io/virtual-machine-unpaused' }];
const podSecurity = { runAsUser: nonRootUser, runAsGroup: nonRootUser, runAsNonRoot: true, fsGroup: nonRootUser };

const confinedContainer = {
  runAsUser: nonRootUser,
  runAsGroup: nonRootUser,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
};

const privilegedContainer = { ...confinedContainer, allowPrivilegeEscalation: true, privileged: true };

/** Devices are requested and limited alike, as extended resources must be; limits of the user's grow by the overhead. */
function resourceRequirements({ spec }: Specified, { resources, memoryBytes, overheadBytes }: Wants): JsonObject {
  const limits: Record<string, string> = {};
  for (const name in resources) limits[name] = String(resources[name]);
  const requests = { ...limits, cpu: cpuRequest(spec.domain), memory: String(memoryBytes), 'ephemeral-storage': '50M' };
  const { cpu, memory } = spec.domain.resources?.limits ?? noLimits;
  if (cpu !== undefined || spec.domain.cpu?.dedicatedCpuPlacement === true) limits.cpu = cpu ?? requests.cpu;
  if (memory !== undefined) limits.memory = String(quantityValue(memory) + overheadBytes);
  return { limits, requests };
}

const noLimits: Readonly<Record<string, string>> = {};

/** A tenth of a CPU for each virtual one, unless the user asks for something else or the CPUs are the guest's own. */
function cpuRequest({ cpu, resources }: DomainSpec): string {
  const vcpus = vcpuCount(cpu);
  if (cpu?.dedicatedCpuPlacement === true) return String(vcpus);
  return resources?.requests?.cpu ?? (vcpus < 10 ? `${vcpus * 100}m` : String(vcpus / 10));
}
