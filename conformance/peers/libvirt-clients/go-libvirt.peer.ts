import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../sim/core/json.js';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { debianRoot } from '../debian-root.js';
import { cached } from '../peer-cache.js';
import { outputOf, run } from '../program.js';
import { domainFiles } from './domain-files.js';
import { plainMachine } from './real-differences.js';
import { startRealLibvirtd } from './real-libvirtd.js';
import { findLibvirtRoot, makeRunFolder, type RunFolder } from './release-root.js';
import { type ClientRelease, clientReleases } from './releases.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// go-libvirt, which writes and reads the protocol itself, finds the same on a simulated host as on a genuine libvirtd: as Debian
// packages it, a version of 2022, of 2025 and of 2026.

/** What `go-libvirt.go` prints. */
interface Found {
  readonly hostname: string;
  readonly memory: number;
  readonly cpus: number;
  readonly sev: readonly string[];
  readonly sectypes: boolean;
}

describe.each(clientReleases)('go-libvirt of $suite', (release) => {
  it('lives through the life of a domain as on a genuine libvirtd', async (context) => {
    const program = await builtWithGoLibvirt(release.suite);
    if (!program.ok) return context.skip(program.reason);
    const ours = await foundOn(program.value, (folder) => serveLibvirtd(plainMachine, release, folder));
    if (!ours.ok) return context.skip(ours.reason);
    const real = await foundOn(program.value, (folder) => startReal(release, folder));
    if (!real.ok) return context.skip(real.reason);
    const { hostname, memory, cpus } = ours.value;
    expect(ours.value).toEqual({ ...real.value, hostname, memory, cpus });
    await context.annotate(`go-libvirt of ${release.suite}: host, life and 8 events as on libvirtd of ${release.suite}`);
  });

  it('finds the key IDs of a confidential host', async (context) => {
    const program = await builtWithGoLibvirt(release.suite);
    if (!program.ok) return context.skip(program.reason);
    const ours = await foundOn(program.value, (folder) => serveLibvirtd('genoa', release, folder));
    if (!ours.ok) return context.skip(ours.reason);
    const parameters = ['cbitpos', 'reduced-phys-bits', 'max-guests', 'max-es-guests'];
    // libvirt 9.0 writes it into its cache and does not read it back.
    const cpu = release.libvirt === '9.0' ? [] : ['cpu0-id'];
    expect(ours.value.sev).toEqual(['pdh', 'cert-chain', ...cpu, ...parameters]);
    expect(ours.value.sectypes).toBe(release.snp);
    await context.annotate(`go-libvirt of ${release.suite}: ${ours.value.sev.length} parameters of SEV`);
  });
});

/** What a daemon is to these tests. */
interface Stoppable {
  stop(): Promise<void>;
}

async function startReal(release: ClientRelease, folder: RunFolder): Promise<Outcome<Stoppable, string>> {
  const root = await findLibvirtRoot(release);
  return root.ok ? startRealLibvirtd(root.value, folder) : root;
}

async function foundOn(
  program: string,
  start: (folder: RunFolder) => Promise<Outcome<Stoppable, string>>,
): Promise<Outcome<Found, string>> {
  const folder = makeRunFolder();
  try {
    const daemon = await start(folder);
    if (!daemon.ok) return daemon;
    folder.put('plain.xml', domainFiles['plain.xml'] ?? '');
    const ended = await run(program, [folder.socket, join(folder.folder, 'files/plain.xml')]);
    await daemon.value.stop();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    return done(JSON.parse(ended.stdout) as Found);
  } finally {
    folder.remove();
  }
}

/** The program beside this file, built with the sources of Debian's package. */
async function builtWithGoLibvirt(suite: string): Promise<Outcome<string, string>> {
  if ((await run('go', ['version'])).code !== 0) return refused('there is no Go toolchain (go) here');
  const sources = await debianRoot(suite, 'go-libvirt', ['golang-github-digitalocean-go-libvirt-dev']);
  if (!sources.ok) return sources;
  const source = join(import.meta.dirname, 'go-libvirt.go');
  const digest = digestOf([readFileSync(source, 'utf8')], 12);
  const folder = await cached(join('built', `go-libvirt-${suite}-${digest}`), (made) => {
    copyFileSync(source, join(made, 'main.go'));
    const env = { GO111MODULE: 'off', GOPATH: join(sources.value, 'usr/share/gocode'), CGO_ENABLED: '0' };
    return outputOf('go', ['build', '-trimpath', '-o', 'program', 'main.go'], { cwd: made, env });
  });
  return folder.ok ? done(join(folder.value, 'program')) : folder;
}
