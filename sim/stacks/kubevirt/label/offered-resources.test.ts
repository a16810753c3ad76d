import { describe, expect, it } from 'vitest';
import type { LabelDecision } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { bothGates } from '../example-guest.js';
import { exampleNode, hostToLabel, xeon } from '../example-node.js';
import { kubevirt } from '../index.js';

const capacity = '/sys/fs/cgroup/misc.capacity';

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

function labelled(changes: Parameters<typeof exampleNode>[0] = {}, config: JsonObject = bothGates): LabelDecision {
  return kubevirt().label(hostToLabel(exampleNode(changes), { 'kubernetes.io/arch': 'amd64' }), config);
}
