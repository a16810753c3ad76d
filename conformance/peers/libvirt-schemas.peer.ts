import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../sim/core/outcome.js';
import { debianPackage, packageVersion } from './debian-packages.js';
import { documentsRendered, documentsShown, gateDocuments, type PeerDocument } from './documents.js';
import { everyHost } from './every-host.js';
import { findXmllint, type Xmllint } from './xmllint.js';

// Every document that libvirt would print on one of our hosts, and every domain our KubeVirt would give it, held against the
// RELAX NG schemas which that very release of libvirt installs.

/** A libvirt release in Debian, ours of the same version, and the QEMU versions it is tried with: Debian's own first. */
interface Release {
  readonly suite: string;
  /** Binary package that holds `usr/share/libvirt/schemas`. */
  readonly schemaPackage: string;
  readonly libvirt: string;
  readonly qemus: readonly [string, ...string[]];
}

const releases: readonly Release[] = [
  { suite: 'bookworm', schemaPackage: 'libvirt0', libvirt: '9.0', qemus: ['7.2', '8.2'] },
  { suite: 'trixie', schemaPackage: 'libvirt-common', libvirt: '11.3', qemus: ['10.0', '9.1'] },
  { suite: 'sid', schemaPackage: 'libvirt-common', libvirt: '12', qemus: ['11', '10.1'] },
];

/** What a schema refuses although libvirt prints it. These documents must be refused, and no others. */
const exemptions = [
  {
    schema: 'domaincaps.rng',
    setting: 'min-sev-asid-beyond-max',
    reason: 'ECX - EDX + 1 is -1 as an unsigned number; libvirt prints it with %d, and its own schema knows no sign',
  },
] as const;

let xmllint: Outcome<Xmllint, string>;
let judged = 0;

beforeAll(async () => {
  xmllint = await findXmllint();
});

describe.each(releases)('libvirt $libvirt', ({ suite, schemaPackage, libvirt, qemus }) => {
  const own = { libvirt, qemu: qemus[0] };
  const onAllQemus = qemus.flatMap((qemu) => everyHost({ libvirt, qemu }));
  let schemas: Outcome<string, string>;

  beforeAll(async () => {
    schemas = await debianPackage(suite, schemaPackage);
  });

  it.for([
    { schema: 'domaincaps.rng', documents: () => documentsShown(onAllQemus, 'domcapabilities') },
    { schema: 'capability.rng', documents: () => documentsShown(onAllQemus, 'capabilities') },
    { schema: 'cpu.rng', documents: () => documentsShown(onAllQemus, 'supported-features') },
    { schema: 'domain.rng', documents: () => documentsRendered(everyHost(own), own) },
  ])('refuses no document by its $schema, named exemptions aside', async ({ schema, documents }, context) => {
    if (!xmllint.ok) return context.skip(xmllint.reason);
    if (!schemas.ok) return context.skip(schemas.reason);
    const found = documents();
    const path = join(schemas.value, 'usr/share/libvirt/schemas', schema);
    const complaints = await xmllint.value.complaints(
      path,
      found.map(({ text }) => text),
    );

    const refused = found.filter((_, index) => complaints[index] !== undefined);
    const exempt = found.filter((document) => isExempt(document, schema));
    const wrong = found.flatMap((document, index) => accusation(document, complaints[index], isExempt(document, schema)));
    expect(wrong).toEqual([]);
    expect(refused).toEqual(exempt);
    judged += found.length;
    await context.annotate(`libvirt ${packageVersion(schemas.value)}, ${schema}: ${countsOf(found, refused, exempt)}`);
  });

  it('refuses a document with an element this libvirt does not print', async (context) => {
    if (!xmllint.ok) return context.skip(xmllint.reason);
    if (!schemas.ok) return context.skip(schemas.reason);
    const [sound] = documentsShown(everyHost(own).slice(0, 1), 'domcapabilities');
    const strange = sound?.text.replace('</features>', '<asids supported="yes"/></features>') ?? '';
    const path = join(schemas.value, 'usr/share/libvirt/schemas/domaincaps.rng');
    expect(await xmllint.value.complaints(path, [sound?.text ?? '', strange])).toEqual([
      undefined,
      expect.stringContaining('failed to validate'),
    ]);
  });
});

it('refuses no domain the reference renders in the whole deterministic phase', async (context) => {
  const newest = releases.at(-1);
  const schemas = newest === undefined ? undefined : await debianPackage(newest.suite, newest.schemaPackage);
  if (!xmllint.ok) return context.skip(xmllint.reason);
  if (schemas === undefined || !schemas.ok) return context.skip(schemas?.reason ?? 'no release to judge by');
  const { documents, cases, renderings } = gateDocuments();
  const path = join(schemas.value, 'usr/share/libvirt/schemas/domain.rng');
  const complaints = await xmllint.value.complaints(
    path,
    documents.map(({ text }) => text),
  );
  expect(documents.flatMap((document, index) => accusation(document, complaints[index], false))).toEqual([]);
  expect(documents.length).toBeGreaterThan(50);
  judged += documents.length;
  const invalid = complaints.filter((complaint) => complaint !== undefined).length;
  const counts = `${documents.length} distinct domains (${renderings} renderings in ${cases} cases), ${invalid} invalid`;
  await context.annotate(`libvirt ${packageVersion(schemas.value)}, domain.rng, whole deterministic phase: ${counts}`);
});

it('has judged at least 500 documents', async (context) => {
  if (judged === 0) return context.skip('no schema to judge by: see above');
  expect(judged).toBeGreaterThanOrEqual(500);
  await context.annotate(`${judged} documents in all`);
});

function isExempt({ settings }: PeerDocument, schema: string): boolean {
  return exemptions.some((row) => row.schema === schema && settings.has(row.setting));
}

/** Whose document was refused, and what for. */
function accusation(document: PeerDocument, complaint: string | undefined, exempt: boolean): readonly string[] {
  return complaint === undefined || exempt ? [] : [`${document.shownBy.slice(0, 3).join(', ')}: ${complaint}`];
}

function countsOf(found: readonly PeerDocument[], refused: readonly PeerDocument[], exempt: readonly PeerDocument[]): string {
  const shows = found.reduce((sum, { shownBy }) => sum + shownBy.length, 0);
  return `${found.length} documents (shown ${shows} times), ${refused.length - exempt.length} invalid, ${exempt.length} exempt`;
}
