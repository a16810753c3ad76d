import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fauxmetal } from '../host-exec.js';
import { run } from '../program.js';
import { findLibvirtRoot } from './release-root.js';
import { clientReleases } from './releases.js';

// virt-host-validate of three Debian releases, run inside simulated hosts, says of secure guests what it would say on real ones.

const sevOff =
  'AMD Secure Encrypted Virtualization appears to be disabled in kernel. Add kvm_amd.sev=1 to the kernel cmdline arguments';
const noDevice = 'AMD Secure Encrypted Virtualization appears to be disabled in firmware.';
const tdxOff =
  'Intel Trust Domain Extentions appears to be disabled in kernel. Add kvm_intel.tdx=Y to the kernel cmdline arguments';
const unknown = 'Unknown if this platform has Secure Guest support';
const none = 'None of SEV, SEV-ES, SEV-SNP, TDX available';

/** Answers of bookworm, trixie and sid; each is PASS or the reason of the warning. */
const rows = [
  { machine: 'rome', answers: ['PASS', 'PASS', 'PASS'] },
  // libvirt 9.0 reads 1023 bytes of a line of /proc/cpuinfo, and `sev` comes later among the flags of a Genoa.
  { machine: 'genoa', answers: [unknown, 'PASS', 'PASS'] },
  { machine: 'rome --setting kvm-amd-sev-off', answers: [sevOff, sevOff, sevOff] },
  { machine: 'rome --setting no-dev-sev', answers: [noDevice, noDevice, noDevice] },
  { machine: 'rome --setting smee-off', answers: [unknown, unknown, none] },
  { machine: 'emerald-rapids', answers: [unknown, unknown, 'PASS'] },
  { machine: 'emerald-rapids --setting kvm-intel-tdx-off', answers: [unknown, unknown, tdxOff] },
  { machine: 'skylake', answers: [unknown, unknown, none] },
] as const;

describe.each(clientReleases.map((release, index) => ({ release, index })))('virt-host-validate of $release.suite', (each) => {
  it.for(rows)('judges $machine', async ({ machine, answers }, context) => {
    if (!existsSync(fauxmetal)) return context.skip('fauxmetal is not built: npm run build');
    const root = await findLibvirtRoot(each.release);
    if (!root.ok) return context.skip(root.reason);
    const host = ['/proc/cpuinfo', '/sys'].flatMap((path) => ['--ro-bind', path, path]);
    const device = ['--ro-bind-try', '/dev/sev', '/dev/sev'];
    const inside = root.value.commandLine('/run', ['virt-host-validate', 'qemu'], [...host, ...device]);
    const { stdout } = await run(process.execPath, [fauxmetal, 'host', 'exec', ...machine.split(' '), '--', ...inside]);
    const [, verdict = '', reason = ''] = /Checking for secure guest support *: (\w+)(?: \((.*)\))?/.exec(stdout) ?? [];
    expect(verdict === 'PASS' ? verdict : reason).toBe(answers[each.index]);
    await context.annotate(`virt-host-validate of ${each.release.suite} on ${machine}: ${answers[each.index]}`);
  });
});
