import { describe, expect, it } from 'vitest';
import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { StartEvent } from '../../../sim/contracts/evidence.js';
import type { AdmitCause, AdmitDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { openGates, plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const accepting: Twist = { admit: (_, request) => ({ allowed: true, guest: request, warnings: [] }) };
const refusing: Twist = { admit: () => refusal({ type: 'FieldValueInvalid', message: 'no', field: 'spec' }) };
const badEfi = asking({ protection: 'snp' });

const tdxMembers = (launchMembers: JsonObject): Story => asking(plain('tdx', { launchMembers }));
const snpMembers = (launchMembers: JsonObject): Story => asking(plain('snp', { launchMembers }));
const preferred = asking(plain('snp', { form: 'machine', protectionIn: ['preference'] }));

const rows: Readonly<Record<string, JudgeRow>> = {
  'one-type-only': { story: asking(plain('sev', { alsoProtection: 'tdx' })), twist: accepting },
  'sev-gate': { story: asking(plain('snp'), { disabledFeatureGates: ['WorkloadEncryptionSEV'] }), twist: accepting },
  'sev-gate-is-open-by-default': {
    story: asking(plain('sev'), {}),
    twist: { admit: () => refusal(invalid('WorkloadEncryptionSEV feature gate is not enabled in kubevirt-config')) },
  },
  'tdx-gate': { story: asking(plain('tdx'), {}), twist: accepting },
  'sev-ignores-the-tdx-gate': {
    story: rolledBack(plain('sev-es')),
    twist: refusingTheSecond(),
  },
  'tdx-without-smm': { story: asking(plain('tdx', { smm: true })), twist: accepting },
  'snp-without-smm': { story: asking(plain('snp', { smm: true })), twist: accepting },
  'efi-required': { story: asking(plain('sev-es', { firmware: 'bios' })), twist: accepting },
  'no-secure-boot': { story: badEfi, twist: accepting },
  'no-persistent-efi': { story: asking(plain('tdx', { persistentEfi: true })), twist: accepting },
  'attestation-needs-paused': { story: asking(plain('sev', { attestation: true })), twist: accepting },
  'no-bootable-nic': {
    story: asking(plain('snp', { bootFromNetwork: true })),
    twist: rewording((message) => message.slice(0, -1)),
  },
  'secure-boot-needs-smm': { story: asking({ protection: 'none' }), twist: accepting },
  'supported-architecture': { story: asking(plain('sev', { architecture: 's390x' })), twist: accepting },
  'memory-stays': { story: asking(plain('snp', { maxMemoryMib: 1024 })), twist: accepting },
  'vsock-gate': { story: asking(plain('tdx', { vsock: true })), twist: accepting },
  'host-devices-gate': { story: asking(plain('none', { hostDevice: true })), twist: accepting },
  'unknown-member': { story: tdxMembers({ QGS: 'vsock:2:4050' }), twist: accepting },
  'policy-is-hexadecimal': { story: tdxMembers({ policy: '268435456' }), twist: accepting },
  'no-guest-debugging': { story: tdxMembers({ policy: '0x10000001' }), twist: accepting },
  'snp-policy-bit-17': { story: snpMembers({ policy: '0x3000' }), twist: accepting },
  'tdx-policy-bits': { story: tdxMembers({ policy: '0x40000000' }), twist: accepting },
  'measured-ids': {
    story: tdxMembers({ mrOwner: 'AAAA' }),
    twist: changing((cause) => ({ ...cause, field: 'spec.x', message: '' })),
  },
  'kernel-hashes-need-kernel': { story: snpMembers({ kernelHashes: true }), twist: accepting },
  'launch-members-are-accepted': { story: snpMembers({ policy: '0x30000' }), twist: refusing },
  'same-answer-in-every-form': { story: asking(plain('sev', { form: 'replica-set' })), twist: refusing },
  'instancetype-conflict': {
    story: asking(plain('tdx', { form: 'machine', protectionIn: ['request', 'instancetype'] })),
    twist: accepting,
  },
  'instancetype-is-deprecated': {
    story: asking(plain('tdx', { form: 'machine', protectionIn: ['instancetype'] })),
    twist: { admit: (decision) => (decision.allowed ? { ...decision, warnings: [] } : decision) },
  },
  'preference-protects': { story: preferred, twist: { admit: withoutLaunchSecurity } },
  'preference-yields': {
    story: asking(plain('tdx', { form: 'machine', protectionIn: ['request', 'preference'] })),
    twist: { admit: (decision) => changedDomain(decision, () => ({ features: { acpi: { enabled: false } } })) },
  },
  'absent-means-default': {
    story: together(plain('tdx'), plain('tdx', { smm: false })),
    twist: { admit: (decision, request) => (JSON.stringify(request).includes('"smm"') ? refusal(invalid('no')) : decision) },
  },
  'well-formed-is-accepted': { story: asking(plain('tdx')), twist: refusing },
  'accepted-can-start': { story: asking(plain('sev')), twist: { start: contradicting } },
  'only-known-causes': { story: badEfi, twist: rewording((message) => message.replace('SNP', 'SEV')) },
  'refusal-names-a-cause': { story: badEfi, twist: { admit: () => ({ allowed: false, causes: [] }) } },
  'cause-type': { story: badEfi, twist: changing((cause) => ({ ...cause, type: 'FieldValueForbidden' })) },
  'field-path-resolves': { story: badEfi, twist: changing((cause) => ({ ...cause, field: 'spec.launchSecurity' })) },
  'template-field-path': {
    story: asking({ protection: 'snp', form: 'pool' }),
    twist: changing((cause) => ({ ...cause, field: 'spec.template.spec.domain' })),
  },
  'request-is-kept': { story: asking(plain('snp')), twist: { admit: withoutLaunchSecurity } },
  'protection-is-given': { story: asking(plain('snp', { form: 'machine' })), twist: { admit: withoutLaunchSecurity } },
  'sev-stays-sev': {
    story: asking(plain('sev')),
    twist: { admit: (decision) => changedDomain(decision, () => ({ launchSecurity: { snp: {} } })) },
  },
  'user-data-warning': {
    story: asking(plain('tdx', { userData: true })),
    twist: { admit: (decision) => (decision.allowed ? { ...decision, warnings: ['look out'] } : decision) },
  },
  'tdx-gets-quote-service': { story: asking(plain('tdx')), twist: accepting },
};

describe.each(Object.entries(rows))('kubevirt/admission/%s', (name, row) => {
  it('holds for the right answer and catches a wrong one', () => {
    expect(honestly(`kubevirt/admission/${name}`, row)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/admission/${name}`, row)).toBeDefined();
  });
});

it('every judge of admission is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/admission/'));
  expect(Object.keys(rows).map((name) => `kubevirt/admission/${name}`)).toEqual(judges);
});

it('a hand-written manifest may be refused for reasons of its own', () => {
  const manifest = { metadata: { name: 'g' }, spec: { domain: { launchSecurity: {}, devices: 'none' } } };
  const row = { story: asking({ protection: 'none', manifest }), twist: refusing };
  expect(twisted('kubevirt/admission/one-type-only', row)).toBeUndefined();
  expect(twisted('kubevirt/admission/only-known-causes', row)).toBeUndefined();
});

function asking(spec: GuestSpec, config: JsonObject = openGates): Story {
  return { config, commands: [{ do: 'create', guest: 'g', spec }] };
}

function refusal(...causes: readonly AdmitCause[]): AdmitDecision {
  return { allowed: false, causes };
}

function changing(change: (cause: AdmitCause) => AdmitCause): Twist {
  return { admit: (decision) => (decision.allowed ? decision : refusal(...decision.causes.map(change))) };
}

function rewording(change: (message: string) => string): Twist {
  return changing((cause) => ({ ...cause, message: change(cause.message) }));
}

function withoutLaunchSecurity(decision: AdmitDecision): AdmitDecision {
  return changedDomain(decision, () => ({ launchSecurity: undefined }));
}

function changedDomain(decision: AdmitDecision, change: () => JsonObject): AdmitDecision {
  if (!decision.allowed) return decision;
  const spec = decision.guest.spec as JsonObject;
  return {
    ...decision,
    guest: { ...decision.guest, spec: { ...spec, domain: { ...(spec.domain as JsonObject), ...change() } } },
  };
}

function invalid(message: string): AdmitCause {
  return { type: 'FieldValueInvalid', message, field: 'spec.domain' };
}

/** The same guest before and after the gate of TDX is closed. */
function rolledBack(spec: GuestSpec): Story {
  const config = { ...openGates, featureGates: ['WorkloadEncryptionSEV'] };
  return {
    commands: [
      { do: 'create', guest: 'g', spec },
      { do: 'delete', guest: 'g' },
      { do: 'configure', config },
      { do: 'create', guest: 'g', spec },
    ],
  };
}

/** Every second request is refused. */
function refusingTheSecond(): Twist {
  let asked = 0;
  return { admit: (decision) => (++asked % 2 === 0 ? refusal(invalid('no')) : decision) };
}

function together(...specs: readonly GuestSpec[]): Story {
  return { commands: specs.map((spec, index) => ({ do: 'create', guest: `g${index}`, spec })) };
}

function contradicting(event: StartEvent): StartEvent {
  return { ...event, result: { started: false, cause: 'invalid-domain', error: { code: 1, domain: 10, message: 'no' } } };
}
