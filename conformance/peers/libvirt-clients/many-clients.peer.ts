import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainMachine } from './real-differences.js';
import { findLibvirtRoot, makeRunFolder } from './release-root.js';
import { clientReleases } from './releases.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// A thousand libvirt-python clients at once, clients that ask and do not read, and clients killed in the middle of a call.

const many = 1000;

/** Result of `many-clients.py`. */
interface Seen {
  readonly open: { readonly connections: number; readonly answers: number };
  readonly stalled: { readonly slowest_seconds: number };
  readonly killed: { readonly domains: number; readonly seconds: number };
}

describe.each(clientReleases)('libvirt-python of $suite', (release) => {
  it('connects a thousand times, and does not notice those that stall or die', async (context) => {
    const root = await findLibvirtRoot(release);
    if (!root.ok) return context.skip(root.reason);
    const run = makeRunFolder();
    try {
      const host = await serveLibvirtd(plainMachine, release, run);
      if (!host.ok) return context.skip(host.reason);
      const script = run.put('many.py', readFileSync(join(import.meta.dirname, 'many-clients.py'), 'utf8'));
      const words = ['python3', script, 'qemu:///system', '/run/libvirt/libvirt-sock', String(many)];
      const ended = await root.value.run(run.folder, words);
      await host.value.stop();
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      const seen = JSON.parse(ended.stdout) as Seen;
      expect(seen).toMatchObject({ open: { connections: many, answers: 1 }, killed: { domains: 0 } });
      expect(seen.stalled.slowest_seconds).toBeLessThan(stallSeconds);
      const slowest = `${(seen.stalled.slowest_seconds * 1000).toFixed(1)} ms`;
      await context.annotate(
        `libvirt-python of ${release.suite}: ${many} connections; beside 5 that do not read the slowest of 200 calls took ${slowest}`,
      );
    } finally {
      run.remove();
    }
  });
});

/** Generous for a busy machine; a client that waits for one that does not read waits for ever. */
const stallSeconds = 5;
