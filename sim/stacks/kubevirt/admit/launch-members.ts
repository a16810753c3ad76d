import type { AdmitCause } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import type { Snp, Specified, Tdx } from '../vmi.js';
import { invalid, noCauses } from './cause.js';
import type { Rule } from './rule.js';

/**
 * Members of `snp` and `tdx` beyond upstream's empty elements: what libvirt, QEMU or the firmware could not take is refused here,
 * where its author still reads the answer. Empty text counts as absent, as everywhere in the API. Source: VEP #80, "TDX Design", "AMD Design", "Implementation Phases"; libvirt
 * `docs/formatdomain.rst`, "Launch Security".
 */
export const launchMemberRules: Rule = (vmi, at, _config, choices) => {
  const { snp, tdx } = vmi.spec.domain.launchSecurity ?? {};
  const field = `${at}.domain.launchSecurity`;
  return [
    ...(snp === undefined ? noCauses : snpCauses(snp, vmi, `${field}.snp`, choices)),
    ...(tdx === undefined ? noCauses : tdxCauses(tdx, `${field}.tdx`, choices)),
  ];
};

/**
 * Bit 17 of an SNP policy is reserved and must be one: VEP #80's `0x3000` is a misprint of its own `0x00030000`. Bit 19 lets the host
 * debug the guest. Other bits depend on the host. Source: AMD SEV-SNP firmware ABI 1.55, chapter 4.3.
 */
function snpCauses(snp: Snp, vmi: Specified, field: string, choices: Choices): readonly AdmitCause[] {
  const causes: AdmitCause[] = [];
  if (snp.policy) {
    const path = `${field}.policy`;
    const bits = hexadecimal(snp.policy);
    if (bits === undefined) causes.push(noHexadecimal(path, snp.policy, '0x30000'));
    else {
      if (!has(bits, 17) && choices.snpPolicyNeedsBit17) {
        causes.push(invalid(path, `${path} must have the reserved bit 17 (0x20000) set: ${snp.policy}`));
      }
      if (has(bits, 19) && choices.refusesGuestDebugging) causes.push(debugging(path, 19, snp.policy));
    }
  }
  if (snp.kernelHashes === true && !bootsKernel(vmi) && choices.kernelHashesNeedKernel) {
    const path = `${field}.kernelHashes`;
    causes.push(invalid(path, `${path} needs firmware.kernelBoot: without a kernel there is nothing to measure`));
  }
  return causes;
}

/**
 * Bit 0 of the TD attributes lets the host debug the guest (VEP #80's sample `0x10000001` sets it); libvirt takes bit 28
 * (SEPT_VE_DISABLE) beside it and no other. Source: Intel TDX module ABI, ATTRIBUTES; libvirt 12.8 `src/qemu/qemu_validate.c`.
 */
function tdxCauses(tdx: Tdx, field: string, choices: Choices): readonly AdmitCause[] {
  const causes: AdmitCause[] = [];
  if (tdx.policy) {
    const path = `${field}.policy`;
    const bits = hexadecimal(tdx.policy);
    if (bits === undefined) causes.push(noHexadecimal(path, tdx.policy, '0x10000000'));
    else {
      if (has(bits, 0) && choices.refusesGuestDebugging) causes.push(debugging(path, 0, tdx.policy));
      if ((bits & ~0x1000_0001n) !== 0n) {
        causes.push(invalid(path, `${path} may set bit 28 (SEPT_VE_DISABLE) and nothing else: ${tdx.policy}`));
      }
    }
  }
  if (choices.checksMeasuredIds) {
    for (const name of measuredIds) causes.push(...measuredIdCauses(tdx[name], `${field}.${name}`));
    causes.push(...forkMemberCauses(tdx, field));
  }
  return causes;
}

const measuredIds = ['mrConfigId', 'mrOwner', 'mrOwnerConfig'] as const;

/** SHA-384 values: 48 bytes are 64 digits of base64 without padding. */
function measuredIdCauses(value: string | undefined, path: string): readonly AdmitCause[] {
  if (!value) return noCauses;
  if (!base64.test(value)) return [invalid(path, `${path} must be base64: ${JSON.stringify(value)}`)];
  const bytes = Buffer.from(value, 'base64').length;
  return bytes === 48 ? noCauses : [invalid(path, `${path} must be the base64 of 48 bytes, found ${bytes}`)];
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Members of Intel's fork; outside its dialect they have been refused before. */
function forkMemberCauses({ QGS, MRCONFIGID }: Tdx, field: string): readonly AdmitCause[] {
  const causes: AdmitCause[] = [];
  if (QGS && !socketAddress.test(QGS)) {
    const forms = 'vsock:2:4050, unix:/run/qgs or localhost:4050';
    causes.push(invalid(`${field}.QGS`, `${field}.QGS must be a socket address like ${forms}: ${JSON.stringify(QGS)}`));
  }
  if (MRCONFIGID && !/^[0-9a-fA-F]{96}$/.test(MRCONFIGID)) {
    const path = `${field}.MRCONFIGID`;
    causes.push(invalid(path, `${path} must be a SHA-384 in 96 hexadecimal digits: ${JSON.stringify(MRCONFIGID)}`));
  }
  return causes;
}

/** QEMU's forms: vsock with context id and port, a Unix socket's absolute path, or host and port. */
const socketAddress = /^(?:vsock:\d{1,10}:\d{1,10}|unix:\/.+|(?!vsock:|unix:)[^:\s]+:\d{1,5})$/;

function bootsKernel({ spec }: Specified): boolean {
  return spec.domain.firmware?.kernelBoot?.container !== undefined;
}

/** libvirt reads a policy in base 16 whatever it looks like, so only what looks like it is taken. */
function hexadecimal(text: string): bigint | undefined {
  return /^0[xX][0-9a-fA-F]{1,16}$/.test(text) ? BigInt(text) : undefined;
}

function has(bits: bigint, bit: number): boolean {
  return ((bits >> BigInt(bit)) & 1n) === 1n;
}

function noHexadecimal(path: string, policy: string, example: string): AdmitCause {
  return invalid(path, `${path} must be a hexadecimal number like ${example}: ${JSON.stringify(policy)}`);
}

function debugging(path: string, bit: number, policy: string): AdmitCause {
  return invalid(path, `${path} must not let the host debug the guest (bit ${bit}): ${policy}`);
}
