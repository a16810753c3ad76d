import { describe, expect, it } from 'vitest';
import { findLibvirtRoot, makeRunFolder, type ReleaseRoot, type RunFolder } from './release-root.js';
import { type ClientRelease, clientReleases } from './releases.js';
import { virsh } from './run-table.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// virt-install of three Debian releases makes confidential guests on a simulated Genoa, as a person would type it.

const machine = 'genoa --setting min-sev-asid=100';
const common = [
  ...['--connect', 'qemu:///system', '--name', 'guest', '--memory', '1024', '--vcpus', '2', '--import', '--noautoconsole'],
  ...['--osinfo', 'generic', '--disk', 'none', '--network', 'none', '--graphics', 'none', '--machine', 'q35', '--boot', 'uefi'],
];

const rows = [
  { kind: 'sev', launchSecurity: 'sev', policy: /<policy>0x0[37]<\/policy>/, snp: false },
  { kind: 'sev-es', launchSecurity: 'type=sev,policy=0x07', policy: /<policy>0x07<\/policy>/, snp: false },
  { kind: 'sev-snp', launchSecurity: 'type=sev-snp,policy=0x30000', policy: /<policy>0x30000<\/policy>/, snp: true },
] as const;

describe.each(clientReleases)('virt-install of $suite, libvirt $libvirt', (release) => {
  const known = rows.filter(({ snp }) => !snp || release.snp);

  it.for(known)('prints and makes a guest with $kind', async ({ kind, launchSecurity, policy }, context) => {
    const found = await onGenoa(release, async (root, run) => {
      const printed = await install(root, run, ['--launchSecurity', launchSecurity, '--print-xml']);
      expect(printed).toMatchObject({ code: 0 });
      expect(printed.stdout).toMatch(policy);
      expect(await virsh(root, run, ['list', '--all', '--name'])).toBe('');
      expect(await install(root, run, ['--launchSecurity', launchSecurity])).toMatchObject({ code: 0 });
      expect(await virsh(root, run, ['domstate', 'guest', '--reason'])).toBe('running (booted)');
      expect(await virsh(root, run, ['dumpxml', 'guest'])).toMatch(/<launchSecurity type='sev/);
    });
    if (found !== undefined) return context.skip(found);
    await context.annotate(`virt-install of ${release.suite}: a guest with ${kind} runs`);
  });
});

/** @returns why nothing was tried. */
async function onGenoa(
  release: ClientRelease,
  trial: (root: ReleaseRoot, run: RunFolder) => Promise<void>,
): Promise<string | undefined> {
  const root = await findLibvirtRoot(release);
  if (!root.ok) return root.reason;
  const run = makeRunFolder();
  try {
    const host = await serveLibvirtd(machine, release, run);
    if (!host.ok) return host.reason;
    await trial(root.value, run).finally(() => host.value.stop());
    return undefined;
  } finally {
    run.remove();
  }
}

function install(root: ReleaseRoot, run: RunFolder, words: readonly string[]) {
  return root.run(run.folder, ['virt-install', ...common, ...words]);
}
