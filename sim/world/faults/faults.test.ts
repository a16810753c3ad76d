import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { type Case, caseFormat, clusterFaultNames, type FaultName, hostFaultNames } from '../../contracts/commands.js';
import type { Evidence } from '../../contracts/evidence.js';
import type { JsonObject } from '../../core/json.js';
import { Host } from '../../host/host.js';
import { exampleSubject } from '../example-subject.js';
import { runCase } from '../world.js';
import type { FaultPlace } from './cluster-fault.js';
import { faultCatalogue, faultOf } from './index.js';

/** What the faults take along that are nothing without. */
const values: Partial<Record<FaultName, JsonObject>> = {
  'bios-change': { 'kvm-amd-sev-off': true },
  'hot-configuration': { other: true },
  'clock-jump': { seconds: 301 },
};

function run(fault: FaultName, machine: string, turns?: readonly number[]): Evidence {
  const theCase: Case = {
    format: caseFormat,
    stack: 'example',
    config: {},
    hosts: [{ name: 'h0', machine, settings: {} }],
    commands: [
      { do: 'create', guest: 'g0', spec: { protection: 'none' } },
      { do: 'create', guest: 'g1', spec: { protection: 'none' } },
      { do: 'delete', guest: 'g0' },
    ],
    faults: [{ fault, host: 'h0', from: 1, to: 2, chance: 256, with: values[fault] ?? {} }],
    ...(turns !== undefined && { interleaving: turns }),
  };
  const request = (name: string, { protection }: { readonly protection: string }): JsonObject => ({ name, protection });
  const subject = exampleSubject({ next: { 'kubelet-refused': 'recreate', stopped: 'recreate' } });
  return runCase(theCase, { subject, describe: composeHost, request, plainGuest: {}, nodeLabels: {} });
}

it('lists every fault once, in the order of their names', () => {
  expect(faultCatalogue.map(({ name }) => name)).toEqual([...hostFaultNames, ...clusterFaultNames]);
});

it('knows nothing of a fault of another version', () => {
  expect(faultOf('cosmic-ray' as FaultName)).toBeUndefined();
});

describe.each(faultCatalogue.map((fault) => [fault.name, fault] as const))('%s', (name, fault) => {
  it('says what it is, how far it reaches, how long, how often, and what it does not do', () => {
    for (const words of [fault.about, fault.scope, fault.doesNot]) expect(words).toMatch(/^[A-Z\w].{20,}\.$/);
    expect(['lasts', 'strikes']).toContain(fault.window);
    expect(fault.chance).toBeGreaterThan(0);
    expect(fault.chance).toBeLessThanOrEqual(256);
    expect(faultOf(name)).toBe(fault);
  });

  it('stands for commands on its host, and what strikes has none that end it', () => {
    const original = { name: 'h0', machine: 'genoa', settings: {} };
    const place: FaultPlace = { host: 'h0', original, with: values[name] ?? {}, config: {}, possible: () => true };
    expect(fault.commands(true, place)).toHaveLength(1);
    for (const command of fault.commands(true, place)) if ('host' in command) expect(command.host).toBe('h0');
    if (!(name in { 'key-leak': true })) expect(fault.commands(false, place)).toHaveLength(fault.window === 'lasts' ? 1 : 0);
  });

  it.each([
    ['genoa', undefined],
    ['genoa', [1, 0, 2, 1]],
    ['emerald-rapids', undefined],
    ['emerald-rapids', [0, 1, 1, 2]],
  ] as const)('is over when its window is: guests of %s run with turns %j', (machine, turns) => {
    const { end, hosts, certificates } = run(name, machine, turns);
    expect(end.guests).toMatchObject([{ name: 'g1', running: true }]);
    expect(end.hosts.h0?.used).toEqual({ seats: 1 });
    const reloadedUnderAGuest = name === 'module-off';
    const parameters = composedParameters(machine);
    if (!reloadedUnderAGuest) expect(hosts.h0?.kvm.parameters).toEqual(parameters);
    expect(certificates).toEqual([]);
  });
});

/** Module parameters of the machine as it should be. */
function composedParameters(machine: string): unknown {
  return new Host(composeHost({ machine })).boot.kvm.parameters;
}
