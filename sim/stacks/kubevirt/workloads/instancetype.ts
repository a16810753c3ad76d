import type { AdmitCause } from '../../../contracts/subject.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { invalid } from '../admit/cause.js';
import { launchSecurityShape, metadataShape } from '../admit/instance-shape.js';
import { type ShapeCheck, shapeCheck } from '../admit/shape.js';
import { quantityValue } from '../quantity.js';
import type { Cpu, DomainSpec, HostDevice, LaunchSecurity, Memory, ObjectMeta, VirtualMachineInstance } from '../vmi.js';
import type { PreferenceSpec } from './preference.js';

/** A VirtualMachineInstancetype or its cluster-wide twin: the size of a guest, and what a machine may then not say itself. */
export interface Instancetype {
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec: InstancetypeSpec;
}

interface InstancetypeSpec {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly cpu: { readonly guest: number } & Pick<Cpu, 'model' | 'maxSockets'> & { readonly dedicatedCPUPlacement?: boolean };
  readonly memory: { readonly guest: string; readonly overcommitPercent?: number } & Pick<Memory, 'hugepages' | 'maxGuest'>;
  readonly launchSecurity?: LaunchSecurity;
  readonly gpus?: readonly HostDevice[];
  readonly hostDevices?: readonly HostDevice[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What is wrong with the types of an instance type's fields; nothing when it is one. */
export const instancetypeCauses: ShapeCheck = shapeCheck({
  'metadata!': metadataShape,
  'spec!': {
    nodeSelector: { '*': 'string' },
    'cpu!': { 'guest!': 'count', model: 'string', maxSockets: 'count', dedicatedCPUPlacement: 'boolean' },
    'memory!': { 'guest!': 'quantity', maxGuest: 'quantity', hugepages: { pageSize: 'quantity' }, overcommitPercent: 'count' },
    launchSecurity: launchSecurityShape,
    gpus: [{ name: 'string', deviceName: 'string' }],
    hostDevices: [{ name: 'string', deviceName: 'string' }],
    annotations: { '*': 'string' },
  },
});

/** What its author is told. Source: KubeVirt v1.9 `pkg/instancetype/webhooks/admitter.go` (checkForDeprecatedFields). */
export function instancetypeWarnings({ spec }: Instancetype): readonly string[] {
  return spec.launchSecurity === undefined ? [] : [deprecated];
}

const deprecated = 'launchSecurity is deprecated and will be removed in a future release. Use preference instead.';

/**
 * The instance with the size an instance type gives it; refused when the template says something that is the instance type's to say.
 * Source: KubeVirt v1.9 `pkg/instancetype/apply` (ApplyToVMI and one file per field).
 *
 * @param at path of the template in the submitted object.
 */
export function withInstancetype(
  vmi: VirtualMachineInstance,
  instancetype: Instancetype,
  preference: PreferenceSpec | undefined,
  at: string,
): Outcome<VirtualMachineInstance, readonly AdmitCause[]> {
  const type = instancetype.spec;
  const conflicts = [...conflictsOf(vmi, type, at), ...annotationConflicts(vmi, type, at)];
  if (conflicts.length > 0) return refused(conflicts);
  const { spec, metadata } = vmi;
  const annotations = {
    ...type.annotations,
    ...metadata.annotations,
    [annotationFor(instancetype.kind)]: instancetype.metadata.name,
  };
  return done({
    ...vmi,
    metadata: { ...metadata, annotations },
    spec: {
      ...spec,
      ...(type.nodeSelector !== undefined && { nodeSelector: type.nodeSelector }),
      domain: domainWith(spec.domain, type, preference),
    },
  });
}

function domainWith(domain: DomainSpec, type: InstancetypeSpec, preference: PreferenceSpec | undefined): DomainSpec {
  const { guest, overcommitPercent = 0, ...memory } = type.memory;
  const { gpus, hostDevices } = type;
  const requested = Math.trunc(quantityValue(guest) * (1 - overcommitPercent / 100));
  return {
    ...domain,
    cpu: { ...domain.cpu, ...cpuOf(type), ...topologyOf(type.cpu.guest, preference) },
    memory: { ...domain.memory, ...memory, guest },
    ...(overcommitPercent > 0 && {
      resources: { ...domain.resources, requests: { ...domain.resources?.requests, memory: String(requested) } },
    }),
    ...(type.launchSecurity !== undefined && { launchSecurity: type.launchSecurity }),
    ...((gpus?.length || hostDevices?.length) && {
      devices: { ...domain.devices, ...(gpus?.length && { gpus }), ...(hostDevices?.length && { hostDevices }) },
    }),
  };
}

function cpuOf({ cpu }: InstancetypeSpec): Cpu {
  const { model, maxSockets, dedicatedCPUPlacement } = cpu;
  return {
    ...(model !== undefined && { model }),
    ...(maxSockets !== undefined && { maxSockets }),
    ...(dedicatedCPUPlacement !== undefined && { dedicatedCpuPlacement: dedicatedCPUPlacement }),
  };
}

/** vCPUs become sockets unless the preference says otherwise; `spread` is not modelled and becomes sockets too. */
function topologyOf(vcpus: number, preference: PreferenceSpec | undefined): Cpu {
  const preferred = preference?.cpu?.preferredCPUTopology ?? 'sockets';
  const one = { sockets: 1, cores: 1, threads: 1 };
  if (preferred === 'cores' || preferred === 'preferCores') return { ...one, cores: vcpus };
  if (preferred === 'threads' || preferred === 'preferThreads') return { ...one, threads: vcpus };
  return { ...one, sockets: vcpus };
}

/** Fields of a template that contradict an instance type, in upstream's order; of memory only the first. */
function conflictsOf({ spec }: VirtualMachineInstance, type: InstancetypeSpec, at: string): readonly AdmitCause[] {
  const { cpu, memory, resources, devices, launchSecurity } = spec.domain;
  const { requests, limits } = resources ?? {};
  const memoryFields: readonly Claimed[] = [
    ['domain.memory.guest', memory?.guest !== undefined],
    ['domain.memory.hugepages', memory?.hugepages !== undefined && type.memory.hugepages !== undefined],
    ['domain.memory.maxGuest', memory?.maxGuest !== undefined && type.memory.maxGuest !== undefined],
    ['domain.resources.requests.memory', requests?.memory !== undefined],
    ['domain.resources.limits.memory', limits?.memory !== undefined],
  ];
  const fields: readonly Claimed[] = [
    ['nodeSelector', spec.nodeSelector !== undefined && type.nodeSelector !== undefined],
    ['domain.resources.requests.cpu', requests?.cpu !== undefined],
    ['domain.resources.limits.cpu', limits?.cpu !== undefined],
    ['domain.cpu.sockets', Boolean(cpu?.sockets)],
    ['domain.cpu.cores', Boolean(cpu?.cores)],
    ['domain.cpu.threads', Boolean(cpu?.threads)],
    ['domain.cpu.model', Boolean(cpu?.model) && type.cpu.model !== undefined],
    ['domain.cpu.dedicatedCpuPlacement', cpu?.dedicatedCpuPlacement === true && type.cpu.dedicatedCPUPlacement !== undefined],
    ...memoryFields.filter(([, both]) => both).slice(0, 1),
    ['domain.launchSecurity', launchSecurity !== undefined && type.launchSecurity !== undefined],
    ['domain.devices.gpus', Boolean(devices?.gpus?.length && type.gpus?.length)],
    ['domain.devices.hostDevices', Boolean(devices?.hostDevices?.length && type.hostDevices?.length)],
  ];
  return fields.filter(([, both]) => both).map(([field]) => conflict(`${at}.spec.${field}`));
}

/** A field, and whether both the template and the instance type say it. */
type Claimed = readonly [field: string, both: boolean];

/** An annotation both have with different values. Its key has dots, so the path ends before it. */
function annotationConflicts({ metadata }: VirtualMachineInstance, type: InstancetypeSpec, at: string): readonly AdmitCause[] {
  return Object.entries(type.annotations ?? {}).flatMap(([key, value]) => {
    const own = metadata.annotations?.[key];
    if (own === undefined || own === value) return [];
    return [invalid(`${at}.metadata.annotations`, `VM field(s) annotations.${key} conflicts with selected instance type`)];
  });
}

function conflict(field: string): AdmitCause {
  return invalid(field, `VM field(s) ${field} conflicts with selected instance type`);
}

/** Annotation that names the instance type of an instance. Source: KubeVirt v1.9 `api/core/v1/types.go`. */
function annotationFor(kind: string): string {
  return kind === 'VirtualMachineInstancetype' ? 'kubevirt.io/instancetype-name' : 'kubevirt.io/cluster-instancetype-name';
}
