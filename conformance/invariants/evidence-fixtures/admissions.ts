import type { AdmitCause, AdmitDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { type ExpectedCause, expectedCauses } from '../../model/admission.js';
import { isObject, listOf, member } from '../../model/json-member.js';
import { type RequestedInstance, readRequest } from '../../model/requested-instance.js';
import { readVmi } from '../../model/vmi.js';

/** Refuses for every broken rule and accepts everything else; the answer to any form is the instance it makes. */
export function rightAdmission(request: JsonObject, config: JsonObject): AdmitDecision {
  const vmi = readVmi(request);
  const asked = readRequest(request);
  const causes = expectedCauses(vmi, config, asked).map((cause) => causeOf(cause, asked));
  if (causes.length > 0) return { allowed: false, causes };
  const annotations = vmi.protection === 'tdx' ? { 'kubevirt.io/qgs-socket-path': '/var/run/tdx-qgs/qgs.socket' } : {};
  return {
    allowed: true,
    guest: { ...asked.instance, metadata: { name: vmi.name, namespace: vmi.namespace, annotations } },
    warnings: warningsOf(asked),
  };
}

function causeOf({ rule, type, message, fields }: ExpectedCause, { at }: RequestedInstance): AdmitCause {
  const field =
    /^VM field\(s\) (\S+) conflicts/.exec(message ?? '')?.[1] ?? fields[0] ?? `${at}.${fieldOf[rule] ?? launchSecurity}`;
  return { type, message: message ?? `${field} cannot be so (${rule})`, field };
}

const launchSecurity = 'domain.launchSecurity';

const fieldOf: Readonly<Partial<Record<ExpectedCause['rule'], string>>> = {
  'secure-boot-needs-smm': 'domain',
  'supported-architecture': 'architecture',
  'memory-stays': 'domain.memory.maxGuest',
  'vsock-gate': 'domain.devices.autoattachVSOCK',
  'host-devices-gate': 'domain.devices.hostDevices',
};

function warningsOf({ instance, instancetype }: RequestedInstance): readonly string[] {
  const protects = isObject(member(instancetype, 'spec', 'launchSecurity'));
  const confidential = isObject(member(instance, 'spec', 'domain', 'launchSecurity'));
  const userData = listOf(member(instance, 'spec', 'volumes')).some((volume) => isObject(member(volume, 'cloudInitNoCloud')));
  return [
    ...(protects ? ['launchSecurity is deprecated and will be removed in a future release. Use preference instead.'] : []),
    ...(confidential && userData ? ['cloud-init user data comes from the infrastructure'] : []),
  ];
}
