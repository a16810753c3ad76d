import { type AmdAuthorities, amdAuthorities } from '../../../sim/attestation/amd/authorities.js';
import type { Chip } from '../../../sim/attestation/amd/chip.js';
import { endorsementCertificate } from '../../../sim/attestation/amd/endorsement-key.js';
import { exampleGuest, examplePlatform } from '../../../sim/attestation/amd/example-platform.js';
import { configureFirmware } from '../../../sim/attestation/amd/firmware.js';
import { holderOf, type SnpPlatform, snpReport } from '../../../sim/attestation/amd/platform.js';
import type { ProductLine } from '../../../sim/attestation/amd/product-line.js';
import { deriveBytes } from '../../../sim/attestation/keys/derive-bytes.js';

/** Versions of reports that peers are shown. */
export const shownVersions = [2, 3, 5] as const;

/** A host with its evidence, in all versions. */
export interface ShownHost {
  readonly name: string;
  readonly line: ProductLine;
  readonly chip: Chip;
  readonly authorities: AmdAuthorities;
  /** VCEK or VLEK, DER. */
  readonly leaf: Buffer;
  readonly kind: 'VCEK' | 'VLEK';
  /** ASK or ASVK, DER. */
  readonly intermediate: Buffer;
  readonly reportData: Buffer;
  reportOf(version: number): Buffer;
}

/**
 * So many hosts of a line. Every third reports an older TCB version than it runs, so that verifiers must look at the reported one.
 *
 * @param provider Their reports are signed by this cloud provider's key; absent: by the chips' own.
 */
export function shownHosts(line: ProductLine, count: number, provider?: string): readonly ShownHost[] {
  return Array.from({ length: count }, (_, index) => shownHost(line, `${line}-${index}`, index % 3 === 2, provider));
}

/** Certificates begin yesterday: peers look at the clock of the machine. */
export const yesterday = Math.floor(Date.now() / 1000) - 86_400;

function shownHost(line: ProductLine, name: string, older: boolean, provider?: string): ShownHost {
  const authorities = amdAuthorities(line);
  const booted = { ...examplePlatform(line, name), ...(provider !== undefined && { provider }) };
  const platform = older ? reportingOlder(booted) : booted;
  const reportData = deriveBytes(name, 'report-data', 64);
  return {
    ...{ name, line, chip: platform.chip, authorities, reportData },
    kind: provider === undefined ? 'VCEK' : 'VLEK',
    intermediate: (provider === undefined ? authorities.ask : authorities.asvk).certificate,
    leaf: endorsementCertificate(authorities, holderOf(platform), platform.firmware.reportedTcb, yesterday),
    reportOf: (reportVersion) => snpReport({ ...platform, reportVersion }, exampleGuest(platform), { reportData }),
  };
}

function reportingOlder(platform: SnpPlatform): SnpPlatform {
  const { reportedTcb } = platform.firmware;
  const firmware = configureFirmware(platform.firmware, { reportedTcb: { ...reportedTcb, snp: reportedTcb.snp - 1 } });
  if (!firmware.ok) throw new Error(firmware.reason.message);
  return { ...platform, firmware: firmware.value };
}

/** A report with one bit of its signed part changed. */
export function withFlippedBit(report: Buffer): Buffer {
  const changed = Buffer.from(report);
  changed[0x90] = (changed[0x90] ?? 0) ^ 1;
  return changed;
}
