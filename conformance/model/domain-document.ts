import { attribute, child, children, type Element, parseDomainElement, text } from './domain-element.js';

/**
 * A libvirt domain document as the judges see it. Attributes and texts are exactly as written; an absent one is undefined.
 * Source: libvirt `docs/formatdomain.rst`; the parts KubeVirt writes, `pkg/virt-launcher/virtwrap/api/schema.go`.
 */
export interface DomainDocument {
  /** How the guest's own name reads in this document: documents that differ in nothing else are parsed once. */
  readonly guestName: string;
  readonly type: string | undefined;
  /** Text of `os/type`, e.g. `hvm`, and its machine attribute. */
  readonly osType: string | undefined;
  readonly machine: string | undefined;
  readonly loader: LoaderElement | undefined;
  readonly nvram:
    | { readonly template: string | undefined; readonly format: string | undefined; readonly path: string }
    | undefined;
  /** `firmware` of `os`: `efi` where libvirt is to choose the image. */
  readonly automaticFirmware: string | undefined;
  /** A kernel given from outside, its initrd and its command line. */
  readonly kernel: string | undefined;
  readonly initrd: string | undefined;
  readonly kernelArguments: string | undefined;
  readonly bootMenu: { readonly enable: string | undefined; readonly timeout: string | undefined } | undefined;
  readonly launchSecurity: LaunchSecurityElement | undefined;
  /** `state` of `features/pmu`; undefined without the element. */
  readonly pmu: string | undefined;
  /** `features/smm`: its state, `on` when the element has none; undefined without the element. */
  readonly smm: string | undefined;
  readonly disks: readonly DeviceElement[];
  readonly interfaces: readonly InterfaceElement[];
  readonly controllers: readonly DeviceElement[];
  readonly balloons: readonly BalloonElement[];
  readonly rngs: readonly DeviceElement[];
  /** Kind of each is the model. */
  readonly vsocks: readonly DeviceElement[];
  readonly tpms: readonly TpmElement[];
  /**
   * Everything but name, UUID, launchSecurity, loader, nvram, pmu and the number of a vsock, in one spelling: equal strings mean equal
   * rests.
   */
  readonly rest: string;
  /** The whole document of a SEV or SEV-ES guest, in one spelling, but for name, UUID, policy and the number of a vsock. */
  readonly allButPolicy: string | undefined;
}

/** `os/loader`. */
export interface LoaderElement {
  readonly path: string;
  readonly readonly: string | undefined;
  readonly secure: string | undefined;
  readonly type: string | undefined;
}

/** `launchSecurity`: `children` are their names, `texts` what they hold. */
export interface LaunchSecurityElement {
  readonly type: string | undefined;
  readonly kernelHashes: string | undefined;
  readonly policy: string | undefined;
  readonly children: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  /** `path` of `quoteGenerationService`; undefined without the element or the attribute. */
  readonly quoteGenerationPath: string | undefined;
}

/** A device: what it is (target bus, type or model), and the attributes of its driver element. */
export interface DeviceElement {
  readonly kind: string;
  readonly driverName: string | undefined;
  readonly iommu: string | undefined;
  readonly hasDriver: boolean;
}

/** A memory balloon; `kind` is the model. */
export interface BalloonElement extends DeviceElement {
  readonly freePageReporting: string | undefined;
}

/** A TPM: its model, and how it is made. */
export interface TpmElement {
  readonly model: string | undefined;
  readonly backend: string | undefined;
  readonly version: string | undefined;
}

/** A network interface; `kind` is the model type. */
export interface InterfaceElement extends DeviceElement {
  readonly romEnabled: string | undefined;
}

/**
 * Reads a document, or answers undefined when it is not well formed, declares a document type or entities, or is not a domain.
 *
 * @param guestName how the guest's own name reads in it.
 */
export function parseDomainDocument(xml: string, guestName: string): DomainDocument | undefined {
  const domain = parseDomainElement(xml);
  return domain === undefined ? undefined : documentOf(domain, guestName);
}

function documentOf(domain: Element, guestName: string): DomainDocument {
  const os = child(domain, 'os');
  const features = child(domain, 'features');
  const devices = child(domain, 'devices');
  const smm = child(features, 'smm');
  const bootMenu = child(os, 'bootmenu');
  return {
    guestName,
    type: attribute(domain, 'type'),
    osType: text(child(os, 'type')),
    machine: attribute(child(os, 'type'), 'machine'),
    loader: loaderOf(child(os, 'loader')),
    nvram: nvramOf(child(os, 'nvram')),
    automaticFirmware: attribute(os, 'firmware'),
    kernel: text(child(os, 'kernel')),
    initrd: text(child(os, 'initrd')),
    kernelArguments: text(child(os, 'cmdline')),
    bootMenu: bootMenu && { enable: attribute(bootMenu, 'enable'), timeout: attribute(bootMenu, 'timeout') },
    launchSecurity: launchSecurityOf(child(domain, 'launchSecurity')),
    pmu: attribute(child(features, 'pmu'), 'state'),
    smm: smm && (attribute(smm, 'state') ?? 'on'),
    disks: children(devices, 'disk').map((disk) => deviceOf(disk, attribute(child(disk, 'target'), 'bus'))),
    interfaces: children(devices, 'interface').map(interfaceOf),
    controllers: children(devices, 'controller').map((controller) => deviceOf(controller, attribute(controller, 'type'))),
    balloons: children(devices, 'memballoon').map(balloonOf),
    rngs: children(devices, 'rng').map((rng) => deviceOf(rng, attribute(rng, 'model'))),
    vsocks: children(devices, 'vsock').map((vsock) => deviceOf(vsock, attribute(vsock, 'model'))),
    tpms: children(devices, 'tpm').map(tpmOf),
    rest: restOf(domain),
    allButPolicy: allButPolicyOf(domain),
  };
}

function loaderOf(loader: Element | undefined): LoaderElement | undefined {
  if (loader === undefined) return undefined;
  const [readonly, secure, type] = [attribute(loader, 'readonly'), attribute(loader, 'secure'), attribute(loader, 'type')];
  return { path: text(loader) ?? '', readonly, secure, type };
}

function nvramOf(nvram: Element | undefined): DomainDocument['nvram'] {
  return nvram && { template: attribute(nvram, 'template'), format: attribute(nvram, 'format'), path: text(nvram) ?? '' };
}

function launchSecurityOf(element: Element | undefined): LaunchSecurityElement | undefined {
  if (element === undefined) return undefined;
  const names = Object.keys(element).filter((key) => !key.startsWith('@') && !key.startsWith('#'));
  return {
    type: attribute(element, 'type'),
    kernelHashes: attribute(element, 'kernelHashes'),
    policy: text(child(element, 'policy')),
    children: names,
    texts: Object.fromEntries(names.map((name) => [name, text(child(element, name)) ?? ''])),
    quoteGenerationPath: attribute(child(element, 'quoteGenerationService'), 'path'),
  };
}

function interfaceOf(element: Element): InterfaceElement {
  const device = deviceOf(element, attribute(child(element, 'model'), 'type'));
  return { ...device, romEnabled: attribute(child(element, 'rom'), 'enabled') };
}

function balloonOf(element: Element): BalloonElement {
  return { ...deviceOf(element, attribute(element, 'model')), freePageReporting: attribute(element, 'freePageReporting') };
}

function tpmOf(element: Element): TpmElement {
  const backend = child(element, 'backend');
  return { model: attribute(element, 'model'), backend: attribute(backend, 'type'), version: attribute(backend, 'version') };
}

function deviceOf(element: Element, kind: string | undefined): DeviceElement {
  const driver = child(element, 'driver');
  const [driverName, iommu] = [attribute(driver, 'name'), attribute(driver, 'iommu')];
  return { kind: kind ?? '', driverName, iommu, hasDriver: driver !== undefined };
}

/** What must not depend on the kind of protection, apart from devices' iommu, which the reader of {@link DomainDocument} knows. */
function restOf(domain: Element): string {
  const { name: _name, uuid: _uuid, launchSecurity: _security, ...rest } = withoutContextId(domain);
  const os = (rest.os as readonly Element[] | undefined)?.map(({ loader: _loader, nvram: _nvram, ...kept }) => kept);
  const features = (rest.features as readonly Element[] | undefined)?.map(({ pmu: _pmu, ...kept }) => kept);
  return JSON.stringify({ ...rest, os, features });
}

function allButPolicyOf(domain: Element): string | undefined {
  if (attribute(child(domain, 'launchSecurity'), 'type') !== 'sev') return undefined;
  const { name: _name, uuid: _uuid, ...rest } = withoutContextId(domain);
  const security = (rest.launchSecurity as readonly Element[] | undefined)?.map(({ policy: _policy, ...kept }) => kept);
  return JSON.stringify({ ...rest, launchSecurity: security });
}

/** A vsock's context id is the guest's own, like its name. */
function withoutContextId(domain: Element): Element {
  const devices = child(domain, 'devices');
  if (devices?.vsock === undefined) return domain;
  const vsock = children(devices, 'vsock').map(({ cid: _cid, ...kept }) => kept);
  return { ...domain, devices: [{ ...devices, vsock }] };
}
