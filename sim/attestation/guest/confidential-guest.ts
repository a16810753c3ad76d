import type { Errno } from '../../core/errno.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import type { TrustDomain } from '../intel/report/trust-domain.js';
import { type GuestKernel, guestKernelLines } from './guest-kernel-log.js';
import { isKernelSince } from './kernel-release.js';
import { extendMeasurement, measurementFiles, measurementRoot, readMeasurement } from './measurement-files.js';
import type { QuoteTransport } from './quote-transport.js';
import { SevGuestDevice, type SnpEvidenceMaker } from './sev-guest-device.js';
import { sevGuestProvider } from './sev-guest-provider.js';
import { tdxGuestProvider } from './tdx-guest-provider.js';
import type { TsmProvider } from './tsm-provider.js';
import { TsmReports, tsmReportRoot } from './tsm-reports.js';

/** A guest, and who makes its evidence: an SNP guest has a firmware, a trust domain is one. */
export interface ConfidentialGuestSetup {
  readonly kernel: Omit<GuestKernel, 'protection'>;
  readonly snp?: SnpEvidenceMaker & { readonly hostFails?: boolean };
  readonly tdx?: {
    readonly domain: TrustDomain;
    /** How QEMU reaches the quote generation service: `quoteGenerationService` of the domain document. */
    readonly quoteService?: QuoteTransport;
  };
}

/** What software in a guest of a simulated host sees of its protection: kernel log, devices, and files. */
export class ConfidentialGuest {
  readonly kernel: GuestKernel;
  /** `/dev/sev-guest`, in an SNP guest of Linux 5.19 or later. */
  readonly sevGuest: SevGuestDevice | undefined;
  /** Behind `/dev/tdx_guest`, in a trust domain of Linux 6.2 or later. */
  readonly trustDomain: TrustDomain | undefined;
  /** configfs-tsm, since Linux 6.7. */
  readonly tsm: TsmReports | undefined;

  constructor({ kernel, snp, tdx }: ConfidentialGuestSetup) {
    const since = (major: number, minor: number): boolean => isKernelSince(kernel.release, [major, minor]);
    this.kernel = { ...kernel, protection: snp !== undefined ? 'snp' : tdx !== undefined ? 'tdx' : 'none' };
    const vmpl = kernel.vmpl ?? 0;
    this.sevGuest =
      snp !== undefined && since(5, 19)
        ? new SevGuestDevice({ evidence: snp, vmpl, ...(snp.hostFails === true && { hostFails: true }) })
        : undefined;
    this.trustDomain = since(6, 2) ? tdx?.domain : undefined;
    this.tsm = since(6, 7) ? new TsmReports(this.#provider(vmpl, tdx?.quoteService)) : undefined;
  }

  /** Everything the kernel has printed about protection. */
  get kernelLines(): readonly string[] {
    return [...guestKernelLines(this.kernel), ...(this.sevGuest?.kernelLines ?? [])];
  }

  /** read(2) of a whole file. Devices are read by ioctl only. */
  read(path: string): Outcome<Buffer, Errno> {
    if (path.startsWith(`${tsmReportRoot}/`)) return this.tsm?.read(path) ?? refused('ENOENT');
    const measurement = this.#measurementOf(path);
    if (measurement !== undefined) return readMeasurement(measurement.domain, measurement.name);
    const text = this.#texts()[path];
    return text === undefined ? refused('ENOENT') : done(Buffer.from(text));
  }

  /** write(2) of a whole file. */
  write(path: string, bytes: Uint8Array): Outcome<undefined, Errno> {
    if (path.startsWith(`${tsmReportRoot}/`)) return this.tsm?.write(path, bytes) ?? refused('ENOENT');
    const measurement = this.#measurementOf(path);
    if (measurement !== undefined) return extendMeasurement(measurement.domain, measurement.name, bytes);
    return this.#texts()[path] === undefined ? refused('ENOENT') : refused('EACCES');
  }

  /** Every path there is, devices and files, in code-unit order. */
  get paths(): readonly string[] {
    const reports = this.tsm?.list(tsmReportRoot) ?? [];
    const attributes = reports.flatMap(
      (name) => this.tsm?.list(`${tsmReportRoot}/${name}`)?.map((each) => `${name}/${each}`) ?? [],
    );
    return [
      ...(this.sevGuest === undefined ? [] : ['/dev/sev-guest', '/sys/devices/platform/sev-guest']),
      ...(this.trustDomain === undefined ? [] : ['/dev/tdx_guest']),
      ...(this.#measures() ? Object.keys(measurementFiles).map((name) => `${measurementRoot}/${name}`) : []),
      ...(this.tsm === undefined ? [] : [tsmReportRoot, ...attributes.map((each) => `${tsmReportRoot}/${each}`)]),
      ...Object.keys(this.#texts()),
    ].sort();
  }

  #provider(vmpl: number, quoteService: QuoteTransport | undefined): TsmProvider | undefined {
    if (this.sevGuest !== undefined) return sevGuestProvider(this.sevGuest, vmpl);
    return this.trustDomain === undefined ? undefined : tdxGuestProvider(this.trustDomain, quoteService, this.kernel.release);
  }

  #measures(): boolean {
    return this.trustDomain !== undefined && isKernelSince(this.kernel.release, [6, 16]);
  }

  #measurementOf(path: string): { readonly domain: TrustDomain; readonly name: string } | undefined {
    const domain = this.trustDomain;
    if (domain === undefined || !this.#measures() || !path.startsWith(`${measurementRoot}/`)) return undefined;
    return { domain, name: path.slice(measurementRoot.length + 1) };
  }

  /** Files with texts. Minor numbers are drawn at boot and assumed here; which kernel first shows the privilege level is inferred. */
  #texts(): Readonly<Record<string, string>> {
    const { sevGuest, trustDomain, kernel } = this;
    return {
      ...(sevGuest !== undefined && { '/sys/class/misc/sev-guest/uevent': 'MAJOR=10\nMINOR=125\nDEVNAME=sev-guest\n' }),
      ...(sevGuest !== undefined &&
        isKernelSince(kernel.release, [6, 11]) && { '/sys/devices/system/cpu/sev/vmpl': `${kernel.vmpl ?? 0}\n` }),
      ...(trustDomain !== undefined && { '/sys/class/misc/tdx_guest/uevent': 'MAJOR=10\nMINOR=124\nDEVNAME=tdx_guest\n' }),
    };
  }
}
