import { describe, expect, it } from 'vitest';
import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { AdmitCause, AdmitDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { openGates, plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const accepting: Twist = { admit: (_, request) => ({ allowed: true, guest: request, warnings: [] }) };
const refusing: Twist = { admit: () => refusal({ type: 'FieldValueInvalid', message: 'no', field: 'spec' }) };
const badEfi = asking({ protection: 'snp' });

const rows: Readonly<Record<string, JudgeRow>> = {
  'one-type-only': { story: asking(plain('sev', { alsoProtection: 'tdx' })), twist: accepting },
  'sev-gate': { story: asking(plain('snp'), { disabledFeatureGates: ['WorkloadEncryptionSEV'] }), twist: accepting },
  'tdx-gate': { story: asking(plain('tdx'), {}), twist: accepting },
  'tdx-without-smm': { story: asking(plain('tdx', { smm: true })), twist: accepting },
  'efi-required': { story: asking(plain('sev-es', { firmware: 'bios' })), twist: accepting },
  'no-secure-boot': { story: badEfi, twist: accepting },
  'no-persistent-efi': { story: asking(plain('tdx', { persistentEfi: true })), twist: accepting },
  'attestation-needs-paused': { story: asking(plain('sev', { attestation: true })), twist: accepting },
  'no-bootable-nic': {
    story: asking(plain('snp', { bootFromNetwork: true })),
    twist: rewording((message) => message.slice(0, -1)),
  },
  'secure-boot-needs-smm': { story: asking({ protection: 'none' }), twist: accepting },
  'supported-architecture': { story: asking(plain('sev', { architecture: 'ppc64le' })), twist: accepting },
  'well-formed-is-accepted': { story: asking(plain('tdx')), twist: refusing },
  'only-known-causes': { story: badEfi, twist: rewording((message) => message.replace('SNP', 'SEV')) },
  'refusal-names-a-cause': { story: badEfi, twist: { admit: () => ({ allowed: false, causes: [] }) } },
  'cause-type': { story: badEfi, twist: changing((cause) => ({ ...cause, type: 'FieldValueForbidden' })) },
  'field-path-resolves': { story: badEfi, twist: changing((cause) => ({ ...cause, field: 'spec.launchSecurity' })) },
  'request-is-kept': { story: asking(plain('snp')), twist: { admit: withoutLaunchSecurity } },
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
  if (!decision.allowed) return decision;
  const spec = decision.guest.spec as JsonObject;
  const { launchSecurity: _, ...domain } = spec.domain as JsonObject;
  return { ...decision, guest: { ...decision.guest, spec: { ...spec, domain } } };
}
