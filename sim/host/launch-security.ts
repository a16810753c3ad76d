import type { Protection } from '../contracts/protection.js';
import type { LibvirtError } from '../contracts/subject.js';
import type { LibvirtView } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { DomainDocument, LaunchSecurityElement } from './domain-document.js';
import { libvirtError } from './libvirt-error.js';
import type { LaunchSecurityType } from './libvirt-probe.js';

/** `<launchSecurity>` after parsing. */
export interface LaunchSecurity {
  /** Absent for an ordinary guest. */
  readonly type?: LaunchSecurityType;
  /** What the guest becomes: SEV-ES is type `sev` with policy bit 2. `s390-pv` takes no key and counts as `none`. */
  readonly protection: Protection;
  /** 0 where the document has none. bigint, because SNP's and TDX's are 64 bits wide. */
  readonly policy: bigint;
  readonly cbitpos?: number;
  readonly reducedPhysBits?: number;
  /** The owner's launch session, for SEV and SEV-ES. */
  readonly session?: string;
}

/**
 * Parses launch security with libvirt's messages. A type this libvirt does not know is an XML error, one that the host cannot do is
 * not found here.
 * Source: libvirt 9.0, 11.3, 12.8 `src/conf/domain_conf.c` `virDomainSecDefParseXML`.
 */
export function parseLaunchSecurity(
  element: LaunchSecurityElement | undefined,
  view: LibvirtView,
): Outcome<LaunchSecurity, LibvirtError> {
  if (element === undefined) return done(ordinary);
  const { type } = element;
  if (type === undefined) return refused(noType);
  switch (type) {
    case 's390-pv':
      return done({ type, protection: 'none', policy: 0n });
    case 'sev':
      return parseSev(type, element);
    case 'sev-snp':
      return view.knowsSnp ? parseSev(type, element) : refused(unknownType(type));
    case 'tdx':
      return view.knowsTdx ? parseTdx(element) : refused(unknownType(type));
    default:
      return refused(unknownType(type));
  }
}

const ordinary: LaunchSecurity = { protection: 'none', policy: 0n };

/** SEV's policy has 32 bits, SNP's 64. */
const widestSevPolicy = 0xffff_ffffn;

/** Bit 2 of a SEV policy: the guest's registers are encrypted too. Source: AMD SEV API 0.24, chapter 3. */
const esRequired = 0x4n;

function parseSev(type: 'sev' | 'sev-snp', element: LaunchSecurityElement): Outcome<LaunchSecurity, LibvirtError> {
  const { values } = element;
  const switchError = yesOrNoError(type, element);
  if (switchError !== undefined) return refused(switchError);
  const policy = hexadecimal(values.policy);
  if (policy === undefined || (type === 'sev' && policy > widestSevPolicy))
    return refused(xmlError('failed to get launch security policy'));
  const [cbitpos, reducedPhysBits] = [decimal(values.cbitpos), decimal(values.reducedPhysBits)];
  if (cbitpos === 'bad') return refused(xmlError('Invalid format for launch security cbitpos'));
  if (reducedPhysBits === 'bad') return refused(xmlError('Invalid format for launch security reduced-phys-bits'));
  const bits = { ...(cbitpos === undefined ? {} : { cbitpos }), ...(reducedPhysBits === undefined ? {} : { reducedPhysBits }) };
  const protection = type === 'sev-snp' ? 'snp' : (policy & esRequired) === 0n ? 'sev' : 'sev-es';
  const session = type === 'sev' && values.session !== undefined ? { session: values.session.trim() } : {};
  return done({ type, protection, policy, ...bits, ...session });
}

/** Attributes that are yes or no. Source: libvirt 9.0.0, 11.3.0 and 12.8.0, as run. */
const switches = { sev: ['kernelHashes'], 'sev-snp': ['kernelHashes', 'authorKey', 'vcek'] } as const;

function yesOrNoError(type: 'sev' | 'sev-snp', { attributes }: LaunchSecurityElement): LibvirtError | undefined {
  const wrong = switches[type].find((name) => !['yes', 'no', undefined].includes(attributes[name]));
  if (wrong === undefined) return undefined;
  return libvirtError(
    'xml',
    `Invalid value for attribute '${wrong}' in element 'launchSecurity': '${attributes[wrong]}'.`,
    'xml',
  );
}

function parseTdx({ values }: LaunchSecurityElement): Outcome<LaunchSecurity, LibvirtError> {
  const policy = values.policy === undefined ? 0n : hexadecimal(values.policy);
  if (policy === undefined) return refused(xmlError('failed to get launch security policy for launch security type TDX'));
  return done({ type: 'tdx', protection: 'tdx', policy });
}

/** Lengths in bytes behind the base64. */
const blobs: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'sev-snp': { guestVisibleWorkarounds: 16, idBlock: 96, idAuth: 4096, hostData: 32 },
  tdx: { mrConfigId: 48, mrOwner: 48, mrOwnerConfig: 48 },
};

/** A blob of the wrong length; libvirt measures after the QEMU driver has agreed. Source: libvirt 11.3.0 and 12.8.0, as run. */
export function blobLengthError(element: LaunchSecurityElement | undefined): LibvirtError | undefined {
  for (const [name, expected] of Object.entries(blobs[element?.type ?? ''] ?? {})) {
    const text = element?.values[name];
    const length = text === undefined ? expected : Buffer.from(text, 'base64').length;
    if (length === expected) continue;
    return libvirtError('unsupported', `Unexpected length of '${name}', expected ${expected} got ${length}`, 'domain');
  }
  return undefined;
}

/**
 * What libvirt refuses in a TDX domain, in its order.
 * Source: libvirt 12.8 `src/qemu/qemu_validate.c`, as run.
 */
export function tdxRuleError({ ioapic, pmu, smm, loader }: DomainDocument, { policy }: LaunchSecurity): LibvirtError | undefined {
  const rules: readonly (readonly [boolean, string])[] = [
    [
      (policy & ~tdxPolicyBits) !== 0n,
      'Only bit0(debug) and bit28(sept-ve-disable) are supported intel TDX launch security policy',
    ],
    [ioapic === 'kvm', 'Intel TDX launch security needs split kernel irqchip'],
    [pmu === 'on', 'Intel TDX launch security is not supported with PMU enabled'],
    [smm === 'on', 'Intel TDX launch security is not supported with SMM enabled'],
    [loader?.type === 'pflash', 'Intel TDX launch security is not supported with pflash loader'],
  ];
  const broken = rules.find(([applies]) => applies);
  return broken === undefined ? undefined : libvirtError('unsupported', broken[1]);
}

const tdxPolicyBits = 0x1000_0001n;

/** Raised by the parser of XML attributes, as the next one is. */
const noType = libvirtError('xml', `Missing required attribute 'type' in element 'launchSecurity'`, 'xml');

function unknownType(type: string): LibvirtError {
  return libvirtError('xml', `Invalid value for attribute 'type' in element 'launchSecurity': '${type}'.`, 'xml');
}

function xmlError(text: string): LibvirtError {
  return libvirtError('xml', text, 'domain');
}

/** libvirt reads base 16 with strtoull: the prefix is optional, and so is the case. */
function hexadecimal(text: string | undefined): bigint | undefined {
  const digits = /^\s*(?:0[xX])?([0-9a-fA-F]{1,16})$/.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : BigInt(`0x${digits}`);
}

function decimal(text: string | undefined): number | 'bad' | undefined {
  if (text === undefined) return undefined;
  return /^\s*\d{1,9}$/.test(text) ? Number(text) : 'bad';
}
