import type { Json, JsonObject } from '../../sim/core/json.js';
import { isObject, member } from './json-member.js';

/** A member of `snp` or `tdx` that nothing could start with, and the rule it breaks. */
export interface WrongMember {
  readonly rule:
    | 'policy-is-hexadecimal'
    | 'no-guest-debugging'
    | 'snp-policy-bit-17'
    | 'tdx-policy-bits'
    | 'measured-ids'
    | 'kernel-hashes-need-kernel';
  readonly field: string;
}

/**
 * What is wrong with the members of an instance's `launchSecurity` beyond upstream's. Text of no length is no text.
 * Source: VEP #80, "TDX Design", "AMD Design", "Implementation Phases"; AMD SEV-SNP firmware ABI 1.55, chapter 4.3; Intel TDX module ABI,
 * ATTRIBUTES; libvirt `docs/formatdomain.rst`, "Launch Security".
 *
 * @param field path of `launchSecurity` in the submitted object.
 */
export function launchMemberCauses(instance: JsonObject, field: string): readonly WrongMember[] {
  const domain = member(instance, 'spec', 'domain');
  const { snp, tdx } = objectOf(member(domain, 'launchSecurity'));
  const kernel = isObject(member(domain, 'firmware', 'kernelBoot', 'container'));
  return [
    ...(isObject(snp) ? snpCauses(snp, `${field}.snp`, kernel) : []),
    ...(isObject(tdx) ? tdxCauses(tdx, `${field}.tdx`) : []),
  ];
}

/** Paths of members of `launchSecurity` that the API does not have. */
export function unknownMemberFields(instance: JsonObject, field: string): readonly string[] {
  const launchSecurity = objectOf(member(instance, 'spec', 'domain', 'launchSecurity'));
  return Object.keys(launchSecurity).flatMap((type) => {
    const known = members[type];
    if (known === undefined) return [`${field}.${type}`];
    const names = Object.keys(objectOf(launchSecurity[type]));
    return names.filter((name) => !known.includes(name)).map((name) => `${field}.${type}.${name}`);
  });
}

const members: Readonly<Record<string, readonly string[]>> = {
  sev: ['policy', 'attestation', 'session', 'dhCert'],
  snp: ['policy', 'kernelHashes'],
  tdx: ['policy', 'mrConfigId', 'mrOwner', 'mrOwnerConfig'],
};

function snpCauses({ policy, kernelHashes }: JsonObject, field: string, kernel: boolean): readonly WrongMember[] {
  const wrong = policyCauses(policy, `${field}.policy`, (bits, place) => [
    ...((bits & 0x20000n) === 0n ? [{ rule: 'snp-policy-bit-17', field: place } as const] : []),
    ...((bits & 0x80000n) === 0n ? [] : [{ rule: 'no-guest-debugging', field: place } as const]),
  ]);
  const unmeasurable = kernelHashes === true && !kernel;
  return unmeasurable ? [...wrong, { rule: 'kernel-hashes-need-kernel', field: `${field}.kernelHashes` }] : wrong;
}

function tdxCauses(tdx: JsonObject, field: string): readonly WrongMember[] {
  const wrong = policyCauses(tdx.policy, `${field}.policy`, (bits, place) => [
    ...((bits & 0x1n) === 0n ? [] : [{ rule: 'no-guest-debugging', field: place } as const]),
    ...(bits >> 29n === 0n && (bits & 0xffff_ffen) === 0n ? [] : [{ rule: 'tdx-policy-bits', field: place } as const]),
  ]);
  const ids = ['mrConfigId', 'mrOwner', 'mrOwnerConfig'].filter((name) => !isMeasuredId(tdx[name]));
  return [...wrong, ...ids.map((name) => ({ rule: 'measured-ids', field: `${field}.${name}` }) as const)];
}

function policyCauses(
  policy: Json | undefined,
  field: string,
  judge: (bits: bigint, field: string) => readonly WrongMember[],
): readonly WrongMember[] {
  if (typeof policy !== 'string' || policy === '') return [];
  const digits = /^0x([0-9a-f]{1,16})$/i.exec(policy)?.[1];
  return digits === undefined ? [{ rule: 'policy-is-hexadecimal', field }] : judge(BigInt(`0x${digits}`), field);
}

/** 48 bytes are 64 digits of base64, and need no padding. */
function isMeasuredId(value: Json | undefined): boolean {
  return value === undefined || value === '' || (typeof value === 'string' && /^[A-Za-z0-9+/]{64}$/.test(value));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
