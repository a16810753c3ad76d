import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../sim/core/json.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../../../sim/core/xml-reader.js';
import { debianPackage, packageVersion } from '../debian-packages.js';
import { findXmllint } from '../xmllint.js';
import type { Told } from './answers.js';
import { askNova, type NovaQuestion } from './ask-nova.js';
import { compared } from './known-differences.js';
import type { NovaHost } from './nova-host.js';
import { type NovaRelease, novaReleases } from './nova-releases.js';
import { fullDocument, oddHost } from './odd-hosts.js';
import { configOf, ourNova, readerOf } from './our-nova.js';

// The domain document of a guest: what Nova's own driver writes and what our stack renders, of everything that has to do with memory encryption
// and firmware; and what libvirt's schema says of ours.

describe('a domain document', () => {
  const cases = everyCase();

  it.for(novaReleases)('is written by $compat as by ours', async (release, context) => {
    const answers = await askNova<Told<string> & JsonObject>(
      release,
      cases.map((each) => questionOf(each)),
    );
    if (!answers.ok) return context.skip(answers.reason);
    const pairs = cases.map((each, index) => ({
      about: each.about,
      theirs: spokenOf(answers.value[index]),
      ours: spokenOf(renderedBy(release, each)),
    }));
    const { wrong, counts } = compared('domains', release, pairs);
    expect(wrong).toEqual([]);
    await context.annotate(`${release.compat} (Nova ${release.version}), domains: ${counts}`);
  });

  it.for(novaReleases)('of ours with $compat is valid by the schema of libvirt', async (release, context) => {
    const xmllint = await findXmllint();
    const schemas = await debianPackage('sid', 'libvirt-common');
    if (!xmllint.ok || !schemas.ok) return context.skip(xmllint.ok ? (schemas.ok ? '' : schemas.reason) : xmllint.reason);
    const documents = [...new Set(cases.flatMap((each) => documentIn(renderedBy(release, each))))];
    const complaints = await xmllint.value.complaints(join(schemas.value, 'usr/share/libvirt/schemas/domain.rng'), documents);
    expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
    expect(documents.length).toBeGreaterThan(20);
    await context.annotate(
      `libvirt ${packageVersion(schemas.value)}, domain.rng: ${documents.length} documents of ours with ${release.compat}, 0 invalid`,
    );
  });
});

interface Case {
  readonly about: string;
  readonly host: NovaHost;
  readonly extraSpecs: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly kernel: boolean;
  /** The guest's document as libvirt had it before. */
  readonly old?: string;
}

const models = [undefined, 'amd-sev', 'amd-sev-es', 'amd-sev-snp', 'intel-tdx'];

/** Every model with every firmware, on hosts that have all, some, or nothing of it; and guests that have been there before. */
function everyCase(): readonly Case[] {
  const fresh = hosts().flatMap((host) =>
    models.flatMap((model) =>
      firmwares().flatMap((properties) => [false, true].map((kernel) => caseOf(host, model, properties, kernel))),
    ),
  );
  const again = hosts()
    .slice(0, 2)
    .flatMap((host) =>
      models.slice(0, 4).flatMap((model) =>
        oldDomains().flatMap(({ name, old }) =>
          firmwares().map((properties) => ({
            ...caseOf(host, model, properties, false),
            about: `${host.about} ${model} ${name}`,
            old,
          })),
        ),
      ),
    );
  return [...fresh, ...again];
}

function caseOf(host: NovaHost, model: string | undefined, properties: Readonly<Record<string, string>>, kernel: boolean): Case {
  const said = Object.entries(properties).map((pair) => pair.join('='));
  return {
    about: [host.about, model ?? 'plain', ...said, kernel ? 'kernel' : ''].join(' '),
    host,
    extraSpecs: model === undefined ? {} : { 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': model },
    properties: model === 'intel-tdx' ? { ...properties, hw_video_model: 'none' } : properties,
    kernel,
  };
}

/** Documents of guests whose firmware is known, is gone, or was another. */
function oldDomains(): readonly { readonly name: string; readonly old: string }[] {
  const domain = (loader: string, nvram = '', features = ''): string =>
    `<domain type='kvm'><name>instance-00000001</name><memory>2097152</memory><vcpu>2</vcpu><os>
      <type arch='x86_64' machine='pc-q35-10.0'>hvm</type>${loader}${nvram}</os><features><acpi/>${features}</features></domain>`;
  const flash = (attributes: string, path: string): string =>
    `<loader readonly='yes' type='pflash' ${attributes}>/usr/share/OVMF/${path}.fd</loader>`;
  const store = (template: string): string =>
    `<nvram template='/usr/share/OVMF/${template}.fd'>/var/lib/libvirt/qemu/nvram/i_VARS.fd</nvram>`;
  return [
    { name: 'as before', old: domain(flash("secure='no'", 'OVMF_CODE'), store('OVMF_VARS')) },
    {
      name: 'secure before',
      old: domain(flash("secure='yes'", 'OVMF_CODE.secboot'), store('OVMF_VARS.secboot'), "<smm state='on'/>"),
    },
    { name: 'loader gone', old: domain(flash("secure='no'", 'OLD_CODE'), store('OVMF_VARS')) },
    { name: 'template gone', old: domain(flash("secure='no'", 'OVMF_CODE'), store('OLD_VARS')) },
    { name: 'says nothing of secure boot', old: domain(flash('', 'OVMF_CODE'), store('OVMF_VARS')) },
    { name: 'stateless before', old: domain(flash("secure='no' stateless='yes'", 'OVMF_CODE')) },
  ];
}

function firmwares(): readonly Readonly<Record<string, string>>[] {
  const q35 = { hw_machine_type: 'q35' };
  const uefi = { ...q35, hw_firmware_type: 'uefi' };
  return [
    {},
    q35,
    { hw_firmware_type: 'bios', hw_firmware_stateless: 'true' },
    { hw_firmware_type: 'uefi' },
    uefi,
    { ...uefi, hw_firmware_stateless: 'true' },
    { ...uefi, hw_firmware_stateless: 'false' },
    { ...uefi, os_secure_boot: 'required' },
    { ...uefi, os_secure_boot: 'optional', hw_firmware_stateless: 'true' },
    { hw_firmware_type: 'uefi', hw_machine_type: 'pc', os_secure_boot: 'required' },
    { hw_firmware_type: 'uefi', hw_machine_type: 'pc-q35-9.9' },
    { ...uefi, hw_scsi_model: 'virtio-scsi', hw_disk_bus: 'scsi' },
    { ...uefi, hw_video_model: 'virtio', hw_rng_model: 'virtio' },
    { ...uefi, hw_qemu_guest_agent: 'yes' },
  ];
}

function hosts(): readonly NovaHost[] {
  const names = ['OVMF_CODE', 'OVMF_CODE.secboot', 'OVMF_VARS', 'OVMF_VARS.secboot'];
  const firmware = names.map((name) => `/usr/share/OVMF/${name}.fd`);
  const descriptors = descriptorFiles();
  const both = (document: object) => ({
    machines: { q35: { ...fullDocument, ...document }, pc: { ...fullDocument, ...document } },
  });
  const config = { hw_machine_type: ['x86_64=q35'] };
  return [
    { ...oddHost('everything', { kernel: { sev_snp: 'N\n' }, config }), descriptors, firmware },
    { ...oddHost('with SNP'), descriptors, firmware },
    { ...oddHost('without secure boot', both({ secure: ['no'] })), descriptors, firmware },
    { ...oddHost('without UEFI', both({ loaders: ['rom'], secure: ['no'] })), descriptors, firmware },
    { ...oddHost('without SEV', { kernel: { sev: 'N\n' } }), descriptors, firmware },
  ];
}

/** One with secure boot and one without, as packages have them. */
function descriptorFiles(): Readonly<Record<string, string>> {
  const descriptor = (features: readonly string[], code: string, machines: readonly string[]): string =>
    JSON.stringify({
      description: 'UEFI',
      'interface-types': ['uefi'],
      mapping: {
        device: 'flash',
        executable: { filename: `/usr/share/OVMF/${code}.fd`, format: 'raw' },
        'nvram-template': { filename: `/usr/share/OVMF/${code.replace('CODE', 'VARS')}.fd`, format: 'raw' },
      },
      targets: [{ architecture: 'x86_64', machines }],
      features,
      tags: [],
    });
  return {
    '40-secure.json': descriptor(
      ['acpi-s3', 'enrolled-keys', 'requires-smm', 'secure-boot', 'verbose-dynamic'],
      'OVMF_CODE.secboot',
      ['pc-q35-*'],
    ),
    '50-plain.json': descriptor(['acpi-s3', 'amd-sev', 'verbose-dynamic'], 'OVMF_CODE', ['pc-i440fx-*', 'pc-q35-*']),
  };
}

const image = { id: '5b1f2b6e-0000-4000-8000-000000000001', name: 'disk' };
const kernelId = '5b1f2b6e-0000-4000-8000-0000000000ff';

function questionOf({ host, extraSpecs, properties, kernel, old }: Case): NovaQuestion {
  return {
    ask: 'domain',
    host: host as unknown as JsonObject,
    flavor: { name: 'f', extraSpecs },
    image: { ...image, properties: kernel ? { ...properties, kernel_id: kernelId } : properties },
    ...(kernel ? { kernel: kernelId } : {}),
    network: true,
    configDrive: true,
    files: host.firmware ?? [],
    ...(old === undefined ? {} : { old: { document: old } }),
  };
}

/** As if the API had taken it, which is not asked here. */
function renderedBy(release: NovaRelease, { host, extraSpecs, properties, kernel, old }: Case): Told<string> {
  const guest = {
    name: 'guest',
    flavor: { name: 'f', vcpus: 2, ram: 2048, extra_specs: extraSpecs },
    image: { ...image, properties: kernel ? { ...properties, kernel_id: kernelId } : properties },
    config_drive: true,
  };
  const decision = ourNova(release).render(
    guest,
    { name: 'node', reader: readerOf(host), ...(old !== undefined && { defined: old }) },
    configOf(host),
  );
  return decision.rendered ? { value: decision.xml } : { error: '', message: decision.message };
}

function documentIn(told: Told<string>): readonly string[] {
  return 'value' in told ? [told.value] : [];
}

/** Of a document what this is about, one line for each fact; of a refusal its words. */
function spokenOf(told: Told<string> | { readonly image: { readonly message: string } } | undefined): readonly string[] | string {
  if (told === undefined || 'image' in told) return told === undefined ? 'no answer' : told.image.message;
  if ('error' in told) return told.message;
  const root = readXml(told.value);
  if (!root.ok) return root.reason.code;
  const domain = root.value;
  const os = childOf(domain, 'os');
  const facts = [
    ...shown(childOf(domain, 'launchSecurity'), 'domain'),
    ...childrenOf(domain, 'memoryBacking').flatMap(({ children }) => children.map(({ name }) => `memory ${name}`)),
    ...(os === undefined
      ? []
      : [
          `os ${attributesOf(os)}`,
          ...os.children.filter(({ name }) => firmwareElements.has(name)).flatMap((node) => shown(node, 'os')),
        ]),
    ...(childOf(domain, 'features')?.children.map(({ name }) => `feature ${name}`) ?? []),
    ...(childOf(domain, 'devices')?.children ?? []).flatMap(deviceFacts),
  ];
  // libvirt takes these elements in any order.
  return facts.sort();
}

const firmwareElements: ReadonlySet<string> = new Set(['firmware', 'type', 'loader', 'nvram', 'kernel']);

function shown(node: XmlNode | undefined, where: string): readonly string[] {
  if (node === undefined) return [];
  const path = `${where}/${node.name}`;
  const text = node.name === 'kernel' ? 'a file' : node.text.trim();
  return [
    `${path} ${attributesOf(node)} ${text}`.replaceAll(/ +/g, ' ').trim(),
    ...node.children.flatMap((child) => shown(child, path)),
  ];
}

function attributesOf({ attributes }: XmlNode): string {
  return Object.entries(attributes)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map((pair) => pair.join('='))
    .join(' ');
}

/** Disks, drives and whatever has a driver. */
function deviceFacts(node: XmlNode): readonly string[] {
  const iommu = childOf(node, 'driver')?.attributes.iommu;
  const bus = node.name === 'disk' ? [`${node.attributes.device} on ${childOf(node, 'target')?.attributes.bus}`] : [];
  return [...bus, ...(iommu === undefined ? [] : [`${node.name} iommu=${iommu}`])];
}
