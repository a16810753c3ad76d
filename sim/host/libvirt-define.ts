import type { StartFailureCause } from '../contracts/evidence.js';
import type { Protection } from '../contracts/protection.js';
import type { LibvirtError } from '../contracts/subject.js';
import type { BootTruth } from '../contracts/truth.js';
import { strerror } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { XmlProblem } from '../core/xml-reader.js';
import { type DomainDocument, readDomainDocument } from './domain-document.js';
import { chooseFirmware, type GuestFirmware, secureBootError } from './guest-firmware.js';
import { blobLengthError, type LaunchSecurity, parseLaunchSecurity, tdxRuleError } from './launch-security.js';
import { type LibvirtErrorClass, libvirtError } from './libvirt-error.js';
import { acceptedTypes } from './libvirt-probe.js';

/** A domain that libvirt is willing to start. */
export interface DefinedDomain {
  readonly name: string;
  readonly uuid: string;
  /** `kvm`, or `qemu` for emulation without KVM. */
  readonly type: string;
  readonly protection: Protection;
  readonly security: LaunchSecurity;
  readonly firmware: GuestFirmware;
  readonly smm: boolean;
}

/** Why a domain did not start: what the caller of libvirt's API sees, and the reason behind it. */
export interface StartFailure {
  readonly error: LibvirtError;
  readonly cause: StartFailureCause;
}

/**
 * virDomainDefineXML and the checks before QEMU runs: the document is parsed, launch security is held against what libvirt believes
 * of this host, and firmware is chosen.
 *
 * Not checked, because libvirt does not: the number of free keys, SNP policy bits, SEV-ES with no ids for it, the CPU model, locked
 * memory, devices.
 * Source: libvirt 9.0, 11.3, 12.8 `src/conf/domain_conf.c`, `src/qemu/qemu_validate.c`, as run.
 */
export function defineDomain(xml: string, boot: BootTruth): Outcome<DefinedDomain, StartFailure> {
  const read = readDomainDocument(xml);
  if (!read.ok) return invalid(unreadable(read.reason, boot));
  const document = read.value;
  const parseError = rootError(document);
  if (parseError !== undefined) return invalid(parseError);
  const security = parseLaunchSecurity(document.launchSecurity, boot.libvirt.view);
  if (!security.ok) return invalid(security.reason);
  const platform = virtTypeError(document, boot);
  if (platform !== undefined) return refused({ error: platform, cause: 'unsupported-by-libvirt' });
  const firmware = firmwareOf(document, security.value, boot);
  if (!firmware.ok && choosesFirmwareFirst(boot)) return firmware;
  const unsupported = launchTypeError(security.value, boot);
  if (unsupported !== undefined) return refused({ error: unsupported, cause: 'unsupported-by-libvirt' });
  const tdxError = security.value.type === 'tdx' ? tdxRuleError(document, security.value) : undefined;
  const ruleError = secureBootError(document) ?? tdxError ?? blobLengthError(document.launchSecurity);
  if (ruleError !== undefined) return invalid(ruleError);
  return firmware.ok ? done(defined(document, security.value, firmware.value)) : firmware;
}

/** Name and protection of a document that libvirt refused, as far as they can be read. */
export function askedFor(xml: string, { libvirt }: BootTruth): { readonly name: string; readonly protection: Protection } {
  const read = readDomainDocument(xml);
  if (!read.ok) return { name: '', protection: 'none' };
  const security = parseLaunchSecurity(read.value.launchSecurity, libvirt.view);
  return { name: read.value.name, protection: security.ok ? security.value.protection : 'none' };
}

function defined(document: DomainDocument, security: LaunchSecurity, firmware: GuestFirmware): DefinedDomain {
  const { name, uuid, type = 'kvm', smm } = document;
  const managed = smm === 'on' || firmware.descriptor?.features.includes('requires-smm') === true;
  return { name, uuid, type, protection: security.protection, security, firmware, smm: managed };
}

function invalid(error: LibvirtError): Outcome<never, StartFailure> {
  return refused({ error, cause: 'invalid-domain' });
}

/** 9.0 names the document, later versions do not. */
function unreadable(problem: XmlProblem, { libvirt }: BootTruth): LibvirtError {
  const line = problem.code === 'xml-malformed' ? problem.line : 1;
  const place = libvirt.view.launchSecurityElement ? `at line ${line}` : `(domain_definition):${line}`;
  return libvirtError('xml-detail', `${place}: ${xmlProblemText(problem)}`, 'domain');
}

function xmlProblemText(problem: XmlProblem): string {
  switch (problem.code) {
    case 'xml-malformed':
      return problem.message;
    case 'xml-empty':
      return 'Document is empty';
    case 'xml-doctype':
      return 'Document types are not read';
    case 'xml-too-large':
      return `Document has ${problem.bytes} bytes, more than ${problem.limit}`;
  }
}

function rootError({ root, type, name }: DomainDocument): LibvirtError | undefined {
  if (root !== 'domain') return libvirtError('xml', `expecting root element of 'domain', not '${root}'`, 'xml');
  if (type === undefined) return libvirtError('internal', 'missing domain type attribute', 'domain');
  if (!virtTypes.has(type)) return libvirtError('unsupported', `invalid domain type ${type}`, 'domain');
  if (name.trim() === '') return libvirtError('no-name', 'missing name information', 'domain');
  return undefined;
}

/** Source: libvirt 12.x `src/conf/virconftypes.h`, `virDomainVirt`. */
const virtTypes = new Set('qemu kqemu kvm xen lxc uml openvz test vmware hyperv vbox phyp parallels bhyve vz hvf'.split(' '));

function virtTypeError({ type = '' }: DomainDocument, boot: BootTruth): LibvirtError | undefined {
  const kvmUsable = boot.nodes.some(({ path }) => path === '/dev/kvm');
  if (type === 'qemu' || (type === 'kvm' && kvmUsable)) return undefined;
  return libvirtError('unsupported', `Emulator '${emulatorOf(boot)}' does not support virt type '${type}'`);
}

/** From 9.2 on firmware is chosen while the document is read, before it is judged; before, at start. As run with 9.0, 11.3 and 12.8. */
function choosesFirmwareFirst({ libvirt }: BootTruth): boolean {
  return libvirt.view.launchSecurityElement;
}

function firmwareOf(document: DomainDocument, security: LaunchSecurity, boot: BootTruth): Outcome<GuestFirmware, StartFailure> {
  const chosen = chooseFirmware(document, security, boot);
  return chosen.ok ? chosen : refused({ error: chosen.reason, cause: 'firmware-missing' });
}

function launchTypeError({ type: launch }: LaunchSecurity, boot: BootTruth): LibvirtError | undefined {
  if (launch === undefined || acceptedTypes(boot).includes(launch)) return undefined;
  return libvirtError('unsupported', `${launchWords(launch, boot)} launch security is not supported with this QEMU binary`);
}

/** The binary libvirt starts on a host with this KVM. */
function emulatorOf({ kvm }: BootTruth): string {
  return `/usr/bin/qemu-system-${kvm.module === 'kvm' ? 's390x' : 'x86_64'}`;
}

/** Before 10.5.0 the words were fixed. */
function launchWords(launch: string, { libvirt }: BootTruth): string {
  if (libvirt.view.launchSecurityElement) return `'${launch}'`;
  return launch === 's390-pv' ? 'S390 PV' : 'SEV';
}

/** A failed system call as libvirt reports it. */
export function systemFailure(text: string, cause: StartFailureCause): StartFailure {
  return { error: libvirtError('system', `${text}: ${strerror('ENOENT')}`), cause };
}

/** An error of libvirt itself, with its cause. */
export function libvirtFailure(errorClass: LibvirtErrorClass, text: string, cause: StartFailureCause): StartFailure {
  return { error: libvirtError(errorClass, text), cause };
}
