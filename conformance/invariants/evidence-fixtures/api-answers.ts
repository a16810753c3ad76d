import { createHash, createHmac } from 'node:crypto';
import type { GuestSpec } from '../../../sim/contracts/commands.js';
import { firmwareImageText } from '../../../sim/contracts/firmware-image.js';
import type { Happening, HypervisorView, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { expectedRefusal, isKnownRequest } from '../../model/guest-requests.js';
import { isObject, listOf, member, textOf } from '../../model/json-member.js';
import type { Vmi } from '../../model/vmi.js';
import { rightEviction } from './evictions.js';

/** What libvirt says of a guest in every story: certificates that mean nothing, and a measurement that its owner would believe. */
export function hypervisorView({ launchSession, protection }: Vmi): HypervisorView {
  const policy = protection === 'sev-es' ? 5 : 1;
  const nonce = Buffer.from('a nonce of 16 by');
  const key = createHash('sha256').update(`fauxmetal-tik:${launchSession?.session}`).digest().subarray(0, 16);
  const head = Buffer.from([4, 0, 24, 15, policy, 0, 0, 0]);
  const image = createHash('sha256').update(firmwareImageText(loader)).digest();
  const measure = createHmac('sha256', key).update(head).update(image).update(nonce).digest();
  const measurement = Buffer.concat([measure, nonce]).toString('base64');
  return {
    sevInfo: { pdh: 'cGRo', certChain: 'Y2hhaW4=' },
    measurement: { measurement, apiMajor: 0, apiMinor: 24, buildId: 15, policy },
    firmwareSha256: { [loader]: image.toString('hex') },
  };
}

const loader = '/usr/share/edk2/ovmf/OVMF_CODE.cc.fd';

type Request = Extract<Happening, { what: 'request' }>;

/** What the answer depends on beside the request. */
interface Asked {
  readonly status: JsonObject;
  readonly object: JsonObject;
  readonly spec: GuestSpec;
  readonly config: JsonObject;
}

/** The right answer of the API. What no requirement is about is accepted and changes nothing. */
export function rightApiAnswer(vmi: Vmi, happening: Request, asked: Asked): RunDecision {
  const { request, body } = happening;
  const { status, config } = asked;
  const expected = expectedRefusal({ request, body, vmi, status, config });
  const decision =
    expected === undefined ? rightlyGranted(vmi, happening, asked) : refused(status, expected.httpCode ?? 400, expected.text);
  if (decision.answer === undefined || !request.startsWith('sev/')) return decision;
  const verb = request.endsWith('session') || request.endsWith('secret') ? 'update' : 'get';
  return {
    ...decision,
    answer: { ...decision.answer, reviewed: { verb, resource: 'virtualmachineinstances', subresource: request } },
  };
}

function rightlyGranted(vmi: Vmi, { request, body = {}, hypervisor }: Request, { status, object, spec }: Asked): RunDecision {
  const confidential = vmi.protection !== 'none';
  switch (request) {
    case 'sev/setupsession':
      return { ...granted(status, 'start', 202), guest: withSession(object, body) };
    case 'sev/fetchcertchain':
      return granted(status, 'nothing', 200, { ...hypervisor?.sevInfo });
    case 'sev/querylaunchmeasurement':
      return granted(status, 'nothing', 200, measurementOf(hypervisor));
    case 'sev/injectlaunchsecret':
      return granted(status, 'inject', 200);
    case 'pause':
      return granted(withPaused(status, true), 'pause', 200);
    case 'unpause':
      return granted(withPaused(status, false), 'resume', 200);
    case 'restart':
      return spec.form === 'machine' || spec.form === 'pool'
        ? granted({ ...status, restarts: true }, 'stop', 202)
        : refused(status, 404, 'not found');
    case 'addvolume':
      return plugged(status, object, body);
    case 'memory-hotplug':
      return confidential
        ? refused(status, 422, 'Memory hotplug is not compatible with encrypted VMs')
        : granted(status, 'nothing', 200);
    case 'cpu-hotplug':
      return confidential ? refused(status, 422, 'no') : granted(status, 'nothing', 200);
    case 'eviction':
      return rightEviction(vmi, status, body);
    case 'workload-update':
      return { status, next: listOf(body.methods).includes('Evict') ? 'stop' : 'nothing' };
    default:
      return isKnownRequest(request) ? granted(status, 'nothing', 200) : refused(status, 404, 'not found');
  }
}

function granted(status: JsonObject, next: RunDecision['next'], httpCode: number, body?: JsonObject): RunDecision {
  return { status, next, answer: { allowed: true, httpCode, ...(body && { body }) } };
}

function refused(status: JsonObject, httpCode: number, message: string): RunDecision {
  return { status, next: 'nothing', answer: { allowed: false, httpCode, message } };
}

function measurementOf({ measurement, firmwareSha256 }: HypervisorView = {}): JsonObject {
  const { buildId = 0, ...told } = measurement ?? {};
  return { ...told, buildID: buildId, loaderSHA: firmwareSha256?.[loader] ?? '' };
}

function plugged(status: JsonObject, object: JsonObject, { name }: JsonObject): RunDecision {
  if (status.phase !== 'Running') return refused(status, 409, 'VMI is not running');
  const spec = object.spec as JsonObject;
  const volumes = listOf(spec.volumes);
  if (volumes.some((volume) => member(volume, 'name') === name)) return refused(status, 409, 'already exists');
  const volume = { name: textOf(name) ?? '' };
  return { ...granted(status, 'nothing', 202), guest: { ...object, spec: { ...spec, volumes: [...volumes, volume] } } };
}

function withPaused(status: JsonObject, paused: boolean): JsonObject {
  const others = listOf(status.conditions).filter((condition) => !isObject(condition) || condition.type !== 'Paused');
  const condition = { type: 'Paused', status: 'True', reason: 'PausedByUser', message: 'VMI was paused by user' };
  return { ...status, conditions: paused ? [...others, condition] : others };
}

function withSession(object: JsonObject, { session, dhCert }: JsonObject): JsonObject {
  const spec = object.spec as JsonObject;
  const domain = spec.domain as JsonObject;
  const sev = { ...(member(domain, 'launchSecurity', 'sev') as JsonObject), session, dhCert } as JsonObject;
  return { ...object, spec: { ...spec, domain: { ...domain, launchSecurity: { sev } } } };
}
