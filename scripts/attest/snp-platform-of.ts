import type { HostDescription } from '../../profiles/index.js';
import { chipOf } from '../../sim/attestation/amd/chip.js';
import { exampleReleases } from '../../sim/attestation/amd/example-platform.js';
import { committedFirmware, type FirmwareRelease } from '../../sim/attestation/amd/firmware.js';
import { encodeFlags, platformInfoBits } from '../../sim/attestation/amd/flags.js';
import type { SnpPlatform } from '../../sim/attestation/amd/platform.js';
import { lineOfProcessor, type ProductLine } from '../../sim/attestation/amd/product-line.js';
import { UsageError } from '../../sim/core/usage-error.js';

/**
 * What signs reports on a host: a chip of its own by its name, and the firmware its profile says. The security versions of the boot loader and the
 * trusted application, which no profile knows, are those of a release of the time; the lowest byte of a microcode revision is its security version.
 *
 * @param reportVersion 2…5.
 * @throws UsageError for a machine that makes no reports.
 */
export function snpPlatformOf(name: string, { cpu, amd, machine }: HostDescription, reportVersion = 3): SnpPlatform {
  const line = lineOfProcessor(cpu);
  if (line === undefined || amd === undefined)
    throw new UsageError(`${machine} makes no SNP reports`, { fix: 'name milan, genoa or turin' });
  const { api, svn } = amd.psp;
  const firmware = committedFirmware(line, releaseOf(line, api, svn, cpu.microcode));
  const platformInfo = encodeFlags(platformInfoBits, {
    smtEnabled: cpu.threadsPerCore > 1,
    eccEnabled: true,
    aliasCheckComplete: true,
  });
  return { chip: chipOf(line, name), firmware, reportVersion, platformInfo };
}

function releaseOf(line: ProductLine, version: FirmwareRelease['version'], svn: number, microcode: string): FirmwareRelease {
  const { tcb } = exampleReleases[line];
  const { major, minor, build } = version;
  const revision = Number(microcode) & 0xff;
  return {
    version: { major, minor, build },
    tcb: { ...tcb, snp: svn || tcb.snp, microcode: Number.isNaN(Number(microcode)) ? tcb.microcode : revision },
  };
}
