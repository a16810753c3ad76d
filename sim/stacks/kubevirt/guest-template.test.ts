import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { domainShape, instanceSpecShape } from './admit/instance-shape.js';
import { admit } from './admit.js';
import { referenceChoices } from './choices.js';
import { type Config, readConfig } from './config.js';
import { everyGate, exampleRequest } from './example-guest.js';
import { exampleNode } from './example-node.js';
import { keptByTemplate } from './guest-template.js';
import { render } from './render.js';
import { withSession } from './run/sev-session.js';
import { claim } from './schedule.js';
import { objectOf, type Specified, type VirtualMachineInstance, vmiOf } from './vmi.js';

const settings = readConfig(everyGate);

/** A guest of that name whose request has this very spec. */
function admitted(name: string, spec: JsonObject): VirtualMachineInstance {
  const request = { ...exampleRequest(undefined), metadata: { name, namespace: 'default' }, spec };
  const decision = admit(request, everyGate, referenceChoices);
  if (!decision.allowed) throw new Error(JSON.stringify(decision.causes));
  return vmiOf(decision.guest);
}

const specOf = (launchSecurity: JsonObject, more: JsonObject = {}): JsonObject =>
  exampleRequest(launchSecurity, { spec: more }).spec as JsonObject;

/** A decision that counts how often it is made. */
function counted() {
  const asked: Specified[] = [];
  const decision = keptByTemplate((guest) => asked.push(guest) && Object.keys(guest.spec.domain.launchSecurity ?? {}).join());
  return { asked, decide: (guest: Specified, config: Config = settings) => decision(guest, config, referenceChoices) };
}

describe('a decision that is kept by template', () => {
  it('is made once for guests of one spec, and does not see which of them it is', () => {
    const { asked, decide } = counted();
    const spec = specOf({ snp: {} });
    const guests = ['a', 'b', 'c'].map((name) => admitted(name, spec));
    expect(guests.map((guest) => decide(guest))).toEqual(['snp', 'snp', 'snp']);
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toHaveProperty('metadata');
    expect(asked[0]?.spec.domain.firmware?.uuid).toBe('');
  });

  it('is made anew for another spec, however equal, and for another configuration', () => {
    const { asked, decide } = counted();
    const guests = [{ sev: {} }, { tdx: {} }, { sev: {} }].map((type, at) => admitted(`g${at}`, specOf(type)));
    for (let time = 0; time < 2; time += 1) expect(guests.map((guest) => decide(guest))).toEqual(['sev', 'tdx', 'sev']);
    expect(asked).toHaveLength(3);
    const elsewhere = readConfig({ ...everyGate });
    expect(decide(guests[0] as Specified, elsewhere)).toBe('sev');
    expect(asked).toHaveLength(4);
  });

  it('is made anew for a guest that was changed in any member of its spec', () => {
    const whole = { ...specOf({ sev: {} }), nodeSelector: {}, livenessProbe: {}, readinessProbe: {} };
    const { spec } = admitted('a', whole);
    const members = Object.keys(instanceSpecShape).map((name) => name.replace('!', ''));
    const domainMembers = Object.keys(domainShape);
    const firmwareMembers = ['serial', 'bootloader', 'kernelBoot'];
    const { domain } = spec;
    const changed = [
      ...members.filter((name) => name !== 'domain').map((name) => ({ ...spec, [name]: {} })),
      ...domainMembers.filter((name) => name !== 'firmware').map((name) => ({ ...spec, domain: { ...domain, [name]: {} } })),
      ...firmwareMembers.map((name) => ({ ...spec, domain: { ...domain, firmware: { ...domain.firmware, [name]: {} } } })),
    ] as (typeof spec)[];
    for (const other of changed) {
      const { asked, decide } = counted();
      for (const each of [spec, other, spec, other]) decide({ spec: each });
      expect(asked.map((guest) => guest.spec)).toContain(other);
    }
    expect(members.length + domainMembers.length).toBeGreaterThan(15);
  });
});

describe('guests of one template', () => {
  const host = { name: 'h0', reader: exampleNode() };
  const rendered = (guest: VirtualMachineInstance) => render(objectOf(guest), host, everyGate, referenceChoices);
  const claimed = (guest: VirtualMachineInstance) => claim(objectOf(guest), everyGate, referenceChoices);

  it.each([
    ['SEV', { sev: {} }],
    ['SNP', { snp: {} }],
    ['TDX', { tdx: {} }],
  ])('with %s get the documents and claims they would get alone', (_, launchSecurity) => {
    const cloudInit = { volumes: [{ name: 'disk0', cloudInitNoCloud: { userData: 'x' } }] };
    for (const more of [{}, cloudInit]) {
      const shared = specOf(launchSecurity, more);
      for (const name of ['one', 'two']) {
        const [together, alone] = [admitted(name, shared), admitted(name, specOf(launchSecurity, more))];
        expect(together).toEqual(alone);
        const document = rendered(together);
        expect(document).toEqual(rendered(alone));
        expect(document.rendered && document.xml.includes(`<name>default_${name}</name>`)).toBe(true);
        expect(claimed(together)).toEqual(claimed(alone));
      }
    }
  });

  it('go their own ways when one of them is handed a session', () => {
    const spec = specOf({ sev: { attestation: {} } }, { startStrategy: 'Paused' });
    const [one, two] = [admitted('one', spec), withSession(admitted('two', spec), 'c2Vzc2lvbg==', 'Y2VydA==')];
    const xml = [one, two, one].map((guest) => {
      const document = rendered(guest);
      return document.rendered && document.xml.includes('<session>');
    });
    expect(xml).toEqual([false, true, false]);
  });
});
