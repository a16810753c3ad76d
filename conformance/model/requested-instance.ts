import type { GuestForm } from '../../sim/contracts/commands.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { isObject, listOf, member, textOf } from './json-member.js';

/**
 * The instance a request asks for, whatever its form, and how it was asked for. Read from what the user submitted: a template with
 * what its instance type and its preference add to it.
 */
export interface RequestedInstance {
  readonly form: GuestForm;
  /** The object that asks for the guest: the request itself, or the workload among the items of a `List`. */
  readonly workload: JsonObject;
  /** Path of the instance's spec in the workload. */
  readonly at: string;
  /** What the user wrote of the instance, in the shape of one, before anything was applied to it. */
  readonly written: JsonObject;
  /** The same with its instance type and its preference. */
  readonly instance: JsonObject;
  readonly instancetype: JsonObject | undefined;
  readonly preference: JsonObject | undefined;
  /** Fields that both the template and the instance type say. */
  readonly conflicts: readonly string[];
}

/** The instance alone, in the shape of a VirtualMachineInstance. */
export function requestedInstance(request: JsonObject): JsonObject {
  return readRequest(request).instance;
}

/** Reads a request; a plain instance is found at once. */
export function readRequest(request: JsonObject): RequestedInstance {
  const { kind } = request;
  if (kind === undefined || kind === 'VirtualMachineInstance') return plainInstance(request);
  const items = kind === 'List' ? listOf(request.items).filter(isObject) : [];
  const workload = kind === 'List' ? (items.find((item) => formOf(item) !== undefined) ?? {}) : request;
  const form = formOf(workload) ?? 'instance';
  if (form === 'instance') return plainInstance(workload);
  const machine = form === 'pool' ? member(workload, 'spec', 'virtualMachineTemplate', 'spec') : workload.spec;
  const template = member(machine, 'template');
  const metadata = { ...objectOf(member(template, 'metadata')), ...nameOf(workload) };
  const written: JsonObject = { kind: 'VirtualMachineInstance', metadata, spec: objectOf(member(template, 'spec')) };
  const at = form === 'pool' ? 'spec.virtualMachineTemplate.spec.template.spec' : 'spec.template.spec';
  const instancetype = referred(items, member(machine, 'instancetype'), 'Instancetype');
  const preference = referred(items, member(machine, 'preference'), 'Preference');
  const conflicts = instancetype === undefined ? [] : conflictsOf(written, instancetype);
  const instance = preferring(sized(written, instancetype), preference);
  return { form, workload, at, written, instance, instancetype, preference, conflicts };
}

function plainInstance(request: JsonObject): RequestedInstance {
  return {
    form: 'instance',
    workload: request,
    at: 'spec',
    written: request,
    instance: request,
    instancetype: undefined,
    preference: undefined,
    conflicts: [],
  };
}

function formOf({ kind }: JsonObject): GuestForm | undefined {
  return forms[String(kind)];
}

const forms: Readonly<Record<string, GuestForm>> = {
  VirtualMachineInstance: 'instance',
  VirtualMachine: 'machine',
  VirtualMachineInstanceReplicaSet: 'replica-set',
  VirtualMachinePool: 'pool',
};

/** Instances of replica sets and pools have names with something behind; what, is for their controllers to say. */
function nameOf(workload: JsonObject): JsonObject {
  const { name, namespace } = objectOf(workload.metadata);
  return { name: textOf(name) ?? '', namespace: textOf(namespace) ?? 'default' };
}

/** The object of that kind, in a namespace or cluster-wide, that a machine refers to. */
function referred(items: readonly JsonObject[], reference: Json | undefined, what: string): JsonObject | undefined {
  if (!isObject(reference)) return undefined;
  return items.find(({ kind, metadata }) => textOf(kind)?.endsWith(what) && member(metadata, 'name') === reference.name);
}

/** Source: KubeVirt v1.9 `pkg/instancetype/apply`. */
function conflictsOf(written: JsonObject, instancetype: JsonObject): readonly string[] {
  const domain = member(written, 'spec', 'domain');
  const cpu = ['sockets', 'cores', 'threads'].filter((name) => Number(member(domain, 'cpu', name) ?? 0) > 0);
  const memory = member(domain, 'memory', 'guest') !== undefined;
  const both = isObject(member(domain, 'launchSecurity')) && isObject(member(instancetype, 'spec', 'launchSecurity'));
  return [
    ...cpu.map((name) => `domain.cpu.${name}`),
    ...(memory ? ['domain.memory.guest'] : []),
    ...(both ? ['domain.launchSecurity'] : []),
  ];
}

function sized(written: JsonObject, instancetype: JsonObject | undefined): JsonObject {
  if (instancetype === undefined) return written;
  const type = objectOf(instancetype.spec);
  const { launchSecurity } = type;
  const { guest: vcpus } = objectOf(type.cpu);
  return withDomain(written, (domain) => ({
    ...domain,
    cpu: { ...objectOf(domain.cpu), sockets: vcpus, cores: 1, threads: 1 },
    memory: { ...objectOf(domain.memory), ...objectOf(type.memory) },
    ...(launchSecurity !== undefined && { launchSecurity }),
  }));
}

/** What the user or the instance type said stays. Source: KubeVirt v1.9 `pkg/instancetype/preference/apply`. */
function preferring(instance: JsonObject, preference: JsonObject | undefined): JsonObject {
  if (preference === undefined) return instance;
  const preferred = objectOf(preference.spec);
  const { preferredLaunchSecurity: launchSecurity } = preferred;
  const features = Object.entries(objectOf(preferred.features)).map(([name, value]) => [featureName(name), value]);
  return withDomain(instance, (domain) => ({
    ...(launchSecurity !== undefined && { launchSecurity }),
    ...domain,
    features: { ...Object.fromEntries(features), ...objectOf(domain.features) },
  }));
}

/** `preferredAcpi` is about `acpi`. */
function featureName(preferred: string): string {
  return preferred.replace('preferred', '').toLowerCase();
}

function withDomain(instance: JsonObject, change: (domain: JsonObject) => JsonObject): JsonObject {
  const spec = objectOf(instance.spec);
  return { ...instance, spec: { ...spec, domain: change(objectOf(spec.domain)) } };
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
