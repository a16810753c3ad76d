import { expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { callsWith, errorOf, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

const call = callTo('rome', { versions: { libvirt: '11.3', qemu: '10.0' } });
const count = replyOf('nodeGetInfo', undefined, call).cpus;

function timesOf(cpuNum: number, on = call): Readonly<Record<string, bigint>> {
  const { nparams } = replyOf('nodeGetCpuStats', { cpuNum, nparams: 0, flags: 0 }, on);
  const { params } = replyOf('nodeGetCpuStats', { cpuNum, nparams, flags: 0 }, on);
  return Object.fromEntries(params.map(({ field, value }) => [field, value]));
}

it('sets one bit for each processor, and no others', () => {
  for (const machine of ['rome', 's390-pv', 'naples']) {
    const one = callTo(machine);
    const { cpumap, ret } = replyOf('nodeGetCpuMap', { needMap: 1, needOnline: 1, flags: 0 }, one);
    const bits = [...cpumap].map((byte) => byte.toString(2).replaceAll('0', '').length).reduce((sum, set) => sum + set);
    expect([bits, cpumap.length]).toEqual([ret, Math.ceil(ret / 8)]);
  }
  expect(replyOf('nodeGetCpuMap', { needMap: 0, needOnline: 0, flags: 0 }, call)).toMatchObject({ online: 0, ret: count });
});

it('spends all processors’ time, and one processor its share', () => {
  expect(Object.keys(timesOf(-1))).toEqual(['kernel', 'user', 'idle', 'iowait']);
  expect(Object.keys(timesOf(0, callTo('rome', { versions: { libvirt: '12', qemu: '11' } })))).toContain('guest');
  expect(timesOf(-1).idle).toBe((timesOf(0).idle ?? 0n) * BigInt(count));
});

it('refuses processors that are not there, and wrong counts', () => {
  const error = (cpuNum: number, nparams: number): string => errorOf('nodeGetCpuStats', { cpuNum, nparams, flags: 0 }, call);
  expect(error(count, 4)).toBe('8/0 Invalid cpuNum in virHostCPUGetStatsLinux');
  expect(error(-2, 0)).toBe('8/20 cpuNum in virNodeGetCPUStats only accepts -1 as a negative value');
  expect(error(0, 3)).toBe('8/0 nparams in virHostCPUGetStatsLinux must be equal to 4');
  expect(error(0, -1)).toBe('1/7 internal error: nparams must be non-negative');
  expect(error(0, 2_000_000_000)).toBe('1/7 internal error: nparams too large');
});
