import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { expectedRefusal, isKnownRequest } from './guest-requests.js';
import { readVmi } from './vmi.js';

const body: JsonObject = { session: 'Uw==', dhCert: 'RA==' };
const paused: JsonObject = { phase: 'Running', conditions: [{ type: 'Paused', status: 'True' }] };

describe('expectedRefusal', () => {
  it.each<[string, string, JsonObject | undefined, JsonObject, string | undefined]>([
    ['the right order breaks no rule', 'sev/setupsession', body, { phase: 'Scheduled' }, undefined],
    ['nor does asking twice', 'sev/querylaunchmeasurement', undefined, paused, undefined],
    ['the body comes before the guest', 'sev/setupsession', {}, { phase: 'Running' }, 'session-is-complete'],
    ['the phase comes before what was asked', 'sev/querylaunchmeasurement', undefined, { phase: 'Scheduled' }, 'needs-running'],
    ['a guest that runs is not measured', 'sev/querylaunchmeasurement', undefined, { phase: 'Running' }, 'needs-pause'],
    ['a secret is looked at last', 'sev/injectlaunchsecret', {}, { phase: 'Running' }, 'needs-pause'],
    ['and is looked at', 'sev/injectlaunchsecret', { header: 'SA==' }, paused, 'secret-is-complete'],
    ['what is paused is not paused again', 'pause', undefined, paused, 'state'],
    ['other requests have no rules here', 'addvolume', undefined, {}, undefined],
  ])('%s', (_what, request, sent, status, rule) => {
    expect(expectedRefusal({ request, body: sent, vmi: attested, status, config: {} })?.rule).toBe(rule);
  });

  it('a closed gate comes first', () => {
    const config = { disabledFeatureGates: ['WorkloadEncryptionSEV'] };
    const asked = { request: 'sev/setupsession', body: undefined, vmi: attested, status: {}, config };
    expect(expectedRefusal(asked)).toEqual({
      rule: 'gate',
      httpCode: 400,
      text: "'WorkloadEncryptionSEV' feature gate is not enabled",
    });
  });

  it('knows which requests exist', () => {
    expect(['pause', 'sev/fetchcertchain', 'eviction'].every(isKnownRequest)).toBe(true);
    expect(['sev', 'tdx/quote', 'constructor'].some(isKnownRequest)).toBe(false);
  });
});

const attested = readVmi({ spec: { domain: { launchSecurity: { sev: { attestation: {} } } } } });
