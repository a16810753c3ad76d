import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { composeHost, type HostRequest } from '../../profiles/index.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { readXml, type XmlNode } from '../../sim/core/xml-reader.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { debianSourceFiles } from './debian-packages.js';

// libvirt's own tests hold the domain capabilities of a real EPYC Genoa with QEMU 10.0. Ours must have the same elements,
// attributes and values in the same order, but for the differences named here.

const fixture = 'tests/domaincapsdata/qemu_10.0.0-q35.x86_64+amdsev.xml';

/** Lines that may differ, on either side. Each must really be there, or the row is stale. */
const differences: readonly { readonly lines: RegExp; readonly reason: string }[] = [
  { lines: /^vcpu max=/, reason: "libvirt's tests mock the limit of KVM" },
  { lines: /\/enum name=firmware\/value bios$/, reason: "libvirt's tests mock firmware descriptors, one of a BIOS among them" },
  { lines: /\/loader supported=yes\/value /, reason: 'images are those of the distribution, and mocked in the tests' },
  { lines: /\/maxphysaddr mode=passthrough limit=/, reason: "libvirt's tests mock the host's address width" },
  {
    lines: /\/feature policy=require name=(sbpb|ibpb-brtype)$/,
    reason: 'the kernel keeps these two out of /proc/cpuinfo, where our profile has its flags from',
  },
  { lines: /\/sev supported=yes\/maxGuests /, reason: "libvirt's tests mock CPUID with 509 ASIDs, a Genoa has 1006" },
  { lines: /\/sev supported=yes\/cpu0Id /, reason: 'each processor has its own' },
];

let sources: Outcome<string, string>;

beforeAll(async () => {
  sources = await debianSourceFiles('trixie', 'libvirt', ['*/tests/domaincapsdata/*.xml']);
});

/** The mock of libvirt's tests says 451 is the minimum SEV ASID. */
const settings = { 'min-sev-asid': 451 };
const versions = { libvirt: '11.3', qemu: '10.0' };

it('shows a Genoa as the fixture of libvirt 11.3 does, named differences aside', async (context) => {
  if (!sources.ok) return context.skip(sources.reason);
  const theirs = linesOf(readFileSync(join(sources.value, fixture), 'utf8'));
  const ours = linesOf(shownBy({ machine: 'genoa', settings, versions }));
  expect(withoutDifferences(ours)).toEqual(withoutDifferences(theirs));
  expect(differences.filter(({ lines }) => ![...ours, ...theirs].some((line) => lines.test(line)))).toEqual([]);
  const compared = withoutDifferences(theirs).length;
  await context.annotate(
    `${compared} elements of ${fixture}, equal and in the same order; ${differences.length} named differences`,
  );
});

it('counts guests as the fixture does where the number of ASIDs is the mocked one', async (context) => {
  if (!sources.ok) return context.skip(sources.reason);
  const counts = /\/sev supported=yes\/(maxGuests|maxESGuests|reducedPhysBits|cbitpos) /;
  const theirs = linesOf(readFileSync(join(sources.value, fixture), 'utf8')).filter((line) => counts.test(line));
  const ours = linesOf(shownBy({ machine: 'milan', settings, versions })).filter((line) => counts.test(line));
  expect(ours).toEqual(theirs);
  expect(ours).toHaveLength(4);
  await context.annotate(`sev of a Milan with 509 ASIDs: ${ours.map((line) => line.split('/').at(-1)).join(', ')}`);
});

function shownBy(request: HostRequest): string {
  const [file] = openTree(new Host(composeHost(request))).filesOf('domcapabilities');
  const content = file?.read();
  return content?.ok === true ? content.text : expect.fail('the host shows domain capabilities');
}

/** One line per element in document order: the path with attributes, and the text of leaves. */
function linesOf(xml: string): readonly string[] {
  const document = readXml(xml);
  return document.ok ? document.value.children.flatMap((child) => linesBelow(child, '')) : expect.fail(document.reason.code);
}

function linesBelow(node: XmlNode, above: string): readonly string[] {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}=${value}`);
  const path = `${above}${node.name}${attributes.join('')}`;
  if (node.children.length === 0) return [`${path} ${node.text.trim()}`.trim()];
  return [path, ...node.children.flatMap((child) => linesBelow(child, `${path}/`))];
}

function withoutDifferences(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !differences.some((difference) => difference.lines.test(line)));
}
