import type { VirtualMachineInstance } from '../vmi.js';

/**
 * Does somebody make this instance anew when it is over? A virtual machine with run strategy `Always` and a replica set do; an
 * instance that a user made stays over. Source: KubeVirt v1.9 `pkg/virt-controller/watch/vm/vm.go` (syncRunStrategy).
 */
export function isMadeAnew({ metadata }: VirtualMachineInstance): boolean {
  return metadata.ownerReferences?.some(({ kind, controller }) => controller === true && makers.has(kind)) === true;
}

/** Does it belong to a virtual machine, which can be restarted through the API? */
export function belongsToMachine({ metadata }: VirtualMachineInstance): boolean {
  return metadata.ownerReferences?.some(({ kind, controller }) => controller === true && kind === 'VirtualMachine') === true;
}

const makers: ReadonlySet<string> = new Set(['VirtualMachine', 'VirtualMachineInstanceReplicaSet']);
