import { describe, expect, it } from 'vitest';
import { dmesgOf, guestKernelLines, guideKernelLine, linesWithSnp } from './guest-kernel-log.js';

describe('the kernel of a guest says that its memory is encrypted', () => {
  it.each([
    ['4.19.0', 'sev', 'AMD Secure Encrypted Virtualization (SEV) active'],
    ['5.15.0-91-generic', 'sev-es', 'AMD Memory Encryption Features active: SEV SEV-ES'],
    ['6.1.176', 'sev', 'Memory Encryption Features active: AMD SEV'],
    ['6.12.107', 'sev-es', 'Memory Encryption Features active: AMD SEV SEV-ES'],
    ['7.2.8', 'snp', 'Memory Encryption Features active: AMD SEV SEV-ES SEV-SNP'],
    ['6.8.0', 'tdx', 'Memory Encryption Features active: Intel TDX'],
  ] as const)('Linux %s, %s: %s', (release, protection, line) => {
    expect(guestKernelLines({ release, protection })).toContain(line);
  });

  it('in an SNP guest of 6.12, with all that belongs to it', () => {
    expect(guestKernelLines({ release: '6.12.107', protection: 'snp' })).toEqual([
      'SEV: Using SNP CPUID table, 31 entries present.',
      'Memory Encryption Features active: AMD SEV SEV-ES SEV-SNP',
      'SEV: Status: SEV SEV-ES SEV-SNP ',
      'SEV: SNP running at VMPL0.',
      'SEV: SNP guest platform device initialized.',
      'sev-guest sev-guest: Initialized SEV guest driver (using VMPCK0 communication key)',
    ]);
  });

  it('in an SNP guest of 6.1, which has no status line', () => {
    expect(guestKernelLines({ release: '6.1.176', protection: 'snp', cpuidEntries: 28 })).toEqual([
      'SEV: Using SNP CPUID table, 28 entries present.',
      'Memory Encryption Features active: AMD SEV SEV-ES SEV-SNP',
      'SEV: SNP guest platform device initialized.',
      'sev-guest sev-guest: Initialized SEV guest driver (using vmpck_id 0)',
    ]);
  });

  it('and a guest without protection says nothing', () => {
    expect(guestKernelLines({ release: '6.12.8', protection: 'none' })).toEqual([]);
  });
});

it('the guide’s command finds a line in every SNP guest, and in none of another kind', () => {
  for (const release of ['6.1.176', '6.12.107', '7.2.8']) {
    const found = linesWithSnp(guestKernelLines({ release, protection: 'snp' }));
    expect(found).toContain('Memory Encryption Features active: AMD SEV SEV-ES SEV-SNP');
    expect(found).not.toContain(guideKernelLine);
    expect(linesWithSnp(guestKernelLines({ release, protection: 'sev-es' }))).toEqual([]);
  }
});

it('dmesg puts times before lines, which go up', () => {
  expect(dmesgOf(['a', 'b'])).toBe('[    0.150045] a\n[    0.170056] b\n');
});
