import { describe, expect, it } from 'vitest';
import type { Command, GuestSpec } from '../../../sim/contracts/commands.js';
import type { Happening, RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { amdTruth } from '../evidence-fixtures/truths.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const session: JsonObject = { session: 'U0VTU0lPTg==', dhCert: 'REhDRVJU' };
const secret: JsonObject = { header: 'SEVBREVS', secret: 'U0VDUkVU' };
const attested = plain('sev', { attestation: true, startPaused: true });
const setUp = request('sev/setupsession', session);
const measured = request('sev/querylaunchmeasurement');
const certificates = request('sev/fetchcertchain');
const granting = answering({ allowed: true, httpCode: 200 });

const rows: Readonly<Record<string, JudgeRow>> = {
  'waits-for-session': { story: about(attested), twist: after('placed', { next: 'nothing' }) },
  'only-attested-guests-wait': { story: about(plain('snp')), twist: after('placed', { next: 'hold' }) },
  'session-starts-the-guest': { story: about(attested, setUp), twist: after('request', { next: 'nothing' }) },
  'session-is-taken-as-it-is': { story: about(attested, setUp), twist: after('request', { guest: {} }) },
  'session-reaches-the-document': {
    story: about({ ...attested, session: true }),
    twist: {
      render: (decision) => (decision.rendered ? { ...decision, xml: decision.xml.replace('session', 'token') } : decision),
    },
  },
  'closed-gate': { story: closed(setUp), twist: granting },
  'session-is-complete': { story: about(attested, request('sev/setupsession', { session: 'S' })), twist: granting },
  'session-only-while-scheduled': { story: about(attested, setUp, setUp), twist: granting },
  'session-only-once': { story: crowded(setUp, setUp), twist: granting },
  'not-requested': {
    story: about(plain('sev'), certificates),
    twist: answering({ allowed: false, httpCode: 500, message: 'no' }),
  },
  'certificates-need-a-node': { story: about(attested, { do: 'evict', guest: 'g' }, certificates), twist: granting },
  'needs-running-guest': { story: about(attested, measured), twist: granting },
  'needs-pause': { story: about(attested, setUp, request('unpause'), measured), twist: granting },
  'secret-is-complete': { story: about(attested, setUp, request('sev/injectlaunchsecret', {})), twist: granting },
  'refusals-have-their-code': {
    story: about(plain('sev'), certificates),
    twist: answering({ allowed: false, httpCode: 500, message: 'Attestation not requested for VMI' }),
  },
  'well-formed-is-granted': { story: about(attested, certificates), twist: answering({ allowed: false }) },
  'certificates-are-current': {
    story: about(attested, certificates),
    twist: answering({ allowed: true, body: { pdh: 'b2xk', certChain: 'Y2hhaW4=' } }),
  },
  'measurement-is-passed-on': { story: about(attested, setUp, measured), twist: told({ buildID: 16 }) },
  'measurement-is-genuine': { story: about(attested, setUp, measured), twist: told({ measurement: 'Zm9yZ2Vk' }) },
  'measurement-names-firmware': { story: about(attested, setUp, measured), twist: told({ loaderSHA: '00' }) },
  'secret-is-injected': {
    story: about(attested, setUp, request('sev/injectlaunchsecret', secret)),
    twist: { run: (decision) => (decision.next === 'inject' ? { ...decision, next: 'nothing' } : decision) },
  },
  'snp-and-tdx-attest-themselves': { story: about(plain('snp'), certificates), twist: granting },
  'access-review-names-subresource': {
    story: about(attested, setUp),
    twist: answering({ allowed: true, reviewed: { verb: 'update', resource: 'virtualmachineinstances', subresource: 'sev' } }),
  },
};

describe.each(Object.entries(rows))('kubevirt/attestation/%s', (name, row) => {
  it('holds for a right answer and catches a wrong one', () => {
    expect(honestly(`kubevirt/attestation/${name}`, row)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/attestation/${name}`, row)).toBeDefined();
  });
});

it('every judge of attestation is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/attestation/'));
  expect(Object.keys(rows).map((name) => `kubevirt/attestation/${name}`)).toEqual(judges);
});

it('a guest that waits is not to be started when its node agent comes back', () => {
  const story = about(attested, { do: 'mishap', host: 'amd', what: 'agent-restarted' });
  const row: JudgeRow = { story, twist: after('agent-back', { next: 'start' }) };
  expect(honestly('kubevirt/attestation/waits-for-session', row).finding).toBeUndefined();
  expect(twisted('kubevirt/attestation/waits-for-session', row)).toContain('after agent-back the next step is start');
});

/** A guest on an AMD host, and what happens to it. */
function about(spec: GuestSpec, ...commands: readonly Command[]): Story {
  return { hosts: { amd: amdTruth }, commands: [{ do: 'create', guest: 'g', spec }, ...commands] };
}

/** The same, on a host whose key IDs somebody else has, so that it cannot start. */
function crowded(...commands: readonly Command[]): Story {
  const { hosts, commands: create } = about(attested);
  return {
    ...(hosts && { hosts }),
    commands: [{ do: 'start-outside', host: 'amd', protection: 'sev', count: 4 }, ...create, ...commands],
  };
}

/** The same, after SEV's feature gate has been closed. */
function closed(...commands: readonly Command[]): Story {
  return about(attested, { do: 'configure', config: { disabledFeatureGates: ['WorkloadEncryptionSEV'] } }, ...commands);
}

function request(name: string, body?: JsonObject): Command {
  return { do: 'request', guest: 'g', request: name, ...(body && { body }) };
}

function after(what: Happening['what'], change: Partial<RunDecision>): Twist {
  return { run: (decision, happening) => (happening.what === what ? { ...decision, ...change } : decision) };
}

function answering(answer: RunDecision['answer'] & {}): Twist {
  return after('request', { answer });
}

/** Another answer to the question for the measurement. */
function told(change: JsonObject): Twist {
  return {
    run: (decision) => {
      const { answer } = decision;
      return answer?.body === undefined ? decision : { ...decision, answer: { ...answer, body: { ...answer.body, ...change } } };
    },
  };
}
