import { beforeAll, describe, expect, it } from 'vitest';
import { done, type Outcome } from '../../../sim/core/outcome.js';
import { type Mask, masked, volatileMasks } from './masks.js';
import { machineMasks, plainMachine, rowsLeftOut } from './real-differences.js';
import { startRealLibvirtd } from './real-libvirtd.js';
import { findLibvirtRoot, makeRunFolder, type ReleaseRoot, type RunFolder } from './release-root.js';
import { type ClientRelease, clientReleases } from './releases.js';
import { runTable, type TableAnswer, virsh } from './run-table.js';
import { serveLibvirtd } from './simulated-libvirtd.js';
import { eventsDuring } from './virsh-events.js';

// Unmodified virsh of three Debian releases says the same on a simulated host without confidential computing as on a genuine
// libvirtd of that release on this machine, for every row of the table. What cannot be the same is a mask with its reason.

/** What virsh printed: every row, and the events of a domain's life. */
interface Recording {
  readonly answers: readonly TableAnswer[];
  readonly events: readonly string[];
}

const masks: readonly Mask[] = [...volatileMasks, ...machineMasks];

describe.each(clientReleases)('virsh of $suite, libvirt $libvirt', (release) => {
  let ours: Outcome<Recording, string>;
  let real: Outcome<Recording, string>;

  beforeAll(async () => {
    const root = await findLibvirtRoot(release);
    real = root.ok ? await recordReal(root.value, release) : root;
    ours = root.ok && real.ok ? await recordOurs(root.value, release) : real;
  });

  it('prints the same for every row of the table', async (context) => {
    if (!real.ok) return context.skip(real.reason);
    if (!ours.ok) return context.skip(ours.reason);
    const [theirs, mine] = [real.value.answers.filter(isCompared), ours.value.answers.filter(isCompared)];
    expect(mine.map(screen)).toEqual(theirs.map(screen));
    await context.annotate(`virsh of ${release.suite}: ${mine.length} commands print the same`);
  });

  it('tells the same events of a life, in the same order', async (context) => {
    if (!real.ok) return context.skip(real.reason);
    if (!ours.ok) return context.skip(ours.reason);
    const [theirs, mine] = [lifecycle(real.value.events), lifecycle(ours.value.events)];
    expect(mine).toEqual(theirs);
    await context.annotate(`virsh of ${release.suite}: ${mine.length} lifecycle events in the same order`);
  });
});

async function recordReal(root: ReleaseRoot, release: ClientRelease): Promise<Outcome<Recording, string>> {
  const run = makeRunFolder();
  try {
    const daemon = await startRealLibvirtd(root, run);
    if (!daemon.ok) return daemon;
    return done(await record(root, run, release).finally(() => daemon.value.stop()));
  } finally {
    run.remove();
  }
}

async function recordOurs(root: ReleaseRoot, release: ClientRelease): Promise<Outcome<Recording, string>> {
  const run = makeRunFolder();
  try {
    const host = await serveLibvirtd(plainMachine, release, run);
    if (!host.ok) return host;
    return done(await record(root, run, release).finally(() => host.value.stop()));
  } finally {
    run.remove();
  }
}

async function record(root: ReleaseRoot, run: RunFolder, release: ClientRelease): Promise<Recording> {
  const answers = await runTable(root, run, release);
  const events = await eventsDuring(root, run, async () => {
    for (const command of life) await virsh(root, run, command.split(' '));
  });
  return { answers, events };
}

const life = [
  ...['define /run/files/plain.xml', 'start plain', 'suspend plain', 'resume plain', 'managedsave plain', 'start plain'],
  ...['reboot plain', 'destroy plain', 'undefine plain', 'create /run/files/plain.xml', 'destroy plain'],
];

function isCompared({ row }: TableAnswer): boolean {
  return !rowsLeftOut.some(({ rows }) => rows.test(row.command));
}

/** As it would stand on a terminal. */
function screen(answer: TableAnswer): string {
  return `$ virsh ${answer.row.command}\n${masked(answer, masks)}`;
}

/**
 * Other kinds, such as a job's statistics, are measured quantities; and QEMU's last word, that it was told to go, is lost when libvirt
 * has stopped listening before.
 */
function lifecycle(events: readonly string[]): readonly string[] {
  return events.filter((line) => line.startsWith("event 'lifecycle'") && !line.endsWith('Shutdown Finished after host request'));
}
