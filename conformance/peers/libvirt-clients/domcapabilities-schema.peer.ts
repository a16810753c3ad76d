import { describe, expect, it } from 'vitest';
import { findLibvirtRoot, makeRunFolder } from './release-root.js';
import { clientReleases } from './releases.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// The pipe a developer would try first: virsh and xmllint of a release, with the schema that release installs.

const hosts = ['rome', 'genoa --setting min-sev-asid=100', 'emerald-rapids', 'skylake'];
const schemas = '/usr/share/libvirt/schemas';

describe.each(clientReleases)('virsh and xmllint of $suite, libvirt $libvirt', (release) => {
  it.for(hosts)('agree on what %s can do', async (machine, context) => {
    const root = await findLibvirtRoot(release);
    if (!root.ok) return context.skip(root.reason);
    const run = makeRunFolder();
    try {
      const host = await serveLibvirtd(machine, release, run);
      if (!host.ok) return context.skip(host.reason);
      const uri = 'qemu+unix:///system?socket=/run/libvirt/libvirt-sock';
      const pipe = `virsh -c "${uri}" "$1" | xmllint --noout --relaxng "${schemas}/$2" -`;
      for (const [command, schema] of Object.entries({ domcapabilities: 'domaincaps.rng', capabilities: 'capability.rng' })) {
        const judged = await root.value.run(run.folder, ['bash', '-o', 'pipefail', '-c', pipe, 'pipe', command, schema]);
        expect(judged).toMatchObject({ code: 0, stderr: '- validates\n' });
      }
      await host.value.stop();
      await context.annotate(`virsh and xmllint of ${release.suite} on ${machine}: domcapabilities and capabilities are valid`);
    } finally {
      run.remove();
    }
  });
});
