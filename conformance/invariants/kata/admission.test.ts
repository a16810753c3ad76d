import { describe, expect, it } from 'vitest';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { AdmitDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { kataKeyResource, kataTeeLabel } from '../../model/kata-names.js';
import type { KataStory, KataTwist } from '../evidence-fixtures/kata-tale.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { type KataRow, kataShownToWork } from '../kata-tale-rows.js';

const snp = pod('snp');
const tdx = pod('tdx');
const ordinary = pod('none');
const unknown = pod('none', { runtimeClassName: 'kata-qemu-cca' });
const selecting = pod('snp', { nodeSelector: { 'example.com/rack': '7' } });
const contradicting = pod('snp', { nodeSelector: { [kataTeeLabel.snp]: 'false' } });
const bringing = pod('snp', { overhead: { memory: '1Mi' } });
const annotated = told('snp', { metadata: { annotations: { 'io.katacontainers.config.hypervisor.default_memory': '4096' } } });
const withoutOverhead = { ...snp, config: { overheadEnabled: false } };
const withoutRules = { ...snp, config: { nodeFeatureRules: false } };

const accepting: KataTwist = { admit: () => ({ allowed: true, guest: { metadata: { name: 'a' }, spec: {} }, warnings: [] }) };
const refusing: KataTwist = refusal('no', 403);

const rows: Readonly<Record<string, KataRow>> = {
  'well-formed-is-accepted': { story: snp, twist: refusing },
  'unknown-class-is-refused': { story: unknown, twist: accepting },
  'unknown-class-is-named': { story: unknown, twist: refusing },
  'refusal-is-forbidden': { story: unknown, twist: refusal('pods "a" is forbidden: no', 422) },
  'no-class-for-older-protections': { story: pod('sev'), twist: accepting },
  'overhead-memory': { story: ordinary, twist: overhead({ memory: '160Mi' }) },
  'overhead-cpu': { story: snp, twist: overhead({ cpu: '250m' }) },
  'overhead-takes-a-key': { story: tdx, twist: overhead({ [kataKeyResource.tdx]: '2' }) },
  'keys-without-overhead': { story: withoutOverhead, twist: overhead({ [kataKeyResource.snp]: '0' }) },
  'no-overhead-when-off': { story: withoutOverhead, twist: overhead({ memory: '2048Mi' }) },
  'no-key-without-rules': { story: withoutRules, twist: overhead({ [kataKeyResource.snp]: '1' }) },
  'overhead-names-no-other-key': { story: snp, twist: overhead({ [kataKeyResource.tdx]: '1' }) },
  'class-selector-is-merged': { story: snp, twist: spec({ nodeSelector: {} }) },
  'users-selector-is-kept': { story: selecting, twist: spec({ nodeSelector: { [kataTeeLabel.snp]: 'true' } }) },
  'selects-nothing-else': { story: snp, twist: spec({ nodeSelector: { 'example.com/other': 'x' } }) },
  'selector-conflict-is-refused': { story: contradicting, twist: accepting },
  'selector-conflict-is-named': { story: contradicting, twist: refusing },
  'foreign-overhead-is-refused': { story: bringing, twist: accepting },
  'annotations-are-kept': { story: annotated, twist: metadata({ name: 'a' }) },
  'annotations-are-not-judged-here': { story: annotated, twist: refusing },
  'class-is-kept': { story: snp, twist: spec({ runtimeClassName: 'kata-qemu' }) },
  'limits-become-requests': { story: ordinary, twist: spec({ containers: [{ name: 'guest', resources: {} }] }) },
  'containers-are-kept': { story: ordinary, twist: spec({ containers: [{ name: 'other' }] }) },
};

describe.each(Object.entries(rows))('kata/admission/%s', (name, row) => {
  it('holds for a right answer and catches a wrong one', () => {
    const { checks, falseAlarm, caught } = kataShownToWork(`kata/admission/${name}`, row);
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of admissions is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kata/admission/'));
  expect(Object.keys(rows).map((name) => `kata/admission/${name}`)).toEqual(judges);
});

function told(protection: Protection, members: JsonObject): KataStory {
  return { commands: [{ do: 'create', guest: 'a', spec: plain(protection, { members }) }] };
}

function pod(protection: Protection, written: JsonObject = {}): KataStory {
  return told(protection, { spec: written });
}

function refusal(message: string, httpCode: number): KataTwist {
  return { admit: () => ({ allowed: false, causes: [{ type: 'Forbidden', message, field: '', httpCode }] }) };
}

function spec(written: JsonObject): KataTwist {
  return changed((guest) => ({ ...guest, spec: { ...(guest.spec as JsonObject), ...written } }));
}

function metadata(written: JsonObject): KataTwist {
  return changed((guest) => ({ ...guest, metadata: written }));
}

function overhead(written: JsonObject): KataTwist {
  return changed((guest) => {
    const before = guest.spec as JsonObject;
    return { ...guest, spec: { ...before, overhead: { ...(before.overhead as JsonObject), ...written } } };
  });
}

function changed(change: (guest: JsonObject) => JsonObject): KataTwist {
  const admit = (decision: AdmitDecision): AdmitDecision =>
    decision.allowed ? { ...decision, guest: change(decision.guest) } : decision;
  return { admit };
}
