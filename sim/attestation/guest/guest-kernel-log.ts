import { isKernelSince } from './kernel-release.js';

/** What a guest's kernel finds about its protection when it boots. */
export interface GuestKernel {
  /** As `uname -r` says: `6.12.8`. */
  readonly release: string;
  readonly protection: 'none' | 'sev' | 'sev-es' | 'snp' | 'tdx';
  /** Privilege level of an SNP guest: 0, or more under a service module. */
  readonly vmpl?: number;
  /** Entries of the CPUID table of an SNP guest; QEMU fills some thirty. */
  readonly cpuidEntries?: number;
}

/**
 * The lines a guest prints about its protection, in order, without the time before them.
 * Source: Linux 6.1.176, 6.12.107, 7.2.8 `arch/x86/mm/mem_encrypt.c`, `arch/x86/coco/sev`, `drivers/virt/coco/sev-guest`,
 * `arch/x86/coco/tdx`; logs of real guests, before 5.19 only those.
 */
export function guestKernelLines(kernel: GuestKernel): readonly string[] {
  const { protection } = kernel;
  if (protection === 'none') return [];
  return protection === 'tdx' ? tdxLines(kernel) : sevLines(kernel);
}

/** The lines as dmesg prints them: each with a time, which here counts evenly. */
export function dmesgOf(lines: readonly string[]): string {
  return lines.map((line, at) => `[    0.${String(150_045 + 20_011 * at).padStart(6, '0')}] ${line}\n`).join('');
}

/** `dmesg | grep SNP`: how the guide of Confidential Containers looks whether memory encryption is active in a container. */
export function linesWithSnp(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.includes('SNP'));
}

/**
 * The line that guide shows. No kernel that was read prints it: they say `AMD SEV SEV-ES SEV-SNP`. A check for this very line fails on real
 * guests; the guide's own command looks for `SNP` only.
 */
export const guideKernelLine = 'Memory Encryption Features active: AMD SNP';

function tdxLines({ release }: GuestKernel): readonly string[] {
  const idle = isKernelSince(release, [6, 0]) ? ['process: using TDX aware idle routine'] : [];
  return ['tdx: Guest detected', ...idle, 'Memory Encryption Features active: Intel TDX'];
}

const features = { sev: ['SEV'], 'sev-es': ['SEV', 'SEV-ES'], snp: ['SEV', 'SEV-ES', 'SEV-SNP'] } as const;

function sevLines(kernel: GuestKernel): readonly string[] {
  const { release, protection } = kernel;
  if (protection === 'none' || protection === 'tdx') return [];
  const active = features[protection].join(' ');
  if (!isKernelSince(release, [5, 0])) return ['AMD Secure Encrypted Virtualization (SEV) active'];
  if (!isKernelSince(release, [5, 19])) return [`AMD Memory Encryption Features active: ${active}`];
  const status = isKernelSince(release, [6, 2]) ? [`SEV: Status: ${active} `] : [];
  const snp = protection === 'snp' ? snpLines(kernel) : { early: [], late: [] };
  return [...snp.early, `Memory Encryption Features active: AMD ${active}`, ...status, ...snp.late];
}

/** Before and after memory encryption is announced. */
function snpLines({ release, vmpl = 0, cpuidEntries = 31 }: GuestKernel) {
  const driver = isKernelSince(release, [6, 12]) ? `using VMPCK${vmpl} communication key` : `using vmpck_id ${vmpl}`;
  return {
    early: [`SEV: Using SNP CPUID table, ${cpuidEntries} entries present.`],
    late: [
      ...(isKernelSince(release, [6, 11]) ? [`SEV: SNP running at VMPL${vmpl}.`] : []),
      `SEV: SNP guest platform device${isKernelSince(release, [6, 17]) ? 's' : ''} initialized.`,
      `sev-guest sev-guest: Initialized SEV guest driver (${driver})`,
    ],
  };
}
