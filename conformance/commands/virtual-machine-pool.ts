import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { machineSpec } from './virtual-machine.js';

/** The VirtualMachinePool of one machine a user would write for a guest. */
export function virtualMachinePool(name: string, spec: GuestSpec): JsonObject {
  const labels = { app: name };
  return {
    apiVersion: 'pool.kubevirt.io/v1beta1',
    kind: 'VirtualMachinePool',
    metadata: { name, namespace: 'default' },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      virtualMachineTemplate: { metadata: { labels }, spec: machineSpec(spec) },
    },
  };
}
