import { describe, expect, it } from 'vitest';
import { composeHost, listMachines, listVersions } from '../../../profiles/index.js';
import { childOf, childrenOf, readXml } from '../../core/xml-reader.js';
import { answerOf, callsWith, errorOf, everyPair, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

describe.each(everyPair(listMachines(), listVersions('libvirt')))(
  '$machine with libvirt $versions.libvirt',
  ({ machine, versions }) => {
    const call = callTo(machine, { versions });
    const info = replyOf('nodeGetInfo', undefined, call);

    it('counts as many processors as are online', () => {
      const { online, ret } = replyOf('nodeGetCpuMap', { needMap: 0, needOnline: 1, flags: 0 }, call);
      expect(info.nodes * info.sockets * info.cores * info.threads).toBe(info.cpus);
      expect([online, ret]).toEqual([info.cpus, info.cpus]);
    });

    it('tells as many processors, nodes and KiB as its capabilities do', () => {
      const document = readXml(replyOf('connectGetCapabilities', undefined, call).capabilities);
      const host = document.ok ? childOf(document.value, 'host') : undefined;
      const cells = childrenOf(childOf(childOf(host, 'topology'), 'cells'), 'cell');
      const sum = (count: (cell: (typeof cells)[number]) => number): number =>
        cells.reduce((total, cell) => total + count(cell), 0);
      expect(cells).toHaveLength(info.nodes);
      expect(sum((cell) => childrenOf(childOf(cell, 'cpus'), 'cpu').length)).toBe(info.cpus);
      expect(sum((cell) => Number(childOf(cell, 'memory')?.text))).toBe(Number(info.memory));
      expect(childOf(childOf(host, 'cpu'), 'arch')?.text).toBe(info.model);
    });
  },
);

it('writes versions as one number', () => {
  const call = callTo('genoa', { versions: { libvirt: '12', qemu: '11' } });
  expect(replyOf('connectGetVersion', undefined, call).hvVer).toBe(11_001_003n);
  expect(replyOf('connectGetLibVersion', undefined, call).libVer).toBe(12_008_000n);
  expect(replyOf('connectGetType', undefined, call).type).toBe('QEMU');
});

it('gives a guest 16 vCPUs unless KVM is meant', () => {
  const call = callTo('genoa');
  const most = (type: string | undefined): number => replyOf('connectGetMaxVcpus', { type }, call).maxVcpus;
  expect([undefined, 'qemu', 'QEMU', 'kvm', 'KVM'].map(most)).toEqual([16, 16, 16, 1024, 1024]);
  expect(errorOf('connectGetMaxVcpus', { type: 'bogus' }, call)).toBe("8/10 invalid argument: unknown type 'bogus'");
});

it('tells no security model', () => {
  expect(replyOf('nodeGetSecurityModel', undefined, callTo('genoa'))).toEqual({ model: 'none', doi: '0' });
});

it('cannot go to sleep, nor translate command lines', () => {
  const call = callTo('genoa');
  expect(errorOf('nodeSuspendForDuration', { target: 0, duration: 60n, flags: 0 }, call)).toBe(
    '74/0 argument unsupported: Suspend-to-RAM',
  );
  expect(errorOf('connectDomainXmlFromNative', { nativeFormat: 'qemu-argv', nativeConfig: '', flags: 0 }, call)).toBe(
    '3/20 this function is not supported by the connection driver: virConnectDomainXMLFromNative',
  );
});

it('has another UUID under another name, and the same one under the same', () => {
  const uuid = (hostname: string): string | undefined => {
    const { capabilities } = replyOf('connectGetCapabilities', undefined, callTo('genoa', { hostname }));
    return /<uuid>(.*)<\/uuid>/.exec(capabilities)?.[1];
  };
  expect(uuid('one')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuid('one')).toBe(uuid('one'));
  expect(uuid('one')).not.toBe(uuid('two'));
});

it('words arguments by position since 9.2', () => {
  const format = (libvirt: string): string | undefined => {
    const answer = answerOf('connectGetMaxVcpus', { type: 'x' }, callTo('genoa', { versions: { libvirt } }));
    return answer.ok ? undefined : answer.reason.str1;
  };
  expect(format('9.0')).toBe('invalid argument: %s');
  expect(format('11.3')).toBe('invalid argument: %1$s');
});
