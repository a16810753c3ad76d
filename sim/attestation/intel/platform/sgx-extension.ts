import { done, type Outcome, refused } from '../../../core/outcome.js';
import {
  type DerValue,
  der,
  derInteger,
  derOid,
  derSequence,
  derTags,
  integerOf,
  membersOf,
  oidOf,
  readDerValue,
  withTag,
} from '../../certificates/der.js';
import { type CertificateExtension, extension } from '../../certificates/extensions.js';

/** What a PCK certificate says of the platform whose key it certifies. */
export interface PlatformIdentity {
  /** Platform provisioning ID, 16 bytes. */
  readonly ppid: Uint8Array;
  /** Security versions of the 16 components of the platform, each a byte. */
  readonly tcbComponents: Uint8Array;
  /** Security version of the provisioning certification enclave. */
  readonly pceSvn: number;
  /** Of the processor, 16 bytes. */
  readonly cpuSvn: Uint8Array;
  /** Provisioning certification enclave, 2 bytes. */
  readonly pceId: Uint8Array;
  /** Family, model, stepping, platform and custom SKU, 6 bytes: whose TCB info is for this platform. */
  readonly fmspc: Uint8Array;
  readonly sgxType: number;
  /** 16 bytes; platforms of several packages have it. */
  readonly platformInstanceId: Uint8Array;
  readonly dynamicPlatform: boolean;
  readonly cachedKeys: boolean;
  readonly smtEnabled: boolean;
}

/** OID of the extension, and what those within it begin with. Source: Intel SGX PCK Certificate and CRL profile specification. */
export const sgxExtensionOid = '1.2.840.113741.1.13.1';

/** The SGX extension of a PCK certificate. */
export function sgxExtension(identity: PlatformIdentity): CertificateExtension {
  const { ppid, pceId, fmspc, sgxType, platformInstanceId, dynamicPlatform, cachedKeys, smtEnabled } = identity;
  const configuration = [dynamicPlatform, cachedKeys, smtEnabled].map((value, at) => pair(`7.${at + 1}`, boolean(value)));
  const parts = [
    pair('1', octets(ppid)),
    pair('2', derSequence(...tcbOf(identity))),
    pair('3', octets(pceId)),
    pair('4', octets(fmspc)),
    pair('5', derInteger(sgxType, derTags.enumerated)),
    pair('6', octets(platformInstanceId)),
    pair('7', derSequence(...configuration)),
  ];
  return extension(sgxExtensionOid, derSequence(...parts));
}

/** Reads the extension's value strictly: every part once, of its length, in its place. @returns or what is wrong */
export function readSgxExtension(value: Uint8Array): Outcome<PlatformIdentity, string> {
  try {
    return done(parsed(value));
  } catch (error) {
    return refused(`the SGX extension cannot be read: ${(error as Error).message}`);
  }
}

function tcbOf({ tcbComponents, pceSvn, cpuSvn }: PlatformIdentity): readonly Buffer[] {
  const components = [...tcbComponents].map((svn, at) => pair(`2.${at + 1}`, derInteger(svn)));
  return [...components, pair('2.17', derInteger(pceSvn)), pair('2.18', octets(cpuSvn))];
}

function pair(suffix: string, value: Uint8Array): Buffer {
  return derSequence(derOid(`${sgxExtensionOid}.${suffix}`), value);
}

function octets(bytes: Uint8Array): Buffer {
  return der(derTags.octetString, bytes);
}

function boolean(value: boolean): Buffer {
  return der(derTags.boolean, Buffer.from([value ? 0xff : 0]));
}

function parsed(value: Uint8Array): PlatformIdentity {
  const parts = pairs(readDerValue(value, derTags.sequence), '', 7);
  const tcb = pairs(parts[1], '2.', 18);
  const configuration = pairs(parts[6], '7.', 3).map(truthOf);
  return {
    ppid: octetsOf(parts[0], 16),
    tcbComponents: Buffer.from(tcb.slice(0, 16).map((part) => Number(integerOf(part)) & 0xff)),
    pceSvn: Number(integerOf(tcb[16])),
    cpuSvn: octetsOf(tcb[17], 16),
    pceId: octetsOf(parts[2], 2),
    fmspc: octetsOf(parts[3], 6),
    sgxType: Number(integerOf(parts[4], derTags.enumerated)),
    platformInstanceId: octetsOf(parts[5], 16),
    dynamicPlatform: configuration[0] === true,
    cachedKeys: configuration[1] === true,
    smtEnabled: configuration[2] === true,
  };
}

/** The values of so many pairs, in the order of their OIDs. @throws RangeError if they are others */
function pairs(sequence: DerValue | undefined, prefix: string, count: number): readonly DerValue[] {
  const members = membersOf(sequence).map((member) => membersOf(member));
  if (members.length !== count) throw new RangeError(`it has ${members.length} parts where ${count} belong`);
  return members.map(([oid, value, ...more], at) => {
    const expected = `${sgxExtensionOid}.${prefix}${at + 1}`;
    if (oidOf(oid) !== expected || value === undefined || more.length > 0) throw new RangeError(`${expected} is missing`);
    return value;
  });
}

function octetsOf(value: DerValue | undefined, length: number): Buffer {
  const { content } = withTag(value, derTags.octetString);
  if (content.length !== length) throw new RangeError(`there are ${content.length} bytes where ${length} belong`);
  return content;
}

function truthOf(value: DerValue): boolean {
  return withTag(value, derTags.boolean).content[0] === 0xff;
}
