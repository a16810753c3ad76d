import { attribute, child, children, type Element, parseDomainElement, text } from './domain-element.js';

/**
 * A libvirt domain document of Nova's as the judges see it. Attributes and texts are exactly as written; an absent one is undefined.
 * Source: Nova `nova/virt/libvirt/config.py`; libvirt `docs/formatdomain.rst`.
 */
export interface NovaDocument {
  readonly name: string | undefined;
  readonly uuid: string | undefined;
  readonly type: string | undefined;
  /** Guest memory in KiB, whatever unit it is written in. */
  readonly memoryKib: number | undefined;
  readonly vcpus: string | undefined;
  readonly machine: string | undefined;
  /** `memoryBacking/locked` is there. */
  readonly locked: boolean;
  readonly vmcoreinfo: boolean;
  /** `features/smm`: its state, `on` when the element has none; undefined without the element. */
  readonly smm: string | undefined;
  /** `firmware` of `os`: `efi` where libvirt is to choose the image. */
  readonly automaticFirmware: string | undefined;
  /** Features that firmware is chosen by: `enabled` by name. */
  readonly firmwareFeatures: Readonly<Record<string, string | undefined>>;
  readonly loader: NovaLoader | undefined;
  readonly nvram: { readonly path: string; readonly template: string | undefined } | undefined;
  readonly launchSecurity: NovaLaunchSecurity | undefined;
  /** Name of the last child of the domain. */
  readonly lastChild: string;
  /** Devices of virtio, and whether each uses the IOMMU flag. */
  readonly virtio: readonly { readonly what: string; readonly iommu: string | undefined }[];
  /** Disks and what they are attached to. */
  readonly disks: readonly { readonly device: string | undefined; readonly bus: string | undefined }[];
  /** All but name, UUID and the policy: equal texts mean equal rests. */
  readonly allButPolicy: string;
}

/** `os/loader`. */
export interface NovaLoader {
  readonly path: string;
  readonly type: string | undefined;
  readonly readonly: string | undefined;
  readonly secure: string | undefined;
  readonly stateless: string | undefined;
}

/** `launchSecurity`: its attributes, and texts of its children by name. */
export interface NovaLaunchSecurity {
  readonly attributes: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Reads a document, or answers undefined when it is not well formed or not a domain. Documents are kept by content, without name and
 * UUID, because a host full of guests makes a thousand that differ in little else.
 */
export function readNovaDocument(xml: string): NovaDocument | undefined {
  const [name, uuid] = [between(xml, '<name>', '</name>'), between(xml, '<uuid>', '</uuid>')];
  const template = withoutOwn(withoutOwn(xml, uuid, ['']), name, ['>', '/', '"', "'"]).replaceAll(ownAddresses, '_');
  if (known.size >= cacheLimit) known.clear();
  if (!known.has(template)) known.set(template, parse(template));
  const document = known.get(template);
  return document && { ...document, name, uuid };
}

/** MAC addresses, and names of interfaces made from a port's UUID. */
const ownAddresses = /(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|\btap[0-9a-f-]{8,}/g;

const cacheLimit = 2048;
const known = new Map<string, NovaDocument | undefined>();

/** Takes a guest's own name out wherever it stands behind one of these. */
function withoutOwn(xml: string, own: string | undefined, behind: readonly string[]): string {
  return own === undefined || own === ''
    ? xml
    : behind.reduce((rest, before) => rest.replaceAll(`${before}${own}`, `${before}_`), xml);
}

function between(xml: string, before: string, after: string): string | undefined {
  const start = xml.indexOf(before);
  const end = xml.indexOf(after, start);
  return start < 0 || end < 0 ? undefined : xml.slice(start + before.length, end).trim();
}

function parse(xml: string): NovaDocument | undefined {
  const domain = parseDomainElement(xml);
  return domain === undefined ? undefined : documentOf(domain);
}

function documentOf(domain: Element): NovaDocument {
  const [os, features, devices] = [child(domain, 'os'), child(domain, 'features'), child(domain, 'devices')];
  const smm = child(features, 'smm');
  const nvram = child(os, 'nvram');
  return {
    name: undefined,
    uuid: undefined,
    type: attribute(domain, 'type'),
    memoryKib: kibibytes(child(domain, 'memory')),
    vcpus: text(child(domain, 'vcpu')),
    machine: attribute(child(os, 'type'), 'machine'),
    locked: child(child(domain, 'memoryBacking'), 'locked') !== undefined,
    vmcoreinfo: child(features, 'vmcoreinfo') !== undefined,
    smm: smm && (attribute(smm, 'state') ?? 'on'),
    automaticFirmware: attribute(os, 'firmware'),
    firmwareFeatures: Object.fromEntries(
      children(child(os, 'firmware'), 'feature').map((each) => [attribute(each, 'name') ?? '', attribute(each, 'enabled')]),
    ),
    loader: loaderOf(child(os, 'loader')),
    nvram: nvram && { path: text(nvram) ?? '', template: attribute(nvram, 'template') },
    launchSecurity: launchSecurityOf(child(domain, 'launchSecurity')),
    lastChild: Object.keys(domain).findLast(isName) ?? '',
    virtio: virtioDevices(devices),
    disks: children(devices, 'disk').map((disk) => ({
      device: attribute(disk, 'device'),
      bus: attribute(child(disk, 'target'), 'bus'),
    })),
    allButPolicy: allButPolicy(domain),
  };
}

function loaderOf(loader: Element | undefined): NovaLoader | undefined {
  if (loader === undefined) return undefined;
  return {
    path: text(loader) ?? '',
    type: attribute(loader, 'type'),
    readonly: attribute(loader, 'readonly'),
    secure: attribute(loader, 'secure'),
    stateless: attribute(loader, 'stateless'),
  };
}

function launchSecurityOf(element: Element | undefined): NovaLaunchSecurity | undefined {
  if (element === undefined) return undefined;
  const attributes: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(element)) {
    if (key.startsWith('@') && typeof value === 'string') attributes[key.slice(1)] = value;
    if (isName(key)) texts[key] = text(child(element, key)) ?? '';
  }
  return { attributes, texts };
}

/** Devices whose own element says virtio; of those that always have a driver the model is looked at. */
function virtioDevices(devices: Element | undefined): NovaDocument['virtio'] {
  const of = (name: string, isVirtio: (device: Element) => boolean): NovaDocument['virtio'] =>
    children(devices, name)
      .filter(isVirtio)
      .map((device) => ({ what: name, iommu: attribute(child(device, 'driver'), 'iommu') }));
  const byModel = (device: Element): boolean => attribute(device, 'model')?.startsWith('virtio') === true;
  const byInnerModel = (device: Element): boolean => attribute(child(device, 'model'), 'type')?.startsWith('virtio') === true;
  return [
    ...of('disk', (disk) => attribute(child(disk, 'target'), 'bus') === 'virtio'),
    ...of('interface', byInnerModel),
    ...of('controller', (controller) => byModel(controller) || attribute(controller, 'type') === 'virtio-serial'),
    ...of('rng', byModel),
    ...of('memballoon', byModel),
    ...of('video', byInnerModel),
    ...of('input', (input) => attribute(input, 'bus') === 'virtio'),
  ];
}

/** Units of `memory`. Source: libvirt `docs/formatdomain.rst`, "Memory Allocation": KiB where none is written. */
const unitKib: Readonly<Record<string, number>> = {
  b: 1 / 1024,
  bytes: 1 / 1024,
  KiB: 1,
  k: 1,
  MiB: 1024,
  M: 1024,
  GiB: 1048576,
  G: 1048576,
};

function kibibytes(memory: Element | undefined): number | undefined {
  const amount = Number(text(memory) ?? '');
  const unit = unitKib[attribute(memory, 'unit') ?? 'KiB'];
  return memory === undefined || unit === undefined ? undefined : amount * unit;
}

function allButPolicy({ name: _name, uuid: _uuid, ...rest }: Element): string {
  const security = (rest.launchSecurity as readonly Element[] | undefined)?.map(({ policy: _policy, ...kept }) => kept);
  return JSON.stringify({ ...rest, launchSecurity: security });
}

function isName(key: string): boolean {
  return !key.startsWith('@') && !key.startsWith('#');
}
