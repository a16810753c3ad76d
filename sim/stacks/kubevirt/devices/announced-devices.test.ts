import { describe, expect, it } from 'vitest';
import type { LabelDecision, NodeHappening } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { type Choices, referenceChoices } from '../choices.js';
import { type AgentStep, agentLife } from '../example-agent.js';
import { exampleNode, hostToLabel, xeon } from '../example-node.js';
import { label } from '../label.js';

const capacity = '/sys/fs/cgroup/misc.capacity';
const bothGates = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] };

describe('a node offers', () => {
  it('devices, access to /dev/sev and the key IDs the kernel registered', () => {
    expect(labelled()).toMatchObject({
      resources: {
        'devices.kubevirt.io/kvm': 1000,
        'devices.kubevirt.io/tun': 1000,
        'devices.kubevirt.io/vhost-net': 1000,
        'devices.kubevirt.io/sev': 1000,
        'devices.kubevirt.io/sev-asids': 907,
        'devices.kubevirt.io/sev-esids': 99,
      },
      problems: [],
    });
  });

  it('TDX key IDs only while the gate is open, which it is not by default', () => {
    expect(labelled(xeon).resources['devices.kubevirt.io/tdx']).toBe(31);
    expect(labelled(xeon, {}).resources).not.toHaveProperty(['devices.kubevirt.io/tdx']);
  });

  it('SEV devices by default, and none of them once the gate is closed', () => {
    expect(labelled({}, {}).resources['devices.kubevirt.io/sev-esids']).toBe(99);
    const closed = labelled({}, { disabledFeatureGates: ['WorkloadEncryptionSEV'] });
    expect(Object.keys(closed.resources).filter((name) => name.includes('sev'))).toEqual([]);
    expect(closed.problems).toEqual([]);
  });

  it('neither /dev/sev nor /dev/kvm where there is none', () => {
    const { resources } = labelled({ '/dev/sev': undefined, '/dev/kvm': undefined });
    expect(resources).not.toHaveProperty(['devices.kubevirt.io/sev']);
    expect(resources).not.toHaveProperty(['devices.kubevirt.io/kvm']);
  });

  it('as many devices as configured', () => {
    expect(labelled({}, { ...bothGates, maxDevices: 7 }).resources['devices.kubevirt.io/sev']).toBe(7);
  });
});

describe('key IDs are read from misc.capacity line by line', () => {
  it.each<[string, string, number | undefined]>([
    ['the first matching line decides', 'tdx 5\ntdx 6\n', 5],
    ['any white space separates', '  tdx\t\t5  \n', 5],
    ['other resources may come first', 'sev 4\nsev_es 3\ntdx 5\n', 5],
    ['a sign is fine', 'tdx +5\n', 5],
    ['leading zeros are fine', 'tdx 007\n', 7],
    ['a line of three words does not count', 'tdx 5 6\n', undefined],
    ['a longer name does not count', 'tdx1 5\n', undefined],
    ['max is no number', 'tdx max\n', undefined],
    ['hexadecimal is no number', 'tdx 0x10\n', undefined],
    ['more than 2^63 is no number', 'tdx 99999999999999999999\n', undefined],
    ['zero is nothing to offer', 'tdx 0\n', undefined],
    ['less than nothing is nothing', 'tdx -3\n', undefined],
    ['an empty file has nothing', '', undefined],
  ])('%s', (_what, text, count) => {
    const node = labelled({ ...xeon, [capacity]: text }, { ...bothGates, disabledFeatureGates: [] });
    expect(node.resources['devices.kubevirt.io/tdx']).toBe(count);
    expect(node.problems.some((problem) => problem.includes('tdx') || problem.includes('TDX'))).toBe(count === undefined);
  });

  it('in words of virt-handler when it fails', () => {
    const plugin = 'failed to configure the TDX-QGS device plugin: ';
    const only = { featureGates: ['WorkloadEncryptionTDX'], disabledFeatureGates: ['WorkloadEncryptionSEV'] };
    const problems = (text: string | undefined): readonly string[] => labelled({ ...xeon, [capacity]: text }, only).problems;
    expect(problems('sev 4\n')).toEqual([
      `${plugin}failed to get TDX capacity from misc.capacity: key tdx not found in misc.capacity`,
    ]);
    expect(problems('tdx 0\n')).toEqual([`${plugin}an invalid device capacity of 0 was report for tdx`]);
    expect(problems('tdx max\n')).toEqual([
      `${plugin}failed to get TDX capacity from misc.capacity: strconv.Atoi: parsing "max": invalid syntax`,
    ]);
    expect(problems(undefined)).toEqual([
      `${plugin}failed to get TDX capacity from misc.capacity: open /proc/1/root${capacity}: no such file or directory`,
    ]);
  });

  it('without complaint where a technology is not there at all', () => {
    expect(labelled().problems).toEqual([]);
    expect(labelled(xeon).problems).toEqual([]);
  });
});

describe('devices of an agent that goes on', () => {
  const only = (name: string, { resources, unhealthy = {} }: LabelDecision): readonly [number, number] => [
    resources[`devices.kubevirt.io/${name}`] ?? 0,
    unhealthy[`devices.kubevirt.io/${name}`] ?? 0,
  ];
  const socket = '/var/run/tdx-qgs/qgs.socket';
  const quotes = (changes: Changes): Changes => ({ ...xeon, ...changes });
  const listening = quotes({ [socket]: { kind: 'socket', mode: 0o777 } });
  const closed = { disabledFeatureGates: ['WorkloadEncryptionSEV'] };
  const enforced = { ...bothGates, attestationEnforced: true };

  it.each(['', 'sev -1\nsev_es -1\n', 'sev abc\nsev_es 0x10\n', undefined])(
    'keep their count while misc.capacity is %j, and no longer when the process is new',
    (text) => {
      const damaged = { [capacity]: text };
      const last = story([{}, 'agent-started'], [damaged, 'interval'], [damaged, 'configured'], [damaged, 'kubelet-restarted']);
      expect([only('sev-asids', last), only('sev-esids', last)]).toEqual([
        [907, 0],
        [99, 0],
      ]);
      for (const again of ['agent-started', 'agent-restarted'] as const) {
        expect(only('sev-esids', story([{}, 'agent-started'], [damaged, again]))).toEqual([0, 0]);
      }
    },
  );

  it('are counted as soon as misc.capacity can be read, and counted anew when it says otherwise', () => {
    expect(only('sev-esids', story([{ [capacity]: undefined }, 'agent-started'], [{}, 'interval']))).toEqual([99, 0]);
    expect(only('sev-esids', story([{}, 'agent-started'], [{ [capacity]: 'sev_es 7\n' }, 'interval']))).toEqual([7, 0]);
  });

  it('come back in the same number when a gate is closed and opened again', () => {
    const shut = story([{}, 'agent-started'], [{}, 'configured', closed]);
    expect(Object.keys(shut.resources).filter((name) => name.includes('sev'))).toEqual([]);
    const open = story([{}, 'agent-started'], [{}, 'configured', closed], [{}, 'configured', bothGates]);
    expect(open.resources).toEqual(labelled().resources);
  });

  it('are unhealthy while what they stand for is not there', () => {
    const gone = { '/dev/sev': undefined, '/dev/kvm': undefined };
    expect(only('sev', story([{}, 'agent-started'], [gone, 'files-changed']))).toEqual([0, 1000]);
    expect(only('kvm', story([{}, 'agent-started'], [gone, 'files-changed']))).toEqual([0, 1000]);
    expect(only('sev', story([gone, 'agent-started'], [{}, 'files-changed']))).toEqual([1000, 0]);
  });

  it('for TDX follow a socket that must be there, and not one that need not', () => {
    const directory = quotes({ '/var/run/tdx-qgs/other': '' });
    const [gone] = [quotes({})];
    const counts = (config: JsonObject): unknown =>
      [listening, directory, gone].map((changes) =>
        only('tdx', story([listening, 'agent-started', config], [changes, 'files-changed', config])),
      );
    expect(counts(enforced)).toEqual([
      [31, 0],
      [0, 31],
      [0, 31],
    ]);
    expect(counts(bothGates)).toEqual([
      [31, 0],
      [31, 0],
      [31, 0],
    ]);
  });

  it('for TDX wait for the directory of a socket that must be there', () => {
    const waiting = story([quotes({}), 'agent-started', enforced]);
    expect(only('tdx', waiting)).toEqual([0, 0]);
    expect(waiting.problems.join()).toContain('Error starting devices.kubevirt.io/tdx device plugin');
    expect(story([quotes({ '/var/run/tdx-qgs': 'a file' }), 'agent-started', enforced]).problems).toEqual(waiting.problems);
    expect(waiting.labels['kubevirt.io/schedulable']).toBe('true');
    expect(only('tdx', story([quotes({}), 'agent-started', enforced], [listening, 'interval', enforced]))).toEqual([31, 0]);
  });

  it('register again when the kubelet began anew, and are withdrawn when the agent ends', () => {
    expect(story([{}, 'agent-started'], [{}, 'kubelet-restarted']).resources).toEqual(labelled().resources);
    expect(story([{}, 'agent-started'], [{}, 'agent-stopping']).resources).toEqual({});
  });

  it('cost nothing while nothing happens: the agent remembers the same object', () => {
    const once = story([{}, 'agent-started']);
    expect(story([{}, 'agent-started'], [{}, 'interval']).memory?.plugins).toBe(once.memory?.plugins);
  });
});

describe('devices of releases', () => {
  const withQuirk = (choices: Partial<Choices>, ...steps: readonly Step[]): LabelDecision =>
    told({ ...referenceChoices, ...choices }, ...steps);

  it('stay allocatable after their plugin was stopped', () => {
    const closed = { disabledFeatureGates: ['WorkloadEncryptionSEV'] };
    const steps: readonly Step[] = [
      [{}, 'agent-started'],
      [{}, 'configured', closed],
    ];
    for (const choices of [{ deregistersDevices: false }, { stopsUnwantedPlugins: false }]) {
      expect(withQuirk(choices, ...steps).resources['devices.kubevirt.io/sev']).toBe(1000);
    }
    expect(withQuirk({ deregistersDevices: false }, [{}, 'agent-started'], [{}, 'agent-stopping']).resources).toEqual(
      labelled().resources,
    );
  });

  it('are those of the plugins that went on, beside what a forgotten one left', () => {
    const closed = { featureGates: ['WorkloadEncryptionTDX'], disabledFeatureGates: ['WorkloadEncryptionSEV'] };
    const steps: readonly Step[] = [
      [{}, 'agent-started'],
      [{ '/dev/kvm': undefined }, 'configured', closed],
    ];
    const last = withQuirk({ stopsUnwantedPlugins: false }, ...steps);
    expect(last.unhealthy).toEqual({ 'devices.kubevirt.io/kvm': 1000 });
    expect(last.resources).toMatchObject({ 'devices.kubevirt.io/sev': 1000, 'devices.kubevirt.io/sev-esids': 99 });
  });

  it('whose plugins do not know that they were forgotten leave the node open for guests', () => {
    const choices = { noticesKubeletRestart: () => false, anyFailedPluginUnschedules: true };
    const last = withQuirk(choices, [{}, 'agent-started'], [{}, 'kubelet-restarted']);
    expect(last).toMatchObject({ resources: {}, labels: { 'kubevirt.io/schedulable': 'true' } });
  });

  it('are there for a moment where they are not', () => {
    const { flash, resources } = withQuirk({ looksBeforeAnnouncing: false }, [xeon, 'agent-started']);
    expect(flash).toEqual({ 'devices.kubevirt.io/sev': 1000 });
    expect(resources).not.toHaveProperty(['devices.kubevirt.io/sev']);
  });

  it('go with the agent that panics', () => {
    const last = withQuirk({ survivesSecondStart: () => false }, [{}, 'agent-started'], [{}, 'kubelet-restarted']);
    expect(last.resources).toEqual({});
    expect(last.problems).toContain('panic: close of closed channel');
    expect(last.labels).toEqual(labelled().labels);
    const both = { survivesSecondStart: () => false, optionalSocketNeedsDirectory: true };
    expect(withQuirk(both, [xeon, 'agent-started'])).toMatchObject({ resources: {}, labels: { 'kubevirt.io/tdx': 'true' } });
  });

  it('are written into the status by the fork, whatever the gates say', () => {
    const last = withQuirk({ patchesTdxCapacity: true }, [xeon, 'agent-started', {}], [xeon, 'agent-stopping', {}]);
    expect(last.resources).toEqual({ 'intel.kubevirt.io/tdx': 31 });
    expect(withQuirk({ patchesTdxCapacity: true }, [{}, 'agent-started']).resources).not.toHaveProperty([
      'intel.kubevirt.io/tdx',
    ]);
    const unlabelled = withQuirk({ patchesTdxCapacity: true }, [{ [capacity]: 'tdx 31\n' }, 'agent-started']);
    expect(unlabelled.resources).not.toHaveProperty(['intel.kubevirt.io/tdx']);
  });
});

type Changes = NonNullable<AgentStep['node']>;
type Step = readonly [changes: Changes, happening: NodeHappening, config?: JsonObject];

/** What the reference decides last, after these things happened one after the other. */
function story(...steps: readonly Step[]): LabelDecision {
  return told(referenceChoices, ...steps);
}

function told(choices: Choices, ...steps: readonly Step[]): LabelDecision {
  const lived = steps.map(([node, happening, config]) => ({ node, happening, ...(config !== undefined && { config }) }));
  return agentLife({ label: (host, config) => label(host, config, choices) }, lived).at(-1) as LabelDecision;
}

function labelled(changes: Parameters<typeof exampleNode>[0] = {}, config: JsonObject = bothGates): LabelDecision {
  return label(hostToLabel(exampleNode(changes), { 'kubernetes.io/arch': 'amd64' }), config, referenceChoices);
}
