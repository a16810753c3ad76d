import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { fauxmetal } from '../host-exec.js';
import { outputOf } from '../program.js';
import { type RealLibvirtd, startRealLibvirtd } from './real-libvirtd.js';
import type { ReleaseRoot, RunFolder } from './release-root.js';
import { type ClientRelease, softwareOf } from './releases.js';

/** What its QEMU is made to have found: the edit of the capabilities cache. */
export type ClaimedTechnology = 'sev' | 'tdx';

/**
 * Starts the genuine libvirtd of a release on a simulated host, so that its own validation answers. It is started once on this
 * machine, learns what QEMU can do and writes its capabilities cache; the cache is then edited to claim what QEMU would have found on
 * the host; and it is started again under `fauxmetal host exec`, where `/sys/module`, `/dev` and `/proc/cpuinfo` agree with the cache.
 *
 * What stays this machine's: CPUID (`maxGuests` and `maxESGuests` are 0) and KVM, so no guest starts.
 *
 * @param machine id, with settings after it if need be.
 */
export async function startLibvirtdOnSimulatedHost(
  root: ReleaseRoot,
  run: RunFolder,
  release: ClientRelease,
  machine: string,
  technology: ClaimedTechnology,
): Promise<Outcome<RealLibvirtd, string>> {
  const state = mkdtempSync(join(tmpdir(), 'fauxmetal-libvirtd-'));
  const host = [...machine.split(' '), ...softwareOf(release)];
  const claimed = await claimInCache(root, run, state, release, host, technology);
  const within = [...onOneCpu, process.execPath, fauxmetal, 'host', 'exec', ...host, '--'];
  const files = ['--ro-bind', '/proc/cpuinfo', '/proc/cpuinfo', '--ro-bind-try', '/dev/sev', '/dev/sev'];
  const started = claimed.ok ? await startRealLibvirtd(root, run, { within, files, state }) : claimed;
  if (!started.ok) rmSync(state, { recursive: true, force: true });
  if (!started.ok) return started;
  const stop = async (): Promise<void> => {
    await started.value.stop();
    rmSync(state, { recursive: true, force: true });
  };
  return done({ ...started.value, stop });
}

/** The cache holds the CPUID of the CPU that wrote it, APIC id and all; read on another, it counts as another machine's. */
const onOneCpu = ['taskset', '--cpu-list', '0'];

async function claimInCache(
  root: ReleaseRoot,
  run: RunFolder,
  state: string,
  release: ClientRelease,
  host: readonly string[],
  technology: ClaimedTechnology,
): Promise<Outcome<undefined, string>> {
  const looked = 'cat /proc/cpuinfo; grep -l "[Y1]" /sys/module/kvm_*/parameters/nested; true';
  const facts = await outputOf(process.execPath, [fauxmetal, 'host', 'exec', ...host, '--', 'sh', '-c', looked]);
  if (!facts.ok) return facts;
  const first = await startRealLibvirtd(root, run, { within: onOneCpu, state });
  if (!first.ok) return first;
  await root.run(run.folder, ['virsh', '-c', 'qemu:///system', 'domcapabilities']);
  await first.value.stop();
  const folder = join(first.value.cache, 'qemu/capabilities');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    if (!text.includes('<arch>x86_64</arch>')) continue;
    writeFileSync(join(folder, name), claiming(text, facts.value, technology, release));
    return done(undefined);
  }
  return refused('libvirtd wrote no capabilities cache for x86_64');
}

/** Order of elements: libvirt `src/qemu/qemu_capabilities.c`, virQEMUCapsFormatCache. */
function claiming(cache: string, facts: string, technology: ClaimedTechnology, release: ClientRelease): string {
  const fact = (name: string): string => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(facts)?.[1] ?? '';
  const parts = [['family', 'cpu family'] as const, ['model', 'model'] as const, ['stepping', 'stepping'] as const];
  const numbers = parts.map(([word, name]) => `${word}: ${fact(name)}`).join(', ');
  const signature = `${fact('vendor_id')}, ${fact('model name')}, ${numbers}`;
  const nesting = facts.includes('/parameters/nested') ? '  <kvmSupportsNesting/>\n' : '';
  return cache
    .replace(/<microcodeVersion>\d+</, `<microcodeVersion>${Number(fact('microcode'))}<`)
    .replace(/<hostCPUSignature>[^<]*</, `<hostCPUSignature>${signature}<`)
    .replace(/( *<flag name=[^>]*>\n)(?! *<flag)/, (last) => `${last}${flagsOf(technology, release)}`)
    .replace('</qemuCaps>', `${nesting}${ends[technology]}  <kvmSupportsSecureGuest/>\n</qemuCaps>`);
}

/** A daemon discards a cache with flags it does not know. */
function flagsOf(technology: ClaimedTechnology, { snp }: ClientRelease): string {
  const names = technology === 'tdx' ? ['tdx-guest'] : ['sev-guest', ...(snp ? ['sev-snp-guest'] : [])];
  return names.map((name) => `  <flag name='${name}'/>\n`).join('');
}

const sevElement = `  <sev>
    <cbitpos>51</cbitpos>
    <reducedPhysBits>1</reducedPhysBits>
    <pdh>AAAA</pdh>
    <certChain>AAAA</certChain>
    <cpu0Id>AAAA</cpu0Id>
  </sev>
`;

const ends = { sev: sevElement, tdx: '' };
