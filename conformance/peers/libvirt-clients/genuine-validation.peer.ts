import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { fauxmetal } from '../host-exec.js';
import { type ClaimedTechnology, startLibvirtdOnSimulatedHost } from './libvirtd-on-simulated-host.js';
import { findLibvirtRoot, makeRunFolder, type ReleaseRoot, type RunFolder } from './release-root.js';
import { type ClientRelease, clientReleases } from './releases.js';
import { virsh } from './run-table.js';
import { serveLibvirtd } from './simulated-libvirtd.js';
import { validationFiles } from './validation-files.js';

// A genuine libvirtd that runs on a simulated Genoa, and on a simulated Xeon with TDX, refuses what ours refuses, in the same words,
// and writes what it takes in the same way: README.md says how that comes about.

interface Pair {
  readonly release: ClientRelease;
  readonly machine: string;
  readonly technology: ClaimedTechnology;
}

const pairs: readonly Pair[] = clientReleases.flatMap((release) => [
  { release, machine: 'genoa --setting min-sev-asid=100', technology: 'sev' as const },
  // libvirt takes TDX from 11.6.0 on.
  ...(release.libvirt === '12' ? [{ release, machine: 'emerald-rapids', technology: 'tdx' as const }] : []),
]);

describe('a genuine libvirtd on a simulated host', () => {
  it.for(pairs)('of $release.suite judges as ours does on $machine', async (pair, context) => {
    if (!existsSync(fauxmetal)) return context.skip('fauxmetal is not built: npm run build');
    const root = await findLibvirtRoot(pair.release);
    if (!root.ok) return context.skip(root.reason);
    const theirs = await judgements(root.value, (folder) => startGenuine(root.value, folder, pair));
    if (!theirs.ok) return context.skip(theirs.reason);
    const ours = await judgements(root.value, (folder) => serveLibvirtd(pair.machine, pair.release, folder));
    if (!ours.ok) return context.skip(ours.reason);
    expect(ours.value).toEqual(theirs.value);
    const counts = `${Object.keys(ours.value).length} definitions, ${refusals(ours.value)} of them refused`;
    await context.annotate(`libvirtd of ${pair.release.suite} on ${pair.machine}: ${counts}, in the same words`);
  });
});

/** What a daemon is to these tests. */
interface Stoppable {
  stop(): Promise<void>;
}

async function startGenuine(root: ReleaseRoot, folder: RunFolder, pair: Pair): Promise<Outcome<Stoppable, string>> {
  const started = await startLibvirtdOnSimulatedHost(root, folder, pair.release, pair.machine, pair.technology);
  if (!started.ok) return started;
  const features = await virsh(root, folder, ['domcapabilities']);
  if (features.includes(`<${pair.technology} supported='yes'`)) return started;
  await started.value.stop();
  return refused(`libvirtd of ${pair.release.suite} does not believe its edited cache here`);
}

/** What became of every file: how it was refused, or how it reads afterwards. */
async function judgements(
  root: ReleaseRoot,
  start: (folder: RunFolder) => Promise<Outcome<Stoppable, string>>,
): Promise<Outcome<Readonly<Record<string, string>>, string>> {
  const folder = makeRunFolder();
  try {
    const daemon = await start(folder);
    if (!daemon.ok) return daemon;
    const judged: Record<string, string> = {};
    for (const [name, text] of Object.entries(validationFiles)) {
      judged[name] = await judgement(root, folder, folder.put(name, text));
    }
    await daemon.value.stop();
    return done(judged);
  } finally {
    folder.remove();
  }
}

async function judgement(root: ReleaseRoot, folder: RunFolder, path: string): Promise<string> {
  const defined = await virsh(root, folder, ['define', path]);
  return defined.includes('error:') ? defined : virsh(root, folder, ['dumpxml', 'guest']);
}

function refusals(judged: Readonly<Record<string, string>>): number {
  return Object.values(judged).filter((text) => text.includes('error:')).length;
}
