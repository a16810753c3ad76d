import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { fauxmetal } from '../host-exec.js';
import { type Ended, run } from '../program.js';
import { findNovaRoot } from './nova-root.js';
import { makeRunFolder, type ReleaseRoot, type RunFolder } from './release-root.js';
import { type ClientRelease, clientReleases, softwareOf } from './releases.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// Nova's own host.py, as Debian sid ships it, asks a simulated libvirtd over its socket, and reads /sys under `host exec` of the same
// host: what it finds, and the inventories it would report to placement, are what the profile holds.

const sev = (total: number) => ({ supported: true, total, traits: ['HW_CPU_X86_AMD_SEV'] });
const es = (total: number) => ({ supported: true, total, traits: ['HW_CPU_X86_AMD_SEV_ES'] });
const snp = (total: number) => ({ supported: true, total, traits: ['HW_CPU_X86_AMD_SEV_SNP'] });
const tdx = (total: number) => ({ supported: true, total, traits: ['HW_CPU_X86_INTEL_TDX'] });
const no = { supported: false };

/** Key IDs of the profile, and Nova's rules of 34.0.0: SNP takes the slots of SEV-ES, which it then hides. */
const rows = [
  { machine: 'naples', inventories: { amd_sev: sev(15), amd_sev_es: no, amd_sev_snp: no, intel_tdx: no } },
  {
    machine: 'rome --setting min-sev-asid=100',
    inventories: { amd_sev: sev(410), amd_sev_es: es(99), amd_sev_snp: no, intel_tdx: no },
  },
  { machine: 'genoa', inventories: { amd_sev: sev(1006), amd_sev_es: no, amd_sev_snp: no, intel_tdx: no } },
  {
    machine: 'genoa --setting min-sev-asid=100',
    inventories: { amd_sev: sev(907), amd_sev_es: no, amd_sev_snp: snp(99), intel_tdx: no },
  },
  {
    machine: 'genoa --setting min-sev-asid=100 --setting kvm-amd-sev-snp-off',
    inventories: { amd_sev: sev(907), amd_sev_es: es(99), amd_sev_snp: no, intel_tdx: no },
  },
  {
    machine: 'genoa --setting min-sev-asid=100 --setting kvm-amd-sev-off',
    inventories: { amd_sev: no, amd_sev_es: no, amd_sev_snp: no, intel_tdx: no },
  },
  { machine: 'emerald-rapids', inventories: { amd_sev: no, amd_sev_es: no, amd_sev_snp: no, intel_tdx: tdx(31) } },
  { machine: 'skylake', inventories: { amd_sev: no, amd_sev_es: no, amd_sev_snp: no, intel_tdx: no } },
] as const;

const newest = clientReleases.at(-1) as ClientRelease;

describe('Nova of Debian sid', () => {
  it.for(rows)('finds on $machine what the profile holds', async ({ machine, inventories }, context) => {
    const root = await findNovaRoot();
    if (!root.ok) return context.skip(root.reason);
    const ended = await novaOn(root.value, machine);
    if (!ended.ok) return context.skip(ended.reason);
    expect(ended.value).toMatchObject({ code: 0 });
    const found = JSON.parse(ended.value.stdout) as Readonly<Record<string, unknown>>;
    expect(found).toMatchObject({ inventories, type: 'QEMU', version: 11001003, uefi: true, guests: 0 });
    await context.annotate(`Nova on ${machine}: ${JSON.stringify(inventories)}`);
  });
});

async function novaOn(root: ReleaseRoot, machine: string): Promise<Outcome<Ended, string>> {
  if (!existsSync(fauxmetal)) return refused('fauxmetal is not built: npm run build');
  const folder = makeRunFolder();
  try {
    const host = await serveLibvirtd(machine, newest, folder);
    if (!host.ok) return host;
    return done(await novaInside(root, machine, folder).finally(() => host.value.stop()));
  } finally {
    folder.remove();
  }
}

/** `/sys` inside is the one `host exec` shows. */
function novaInside(root: ReleaseRoot, machine: string, folder: RunFolder): Promise<Ended> {
  const script = folder.put('nova-host.py', readFileSync(join(import.meta.dirname, 'nova-host.py'), 'utf8'));
  const command = ['python3', script, 'qemu:///system', 'host-passthrough'];
  const inside = root.commandLine(folder.folder, command, ['--ro-bind', '/sys', '/sys']);
  return run(process.execPath, [fauxmetal, 'host', 'exec', ...machine.split(' '), ...softwareOf(newest), '--', ...inside]);
}
