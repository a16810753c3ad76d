import type { JsonObject } from '../../core/json.js';
import { exampleRequest, type RequestChanges } from './example-guest.js';

/** The example instance as a template in a machine that runs always. */
export function exampleMachine(
  launchSecurity: JsonObject | undefined,
  changes: RequestChanges = {},
  references: JsonObject = {},
): JsonObject {
  const template = { metadata: { labels: { app: 'cvm' } }, spec: exampleRequest(launchSecurity, changes).spec };
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'cvm', namespace: 'default' },
    spec: { runStrategy: 'Always', ...references, template },
  };
}

/** The same as a template in a replica set of one. */
export function exampleReplicaSet(launchSecurity: JsonObject | undefined, changes: RequestChanges = {}): JsonObject {
  const { template } = exampleMachine(launchSecurity, changes).spec as JsonObject;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstanceReplicaSet',
    metadata: { name: 'cvm', namespace: 'default' },
    spec: { replicas: 1, selector: { matchLabels: { app: 'cvm' } }, template },
  };
}

/** The same as a machine in a pool of one. */
export function examplePool(launchSecurity: JsonObject | undefined, changes: RequestChanges = {}): JsonObject {
  const labels = { app: 'cvm' };
  const { spec } = exampleMachine(launchSecurity, changes);
  return {
    apiVersion: 'pool.kubevirt.io/v1beta1',
    kind: 'VirtualMachinePool',
    metadata: { name: 'cvm', namespace: 'default' },
    spec: { replicas: 1, selector: { matchLabels: labels }, virtualMachineTemplate: { metadata: { labels }, spec } },
  };
}

/** A machine with the instance type `two` and the preference `secure`, in front of which they stand. */
export function exampleList(
  machine: JsonObject,
  launchSecurity: JsonObject | undefined,
  preferredLaunchSecurity: JsonObject | undefined,
): JsonObject {
  const size = { cpu: { guest: 2 }, memory: { guest: '2Gi' }, ...(launchSecurity !== undefined && { launchSecurity }) };
  const taste = {
    features: { preferredAcpi: { enabled: false } },
    ...(preferredLaunchSecurity !== undefined && { preferredLaunchSecurity }),
  };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { kind: 'VirtualMachineClusterInstancetype', metadata: { name: 'two' }, spec: size },
      { kind: 'VirtualMachinePreference', metadata: { name: 'secure', namespace: 'default' }, spec: taste },
      machine,
    ],
  };
}

/** Changes after which an instance type says how big the guest is. */
export const unsized: RequestChanges = { domain: { cpu: undefined, memory: undefined } };

/** References of a machine. */
export const instancetypeOnly: JsonObject = { instancetype: { name: 'two' } };

/** References of a machine. */
export const preferenceOnly: JsonObject = { preference: { name: 'secure', kind: 'VirtualMachinePreference' } };

/**
 * Requests in which an admission chain can go wrong, by what is special about them; for tests. Most are wrong in one place.
 */
export const exampleRequests: Readonly<Record<string, JsonObject>> = {
  'tdx in the words of the fork': exampleRequest({ tdx: { QGS: 'vsock:2:4050' } }),
  'snp with its policy': exampleRequest({ snp: { policy: '0x30000' } }),
  'snp with the misprinted policy': exampleRequest({ snp: { policy: '0x3000' } }),
  'snp with hashes of no kernel': exampleRequest({ snp: { kernelHashes: true } }),
  'snp with SMM': exampleRequest({ snp: {} }, { domain: { features: { smm: {} } } }),
  'tdx that can be debugged': exampleRequest({ tdx: { policy: '0x10000001' } }),
  'tdx with half a digest': exampleRequest({ tdx: { mrOwner: 'AAAA' } }),
  'tdx on s390x': exampleRequest({ tdx: {} }, { spec: { architecture: 's390x' } }),
  'sev that says nothing of secure boot': exampleRequest({ sev: {} }, { domain: { firmware: { bootloader: { efi: {} } } } }),
  'sev with memory that grows': exampleRequest({ sev: {} }, { domain: { memory: { guest: '1Gi', maxGuest: '4Gi' } } }),
  'sev with user data': exampleRequest(
    { sev: {} },
    { spec: { volumes: [{ name: 'disk0', cloudInitNoCloud: { userData: '#cloud-config' } }] } },
  ),
  'a device of the host': exampleRequest(undefined, { devices: { hostDevices: [{ name: 'a', deviceName: 'example.com/a' }] } }),
  'a replica set without architecture': exampleReplicaSet({ snp: {} }, { spec: { architecture: undefined } }),
  'a machine of no architecture': exampleMachine(undefined, { spec: { architecture: 'riscv64' } }),
  'a machine protected by its instance type': exampleList(
    exampleMachine(undefined, unsized, instancetypeOnly),
    { tdx: {} },
    undefined,
  ),
  'a machine protected twice': exampleList(exampleMachine({ snp: {} }, unsized, instancetypeOnly), { tdx: {} }, undefined),
  'a machine protected by its preference': exampleList(exampleMachine(undefined, {}, preferenceOnly), undefined, { tdx: {} }),
  'a machine wrongly protected by its preference': exampleList(
    exampleMachine(undefined, { domain: { firmware: {} } }, preferenceOnly),
    undefined,
    { tdx: {} },
  ),
  'a machine that knows better': exampleList(
    exampleMachine({ snp: {} }, { domain: { features: { acpi: { enabled: true } } } }, preferenceOnly),
    undefined,
    { tdx: {} },
  ),
};
