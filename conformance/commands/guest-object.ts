import type { GuestForm, GuestSpec } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { virtualMachine } from './virtual-machine.js';
import { virtualMachineInstance } from './virtual-machine-instance.js';
import { virtualMachineInstanceReplicaSet } from './virtual-machine-instance-replica-set.js';
import { virtualMachinePool } from './virtual-machine-pool.js';

/**
 * The object a user of KubeVirt writes to get a guest, in the form the guest is asked for. Instance types and preferences belong to
 * machines: `protectionIn` makes no difference to the other forms.
 */
export function guestObject(name: string, spec: GuestSpec): JsonObject {
  return writers[spec.form ?? 'instance'](name, spec);
}

const writers: Readonly<Record<GuestForm, (name: string, spec: GuestSpec) => JsonObject>> = {
  instance: virtualMachineInstance,
  machine: virtualMachine,
  'replica-set': virtualMachineInstanceReplicaSet,
  pool: virtualMachinePool,
};
