import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLibvirtRoot, makeRunFolder } from './release-root.js';
import { clientReleases } from './releases.js';
import { serveLibvirtd } from './simulated-libvirtd.js';

// libvirt-python of three Debian releases starts confidential guests until a Genoa with 99 key IDs for SEV-ES and SEV-SNP refuses one.

const machine = 'genoa --setting min-sev-asid=100';

/** Lifecycle events as `[event, detail]`. Source: libvirt include/libvirt/libvirt-domain.h. */
const events = {
  defined: ['lifecycle', 0, 0],
  unpaused: ['lifecycle', 4, 0],
  booted: ['lifecycle', 2, 0],
  shutDownByHost: ['lifecycle', 6, 2],
  destroyed: ['lifecycle', 5, 1],
  controlError: ['control-error'],
} as const;

/** `virDomainState` shut off, reason failed. */
const shutOffFailed = [5, 6];

/** Result of `start-until-refused.py`. */
interface Started {
  readonly started: number;
  readonly active: number;
  readonly refusal: { readonly name: string; readonly code: number; readonly domain: number; readonly message: string };
  readonly refused_state: readonly number[];
  readonly again: unknown;
  readonly once_more: unknown;
  readonly events: Readonly<Record<string, unknown>>;
}

describe.each(clientReleases)('libvirt-python of $suite, libvirt $libvirt', (release) => {
  it('starts exactly as many guests as there are key IDs, and one more for each that ends', async (context) => {
    const root = await findLibvirtRoot(release);
    if (!root.ok) return context.skip(root.reason);
    const run = makeRunFolder();
    try {
      const host = await serveLibvirtd(machine, release, run);
      if (!host.ok) return context.skip(host.reason);
      const script = run.put('start.py', readFileSync(join(import.meta.dirname, 'start-until-refused.py'), 'utf8'));
      const kind = release.snp ? 'sev-snp' : 'sev-es';
      const ended = await root.value.run(run.folder, ['python3', script, 'qemu:///system', kind, '150']);
      await host.value.stop();
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      const result = JSON.parse(ended.stdout) as Started;
      expect(result).toMatchObject({ started: 99, active: 99, again: null, refused_state: shutOffFailed });
      expect(result.refusal).toMatchObject({
        name: 'guest99',
        code: 1,
        domain: 10,
        message: release.snp ? asidsGone : asidsGoneOnQemu7,
      });
      expect(result.once_more).toMatchObject({ code: 1, domain: 10 });
      expect(result.events).toEqual({
        guest0: [events.defined, events.unpaused, events.booted, events.shutDownByHost, events.destroyed],
        guest99: [events.defined, events.controlError, events.controlError],
        again: [events.defined, events.unpaused, events.booted],
      });
      await context.annotate(
        `libvirt-python of ${release.suite}: 99 ${kind} guests start, the 100th is refused, one more after one ended`,
      );
    } finally {
      run.remove();
    }
  });
});

const stamp = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z qemu-system-x86_64: -accel kvm:`;

/** Sources: QEMU 10.0.13 and 7.2.22 target/i386/sev.c; libvirt src/qemu/qemu_process.c. */
const asidsGone = expect.stringMatching(
  new RegExp(
    `^internal error: QEMU unexpectedly closed the monitor \\(vm='guest99'\\): ${stamp} sev_common_kvm_init: failed to initialize ret=-16 fw_error=0 ''\n${stamp} failed to initialize kvm: Operation not permitted$`,
  ),
) as unknown;
const asidsGoneOnQemu7 = expect.stringMatching(
  new RegExp(
    `^internal error: qemu unexpectedly closed the monitor: ${stamp} sev_kvm_init: failed to initialize ret=-16 fw_error=0 ''`,
  ),
) as unknown;
