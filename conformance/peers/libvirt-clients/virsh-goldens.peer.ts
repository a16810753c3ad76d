import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../sim/core/json.js';
import { firmwareRows } from './command-table.js';
import { masked, volatileMasks } from './masks.js';
import { findLibvirtRoot, makeRunFolder } from './release-root.js';
import { clientReleases } from './releases.js';
import { runTable, type TableAnswer } from './run-table.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// What unmodified virsh of three Debian releases prints for the whole table on confidential hosts, as files to review. After a change
// that is meant: npx vitest run --config vitest.peers.config.ts conformance/peers/libvirt-clients/virsh-goldens --update

const hosts = [
  { name: 'rome', machine: 'rome' },
  { name: 'genoa', machine: 'genoa --setting min-sev-asid=100' },
  { name: 'emerald-rapids', machine: 'emerald-rapids' },
] as const;

describe.each(clientReleases)('virsh of $suite, libvirt $libvirt', (release) => {
  it.for(hosts)('prints on $name what its golden says', async ({ name, machine }, context) => {
    const root = await findLibvirtRoot(release);
    if (!root.ok) return context.skip(root.reason);
    const run = makeRunFolder();
    try {
      const host = await serveLibvirtd(machine, release, run);
      if (!host.ok) return context.skip(host.reason);
      const answers = await runTable(root.value, run, release, firmwareRows).finally(() => host.value.stop());
      const path = join(import.meta.dirname, 'goldens', `${name}-${release.suite}.txt`);
      await expect(answers.map(screen).join('\n')).toMatchFileSnapshot(path);
      await context.annotate(`virsh of ${release.suite} on ${name}: ${answers.length} commands as in the golden`);
    } finally {
      run.remove();
    }
  });
});

/** As it would stand on a terminal; long lists, which have goldens of their own beside the surfaces, by their digest. */
function screen(answer: TableAnswer): string {
  const text = masked(answer, volatileMasks)
    .replace(/<cpu>\n.*<\/cpu>|<topology>\n.*<\/topology>/gs, digested)
    .replace(/[A-Za-z0-9+/=]{200,}/g, (long) => `(${long.length} characters, digest ${digestOf(long, 12)})`);
  const lines = text.split('\n').length;
  return `$ virsh ${answer.row.command}\n${lines > longestShown && !text.includes('<') ? digested(text) : text}\n`;
}

const longestShown = 60;

function digested(text: string): string {
  return `(${text.split('\n').length} lines, digest ${digestOf(text, 12)})`;
}
