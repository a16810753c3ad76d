import { describe, expect, it } from 'vitest';
import type { Happening, RunDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import {
  asking,
  attested,
  type ExampleLife,
  exampleSession,
  exampleView,
  livedThrough,
  startsPaused,
  toItsNode,
  toPaused,
  toRunning,
} from '../example-life.js';

const conflict = 'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "cvm": ';
const setUp = asking('sev/setupsession', exampleSession, exampleView);
const certificates = asking('sev/fetchcertchain', undefined, exampleView);
const measurement = asking('sev/querylaunchmeasurement', undefined, exampleView);
const injection = asking('sev/injectlaunchsecret', { header: 'SA==', secret: 'Uw==' }, exampleView);

describe('a guest whose owner wants to attest it', () => {
  it('is held on its node until its session is set up, and then measured, given its secret, and let go', () => {
    const life = [certificates, setUp, started(), measurement, injection, asking('unpause')];
    const decisions = livedThrough(attested, [...toItsNode, ...life], { changes: startsPaused });
    const steps = decisions.map(({ next }) => next);
    expect(steps).toEqual(['nothing', 'hold', 'nothing', 'start', 'nothing', 'nothing', 'inject', 'resume']);
    expect(decisions.map(({ answer }) => answer?.httpCode).slice(2)).toEqual([200, 202, undefined, 200, 200, 200]);
  });

  it('goes on waiting when its node agent or libvirt come back, and when the agent is silent', () => {
    for (const what of ['agent-back', 'libvirtd-back', 'agent-silent'] as const) {
      const [before, after] = livedThrough(attested, [...toItsNode, { what, host: 'h0' }], { changes: startsPaused }).slice(-2);
      expect(after?.next, what).toBe('nothing');
      expect(after?.status, what).toEqual(before?.status);
    }
  });

  it('is given its session as the owner sent it', () => {
    const { guest } = last([...toItsNode, setUp]);
    expect(guest).toMatchObject({ spec: { domain: { launchSecurity: { sev: { attestation: {}, ...exampleSession } } } } });
  });

  it('need not wait when its session came with the request', () => {
    const sev = { sev: { attestation: {}, ...exampleSession } };
    expect(livedThrough(sev, toItsNode, { changes: startsPaused }).at(-1)?.next).toBe('nothing');
    expect(livedThrough(sev, [...toItsNode, setUp], { changes: startsPaused }).at(-1)?.answer).toMatchObject({
      httpCode: 409,
      message: `${conflict}Session already defined`,
    });
  });

  it.each(['session', 'dhCert'])('goes on waiting with nothing but a %s, which cannot be handed in again', (member) => {
    const sev = { sev: { attestation: {}, [member]: 'U0VTU0lPTg==' } };
    const [placed, again] = livedThrough(sev, [...toItsNode, setUp], { changes: startsPaused }).slice(-2);
    expect([placed?.next, again?.answer?.message]).toEqual(['hold', `${conflict}Session already defined`]);
  });

  it('is told what libvirt and the firmware say', () => {
    expect(last([...toItsNode, certificates]).answer?.body).toEqual(exampleView.sevInfo);
    expect(last([...toPaused, measurement]).answer?.body).toEqual({
      measurement: 'bWVhc3VyZW1lbnQ=',
      apiMajor: 0,
      apiMinor: 24,
      buildID: 15,
      policy: 1,
      loaderSHA: 'f00d',
    });
  });

  it('is told the truth anew each time, because the platform makes new keys', () => {
    const later = asking('sev/fetchcertchain', undefined, { sevInfo: { pdh: 'bmV3', certChain: 'bmV3' } });
    expect(last([...toItsNode, certificates, later]).answer?.body).toEqual({ pdh: 'bmV3', certChain: 'bmV3' });
    const cached = { quirks: ['stale-platform-certificates'], changes: startsPaused };
    const [, second] = livedThrough(attested, [...toItsNode, certificates, ...toItsNode, later], cached).slice(-2);
    expect(second?.answer?.body).toEqual(exampleView.sevInfo);
  });

  it('is told that libvirt does not answer', () => {
    expect(last([...toItsNode, asking('sev/fetchcertchain')]).answer).toMatchObject({ allowed: false, httpCode: 500 });
  });
});

describe('the first broken rule is told', () => {
  const body = 'Request with no body: SEV session parameters are required';
  const nobody = 'Request with no body: SEV secret parameters are required';
  it.each<[string, readonly Happening[], Happening, number, string]>([
    ['no body', toItsNode, asking('sev/setupsession'), 400, body],
    ['no session', toItsNode, asking('sev/setupsession', {}), 400, 'Session blob is required'],
    ['no certificate', toItsNode, asking('sev/setupsession', { session: 'Uw==' }), 400, 'DH cert is required'],
    ['not on a node', [{ what: 'admitted' }], setUp, 409, `${conflict}VMI is not in Scheduled phase`],
    ['running', toPaused, setUp, 409, `${conflict}VMI is not in Scheduled phase`],
    ['twice', [...toItsNode, setUp], setUp, 409, `${conflict}Session already defined`],
    ['no node', [{ what: 'admitted' }], certificates, 409, `${conflict}VMI is not assigned to a node yet`],
    ['not started', toItsNode, measurement, 409, `${conflict}VMI is not running`],
    ['not paused', toRunning, measurement, 409, `${conflict}VMI is not paused`],
    ['no secret body', toItsNode, asking('sev/injectlaunchsecret'), 400, nobody],
    ['secret, not started', toItsNode, injection, 409, `${conflict}VMI is not running`],
    ['secret, not paused', toRunning, injection, 409, `${conflict}VMI is not paused`],
    ['no header', toPaused, asking('sev/injectlaunchsecret', {}), 400, 'Header is required'],
    ['no secret', toPaused, asking('sev/injectlaunchsecret', { header: 'SA==' }), 400, 'Secret is required'],
  ])('%s', (_what, life, happening, httpCode, message) => {
    const { next, answer, guest } = last([...life, happening]);
    expect([next, answer?.allowed, answer?.httpCode, answer?.message, guest]).toEqual([
      'nothing',
      false,
      httpCode,
      message,
      undefined,
    ]);
  });

  it.each(['fetchcertchain', 'setupsession', 'querylaunchmeasurement', 'injectlaunchsecret'])(
    'a closed gate comes before everything else: %s',
    (name) => {
      const config = { disabledFeatureGates: ['WorkloadEncryptionSEV'] };
      expect(last([asking(`sev/${name}`)], { config }).answer).toMatchObject({
        httpCode: 400,
        message: "'WorkloadEncryptionSEV' feature gate is not enabled",
      });
    },
  );

  it.each<[string, JsonObject | undefined]>([
    ['SEV without attestation', { sev: {} }],
    ['SNP', { snp: {} }],
    ['TDX', { tdx: {} }],
    ['ordinary', undefined],
  ])('nobody asked for attestation: %s', (_what, launchSecurity) => {
    const lives = [
      [...toItsNode, certificates],
      [...toItsNode, setUp],
      [...toPaused, measurement],
      [...toPaused, injection],
    ];
    for (const life of lives) {
      expect(livedThrough(launchSecurity, life).at(-1)?.answer).toMatchObject({
        httpCode: 409,
        message: `${conflict}Attestation not requested for VMI`,
      });
    }
  });
});

describe('access', () => {
  it.each([
    ['sev/fetchcertchain', 'get'],
    ['sev/querylaunchmeasurement', 'get'],
    ['sev/setupsession', 'update'],
    ['sev/injectlaunchsecret', 'update'],
    ['pause', 'update'],
  ])('to %s needs %s', (subresource, verb) => {
    const { reviewed } = last([...toItsNode, asking(subresource)]).answer ?? {};
    expect(reviewed).toEqual({ verb, resource: 'virtualmachineinstances', subresource });
  });

  it('was once reviewed for the first part of the name', () => {
    const { reviewed } = last([...toItsNode, setUp], { quirks: ['access-review-truncated'] }).answer ?? {};
    expect(reviewed?.subresource).toBe('sev');
  });
});

function started(): Happening {
  return { what: 'started', host: 'h0', paused: true };
}

function last(life: readonly Happening[], example: ExampleLife = {}): RunDecision {
  const decision = livedThrough(attested, life, { changes: startsPaused, ...example }).at(-1);
  return decision ?? expect.unreachable('nothing happened');
}
