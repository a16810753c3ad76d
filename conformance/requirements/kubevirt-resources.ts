import type { Requirement } from './requirement.js';

/** What a node offers to be counted: key IDs and device access. */
export const kubevirtResourcesRequirements: readonly Requirement[] = [
  {
    id: 'kubevirt/resources/sev-asids-equal-capacity',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'With its gate open a node offers as many devices.kubevirt.io/sev-asids as the kernel registered SEV ASIDs.',
    source:
      'VEP #80, "the node registers its available key ID resources … This is applicable to both TDX and SNP and the available resources are available under /sys/fs/cgroup/misc.capacity"',
    needs: 'a host with a "sev" capacity',
  },
  {
    id: 'kubevirt/resources/sev-esids-equal-capacity',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence:
      'With its gate open a node offers as many devices.kubevirt.io/sev-esids as the kernel registered SEV-ES ASIDs, which SEV-ES and SNP guests share.',
    source:
      'VEP #80, "the node registers its available key ID resources … This is applicable to both TDX and SNP and the available resources are available under /sys/fs/cgroup/misc.capacity"',
    needs: 'a host with a "sev_es" capacity',
  },
  {
    id: 'kubevirt/resources/tdx-keys-equal-capacity',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'With its gate open a node offers as many devices.kubevirt.io/tdx as the kernel registered TDX key IDs.',
    source:
      'VEP #80, "the node registers its available key ID resources … This is applicable to both TDX and SNP and the available resources are available under /sys/fs/cgroup/misc.capacity"',
    needs: 'a host with a "tdx" capacity',
  },
  {
    id: 'kubevirt/resources/hidden-capacity-offers-nothing',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'A node offers no key IDs of a kind the agent cannot see a capacity for.',
    source:
      'VEP #80, "the node registers its available key ID resources … This is applicable to both TDX and SNP and the available resources are available under /sys/fs/cgroup/misc.capacity"; a private cgroup namespace has no misc.capacity (kubevirtci#1745)',
  },
  {
    id: 'kubevirt/resources/closed-gate-offers-nothing',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'With a gate closed a node offers none of the devices behind it.',
    source:
      'KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go; until v0.56 /dev/sev was handed out without the gate',
    needs: 'a closed feature gate',
  },
  {
    id: 'kubevirt/resources/sev-device-count',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'A node with /dev/sev offers as many SEV devices as the device plugin is configured for.',
    source: 'KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go (max-devices, default 1000)',
    needs: 'a host with /dev/sev',
  },
  {
    id: 'kubevirt/resources/no-sev-device-without-node',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'A node without /dev/sev offers no SEV devices.',
    source: 'KubeVirt v1.9 pkg/virt-handler/device-manager/generic_device.go (a missing device is unhealthy and not allocatable)',
    needs: 'a host without /dev/sev',
  },
  {
    id: 'kubevirt/resources/ordinary-devices-offered',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'A host with /dev/kvm offers what ordinary guests need, whatever its gates and key IDs.',
    source: 'KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go (permanent plugins kvm, tun, vhost-net)',
  },
  {
    id: 'kubevirt/resources/counts-are-whole',
    level: 'MUST',
    stage: 'label',
    stack: 'kubevirt',
    group: 'resources',
    sentence: 'Every offered resource is a whole number that is not negative.',
    source:
      'Kubernetes device plugin API v1beta1 (a list of devices); TDX capacities read as text from misc.capacity went wrong in forks',
  },
];
