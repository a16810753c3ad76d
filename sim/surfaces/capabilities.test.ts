import { expect, it } from 'vitest';
import type { BootTruth } from '../contracts/truth.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../core/xml-reader.js';
import { capabilitiesDocument } from './capabilities.js';
import { genoaCpu, truthOf } from './example-truth.js';

function documentOf(boot: Partial<BootTruth> = {}): XmlNode {
  const parsed = readXml(capabilitiesDocument(truthOf(boot).boot));
  if (!parsed.ok) throw new Error(parsed.reason.code);
  return parsed.value;
}

const host = childOf(documentOf(), 'host');
const cpu = childOf(host, 'cpu');

it('begins and separates its parts as libvirt does', () => {
  const text = capabilitiesDocument(truthOf().boot);
  expect(text.startsWith('<capabilities>\n\n  <host>\n    <uuid>')).toBe(true);
  expect(text).toContain('  </host>\n\n  <guest>\n');
  expect(text.endsWith('  </guest>\n\n</capabilities>\n')).toBe(true);
});

it('gives every description a UUID of its own and keeps it', () => {
  const uuidOf = (key: string): string | undefined => childOf(childOf(documentOf({ key }), 'host'), 'uuid')?.text;
  expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidOf('a')).toBe(uuidOf('a'));
  expect(uuidOf('a')).not.toBe(uuidOf('b'));
});

it('describes the processor in libvirt’s order', () => {
  const names = [...new Set(cpu?.children.map(({ name }) => name))];
  expect(names.join(' ')).toBe('arch model vendor microcode signature counter topology maxphysaddr feature pages');
  expect(childOf(cpu, 'microcode')?.attributes).toEqual({ version: '168825160' });
  expect(childOf(cpu, 'signature')?.attributes).toEqual({ family: '25', model: '17', stepping: '1' });
  expect(childOf(cpu, 'topology')?.attributes).toEqual({ sockets: '1', dies: '1', clusters: '1', cores: '96', threads: '2' });
});

it('has a TSC counter only when the kernel knows the frequency', () => {
  expect(childOf(cpu, 'counter')?.attributes).toMatchObject({ name: 'tsc', frequency: '2400000000' });
  const { tscHz: _, ...unknown } = genoaCpu(1);
  expect(childOf(childOf(childOf(documentOf({ cpu: unknown }), 'host'), 'cpu'), 'counter')).toBeUndefined();
});

it('says nothing about confidential computing', () => {
  expect(capabilitiesDocument(truthOf().boot)).not.toMatch(/sev|tdx|launchSecurity/i);
});

it('puts every logical CPU in the cell of its socket with its siblings', () => {
  const cells = childrenOf(childOf(childOf(host, 'topology'), 'cells'), 'cell');
  const cpus = cells.map((cell) => childrenOf(childOf(cell, 'cpus'), 'cpu'));
  expect(cpus.map((list) => list.length)).toEqual([192, 192]);
  expect(cpus[1]?.[0]?.attributes).toMatchObject({ id: '96', socket_id: '1', core_id: '0', siblings: '96,288' });
  expect(new Set(cpus.flat().map(({ attributes }) => attributes.id)).size).toBe(384);
});

it('lists machine types with their limits, the newest under its alias too', () => {
  const guests = childrenOf(documentOf(), 'guest').map((guest) => childOf(guest, 'arch'));
  expect(guests.map((arch) => arch?.attributes.name)).toEqual(['i686', 'x86_64']);
  const machines = childrenOf(guests[1], 'machine').map(({ attributes, text }) => ({ ...attributes, text }));
  expect(machines).toContainEqual({ canonical: 'pc-q35-10.1', maxCpus: '4096', text: 'q35' });
  expect(machines).toContainEqual({ maxCpus: '288', deprecated: 'yes', text: 'pc-q35-7.1' });
  expect(machines).toContainEqual({ maxCpus: '255', text: 'pc-i440fx-10.1' });
});

it('shares everything but the UUID with an equal host', () => {
  const [left, right] = ['a', 'b'].map((key) => capabilitiesDocument(truthOf({ key }).boot).replace(/<uuid>.*<\/uuid>/, ''));
  expect(left).toBe(right);
});
