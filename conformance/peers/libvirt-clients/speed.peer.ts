import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainMachine } from './real-differences.js';
import { startRealLibvirtd } from './real-libvirtd.js';
import { findLibvirtRoot, makeRunFolder, type ReleaseRoot, type RunFolder } from './release-root.js';
import { clientReleases } from './releases.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// One libvirt-python client counts calls in a second of a simulated libvirtd, of a genuine one, and of the genuine one's test driver,
// in turns, so that whatever else the machine does slows all of them. Ratios are printed, not judged: they are the machine's.

/** Calls in a second by kind; null where the daemon does not know the call. */
type Rates = Readonly<Record<string, number | null>>;

const rounds = 3;
const secondsForEach = '0.4';
const genuineUris = { 'qemu:///system': 'qemu:///system', 'test:///default': 'test+unix:///default' } as const;

describe.each(clientReleases)('libvirt-python of $suite', (release) => {
  it('counts calls in a second', async (context) => {
    const root = await findLibvirtRoot(release);
    if (!root.ok) return context.skip(root.reason);
    const [ourFolder, theirFolder] = [makeRunFolder(), makeRunFolder()];
    try {
      const real = await startRealLibvirtd(root.value, theirFolder);
      if (!real.ok) return context.skip(real.reason);
      const host = await serveLibvirtd(plainMachine, release, ourFolder);
      if (!host.ok) return context.skip(host.reason);
      const ours: Rates[] = [];
      const theirs = new Map<string, Rates[]>(Object.keys(genuineUris).map((name) => [name, []]));
      for (let round = 0; round < rounds; round += 1) {
        ours.push(await ratesOf(root.value, ourFolder, 'qemu:///system'));
        for (const [name, uri] of Object.entries(genuineUris)) {
          theirs.get(name)?.push(await ratesOf(root.value, theirFolder, uri));
        }
      }
      await Promise.all([real.value.stop(), host.value.stop()]);
      for (const [name, rates] of theirs)
        await context.annotate(`${release.suite}, calls in a second: ${ratios(ours, rates, name)}`);
      expect(Object.values(best(ours)).every((rate) => rate !== null && rate > 0)).toBe(true);
    } finally {
      for (const folder of [ourFolder, theirFolder]) folder.remove();
    }
  });
});

async function ratesOf(root: ReleaseRoot, folder: RunFolder, uri: string): Promise<Rates> {
  const script = folder.put('speed.py', readFileSync(join(import.meta.dirname, 'speed.py'), 'utf8'));
  const ended = await root.run(folder.folder, ['python3', script, uri, secondsForEach]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Rates;
}

function ratios(ours: readonly Rates[], theirs: readonly Rates[], name: string): string {
  const their = best(theirs);
  return Object.entries(best(ours))
    .map(([call, rate]) => {
      const other = their[call];
      if (rate === null || other === null || other === undefined) return `${call} ${Math.round(rate ?? 0)} (${name} has none)`;
      return `${call} ${Math.round(rate)} against ${Math.round(other)} of ${name}, ${(rate / other).toFixed(1)}x`;
    })
    .join('; ');
}

/** The best of all rounds is the least disturbed. */
function best(rounds: readonly Rates[]): Rates {
  const calls = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(calls.map((call) => [call, greatest(rounds.map((rates) => rates[call] ?? null))]));
}

function greatest(rates: readonly (number | null)[]): number | null {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : Math.max(...known);
}
