import type { Surface } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { contentCache } from './content-cache.js';
import { byName } from './cpu-features.js';
import { addressLimit } from './domcapabilities-cpu.js';
import { type GuestCpu, guestCpuOf } from './guest-cpu.js';
import { textFile } from './surface-file.js';

/**
 * What `virsh hypervisor-cpu-baseline --features` makes of the host's domain capabilities: the guest processor with every
 * feature written out, the ones ruled out too. That virsh asks for features guests do not get by default as soon as it knows the flag
 * (12.5). Source: kubevirt `cmd/virt-launcher/node-labeller/node-labeller.sh`; libvirt 11.3.0 `src/qemu/qemu_driver.c`
 * qemuConnectBaselineHypervisorCPU, `src/cpu/cpu.c` virCPUExpandFeatures, NEWS 9.5.0 on the width of addresses.
 */
export const supportedFeatures: Surface = {
  id: 'supported-features',
  about: 'Baseline of the guest CPU with all its features, computed by libvirt and saved by KubeVirt’s node-labeller script.',
  changes: 'boot',
  files: ({ boot }) => [textFile('/var/lib/kubevirt-node-labeller/supported_features.xml', 0o644, () => baselineText(boot))],
};

function baselineText(boot: BootTruth): string {
  const guest = guestCpuOf(boot);
  const limit = addressLimit(boot);
  return texts(`${guest.key} ${limit ? boot.cpu.physicalBits : 'any'}`, () => baselineOf(guest, limit));
}

const texts = contentCache<string>(64);

function baselineOf({ model, vendor, features, kept, disabled }: GuestCpu, limit: XmlElement | false): string {
  const policyOf = (name: string): string => (disabled.includes(name) ? 'disable' : 'require');
  return writeXml(
    element(
      'cpu',
      { mode: 'custom', match: 'exact' },
      element('model', { fallback: 'forbid' }, model),
      vendor !== undefined && element('vendor', {}, vendor),
      limit,
      ...[...features, ...kept, ...disabled].sort(byName).map((name) => element('feature', { policy: policyOf(name), name })),
    ),
  );
}
