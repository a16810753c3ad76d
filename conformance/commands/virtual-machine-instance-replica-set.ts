import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { instanceSpec } from './virtual-machine-instance.js';

/** The VirtualMachineInstanceReplicaSet of one replica a user would write for a guest. */
export function virtualMachineInstanceReplicaSet(name: string, spec: GuestSpec): JsonObject {
  const labels = { app: name };
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstanceReplicaSet',
    metadata: { name, namespace: 'default' },
    spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: instanceSpec(spec) } },
  };
}
