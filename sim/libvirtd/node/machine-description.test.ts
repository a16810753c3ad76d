import { expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import { callsWith, errorOf, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

function parsed(xml: string): XmlNode {
  const document = readXml(xml);
  return document.ok ? document.value : expect.fail(document.reason.code);
}

function entriesOf(node: XmlNode | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(childrenOf(node, 'entry').map(({ attributes, text }) => [attributes.name, text]));
}

it('describes a processor for each socket, and as much memory as there is', () => {
  const call = callTo('genoa');
  const sysinfo = parsed(replyOf('connectGetSysinfo', { flags: 0 }, call).sysinfo);
  const processors = childrenOf(sysinfo, 'processor').map(entriesOf);
  expect(processors.map(({ version, signature }) => [version, signature])).toEqual([
    ['AMD EPYC 9654 96-Core Processor', 'Family 25, Model 17, Stepping 1'],
    ['AMD EPYC 9654 96-Core Processor', 'Family 25, Model 17, Stepping 1'],
  ]);
  const megabytes = childrenOf(sysinfo, 'memory_device').map((device) => Number.parseInt(entriesOf(device).size ?? '', 10));
  expect(megabytes.reduce((sum, size) => sum + size) * 2 ** 20).toBe(call.daemon.host.boot.memoryBytes);
});

it('names the machine by the same UUID everywhere', () => {
  const call = callTo('milan');
  const sysinfo = parsed(replyOf('connectGetSysinfo', { flags: 0 }, call).sysinfo);
  const { uuid } = entriesOf(childOf(sysinfo, 'system'));
  expect(replyOf('connectGetCapabilities', undefined, call).capabilities).toContain(`<uuid>${uuid}</uuid>`);
  expect(replyOf('nodeDeviceGetXmlDesc', { name: 'computer', flags: 0 }, call).xml).toContain(`<uuid>${uuid}</uuid>`);
});

it('tells of a mainframe what its kernel prints', () => {
  const sysinfo = parsed(replyOf('connectGetSysinfo', { flags: 0 }, callTo('s390-pv')).sysinfo);
  expect(sysinfo.children.map(({ name }) => name)).toEqual(['system', 'processor', 'processor', 'processor', 'processor']);
  expect(entriesOf(childOf(sysinfo, 'processor'))).toMatchObject({ family: '8561', manufacturer: 'IBM/S390' });
});

it('has nothing to say where no tables are found', () => {
  const call = callTo('genoa', { without: ['host-smbios'] });
  expect(errorOf('connectGetSysinfo', { flags: 0 }, call)).toBe(
    '67/10 unsupported configuration: Host SMBIOS information is not available',
  );
  expect(replyOf('nodeDeviceGetXmlDesc', { name: 'computer', flags: 0 }, call).xml).toBe(
    [
      '<device>',
      '  <name>computer</name>',
      "  <capability type='system'>",
      '    <hardware>',
      '      <uuid>00000000-0000-0000-0000-000000000000</uuid>',
      '    </hardware>',
      '    <firmware>',
      '    </firmware>',
      '  </capability>',
      '</device>',
      '',
    ].join('\n'),
  );
  expect(errorOf('connectGetSysinfo', { flags: 1 }, call)).toBe('8/10 unsupported flags (0x1) in function qemuConnectGetSysinfo');
});

it('has one host device, the machine itself', () => {
  const call = callTo('genoa');
  const listed = (flags: number): number => replyOf('connectListAllNodeDevices', { needResults: 1, flags }, call).ret;
  expect([0, 1, 2, 0x8000_0000, 0x4000_0000].map(listed)).toEqual([1, 1, 0, 1, 0]);
  expect(replyOf('nodeNumOfDevices', { cap: 'pci', flags: 0 }, call).num).toBe(0);
  expect(replyOf('nodeListDevices', { cap: 'system', maxnames: 9, flags: 0 }, call).names).toEqual(['computer']);
  expect(errorOf('nodeDeviceLookupByName', { name: 'nosuch' }, call)).toBe(
    "53/22 Node device not found: no node device with matching name 'nosuch'",
  );
});
