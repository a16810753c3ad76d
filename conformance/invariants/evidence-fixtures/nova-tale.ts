import { caseFormat } from '../../../sim/contracts/commands.js';
import type { EndGuest, Evidence, StartResult, TraceEvent } from '../../../sim/contracts/evidence.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { AdmitDecision, Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { readNovaAsked } from '../../model/nova-asked.js';
import { novaEsTruth } from './nova-truths.js';
import { novaXml } from './nova-xml.js';

/** An event whose place in the case is not told. */
export type Untimed = TraceEvent extends infer Event ? (Event extends TraceEvent ? Omit<Event, 'step'> : never) : never;

/** What one command leads to. */
export type Act = readonly Untimed[];

/** Evidence of what happened, act by act, and of how it ended: a story of one server, `g0`, told event by event. */
export function novaTale(acts: readonly Act[], end: readonly Partial<EndGuest>[] = [], config: JsonObject = {}): Evidence {
  const trace = acts.flatMap((events, step) =>
    [{ event: 'command', command: { do: 'label', host: 'h0' } } as const, ...events].map(
      (event) => ({ ...event, step }) as TraceEvent,
    ),
  );
  const guests = end.map((guest) => ({ ...resting, ...guest }));
  const hosts = { h0: taleTruth, h1: taleTruth };
  const commands = acts.map(() => ({ do: 'label', host: 'h0' }) as const);
  return { case: { format: caseFormat, stack: 'nova', config, hosts: [], commands }, hosts, trace, end: { guests, hosts: {} } };
}

const resting: EndGuest = { name: 'g0', protection: 'sev', running: false, pending: false, status: {} };

/** The host of all tales: SEV and SEV-ES, one image for them and one for secure boot, both described. */
export const taleTruth: BootTruth = {
  ...novaEsTruth,
  key: 'nova tale',
  firmwareDescriptors: [
    {
      name: '30-sev.json',
      device: 'flash',
      mode: 'split',
      executable: '/fw/CODE.cc.fd',
      nvramTemplate: '/fw/VARS.fd',
      format: 'raw',
      machines: ['pc-q35-*'],
      features: ['amd-sev', 'amd-sev-es'],
    },
    {
      name: '40-secure.json',
      device: 'flash',
      mode: 'split',
      executable: '/fw/CODE.secboot.fd',
      nvramTemplate: '/fw/VARS.secboot.fd',
      format: 'raw',
      machines: ['pc-q35-*'],
      features: ['secure-boot', 'requires-smm'],
    },
  ],
};

/** A server as it is accepted. */
export function server(extraSpecs: JsonObject = {}, properties: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    uuid: '0b5d9b0e-6b5a-5d3e-8f0a-2d1f6a7c9e11',
    name: 'g0',
    flavor: { name: 'm1.small', vcpus: 1, ram: 64, extra_specs: extraSpecs },
    image: { id: 'i0', name: 'guest', properties: { hw_firmware_type: 'uefi', hw_machine_type: 'q35', ...properties } },
    ...more,
  };
}

/** Extra specs of an encrypted server. */
export function encryptedBy(model: string): JsonObject {
  return { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': model };
}

/** Its protection, as the model reads it. */
function protectionOf(object: JsonObject): Protection {
  return readNovaAsked(object).protection ?? 'none';
}

/** A request for a server, and the answer: accepted as it is unless another is told. */
export function asked(object: JsonObject, decision?: AdmitDecision): Untimed {
  const { name = 'g0', flavor = {}, image = {}, host, boot_from_volume: volume } = object;
  const own = { name, ...(host !== undefined && { host }), ...(volume === true && { boot_from_volume: true }) };
  const accepted: AdmitDecision = { allowed: true, guest: object, warnings: [] };
  return {
    event: 'admit',
    guest: String(name),
    spec: { protection: protectionOf(object) },
    request: { server: own, flavor, image },
    config: {},
    decision: decision ?? accepted,
  };
}

/** A host was found; with `movingFrom` for a server that has one. */
export function placed(object: JsonObject, host = 'h0', movingFrom?: string): Untimed {
  return {
    event: 'place',
    guest: 'g0',
    protection: protectionOf(object),
    claim: { selectors: {}, resources: {}, memoryBytes: 0, overheadBytes: 0, object: {} },
    hosts: [],
    decision: { placed: true, host },
    freeKeys: {},
    ...(movingFrom !== undefined && { movingFrom }),
  };
}

/** Its document was written, the right one unless another is told. */
export function rendered(object: JsonObject, xml = novaXml(object), host = 'h0'): Untimed {
  const guest = String(object.name);
  return { event: 'render', guest, host, protection: protectionOf(object), object, decision: { rendered: true, xml } };
}

/** It could not be written. */
export function unrendered(object: JsonObject, message: string, host = 'h0'): Untimed {
  return { event: 'render', guest: 'g0', host, protection: protectionOf(object), object, decision: { rendered: false, message } };
}

/** The hypervisor started it, as what was asked for unless something else is told. */
export function launched(object: JsonObject, host = 'h0', result?: StartResult): Untimed {
  const protection = protectionOf(object);
  return { event: 'start', guest: 'g0', host, protection, outside: false, result: result ?? { started: true, protection } };
}

/** Its domain is gone, and its key ID given back. */
export function released(object: JsonObject, host = 'h0'): Untimed {
  return { event: 'release', guest: 'g0', host, protection: protectionOf(object), outside: false };
}

/** Something happened, and was answered. */
export function happened(
  happening: Happening,
  status: JsonObject,
  next: RunDecision['next'] = 'nothing',
  more: Partial<RunDecision> = {},
): Untimed {
  return { event: 'run', guest: 'g0', protection: 'none', happening, decision: { status, next, ...more } };
}

/** A request that was granted. */
export function granted(
  request: string,
  status: JsonObject,
  next: RunDecision['next'],
  more: Partial<RunDecision> & { readonly body?: JsonObject } = {},
): Untimed {
  const { body, ...rest } = more;
  const happening: Happening = { what: 'request', request, ...(body !== undefined && { body }) };
  return happened(happening, status, next, { answer: { allowed: true, httpCode: 202 }, ...rest });
}

/** A request that was refused. */
export function denied(request: string, status: JsonObject, httpCode: number, message: string, body?: JsonObject): Untimed {
  const happening: Happening = { what: 'request', request, ...(body !== undefined && { body }) };
  return happened(happening, status, 'nothing', { answer: { allowed: false, httpCode, message } });
}

/** Status of a server that is on a host. */
export function shown(status: string, vm_state: string, more: JsonObject = {}): JsonObject {
  return { status, vm_state, host: 'h0', ...more };
}

/** A server that runs on h0. */
export function born(object: JsonObject, xml = novaXml(object)): Act {
  return [
    asked(object),
    happened({ what: 'admitted' }, { status: 'BUILD', vm_state: 'building' }),
    placed(object),
    happened({ what: 'placed', host: 'h0' }, shown('BUILD', 'building')),
    rendered(object, xml),
    launched(object),
    happened(
      { what: 'started', host: 'h0', paused: false },
      shown('ACTIVE', 'active', { nvram: readNovaAsked(object).uefi ? 'kept' : 'none' }),
    ),
  ];
}
