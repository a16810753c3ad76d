import type { Surface } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml } from '../core/xml-writer.js';
import { contentCache } from './content-cache.js';
import { byName } from './cpu-features.js';
import { type GuestCpu, guestCpuOf } from './guest-cpu.js';
import { textFile } from './surface-file.js';

/**
 * What `virsh hypervisor-cpu-baseline --features` makes of the host's domain capabilities: the guest processor with every
 * feature written out. Source: kubevirt `cmd/virt-launcher/node-labeller/node-labeller.sh`, libvirt `src/conf/cpu_conf.c`.
 */
export const supportedFeatures: Surface = {
  id: 'supported-features',
  about: 'Baseline of the guest CPU with all its features, computed by libvirt and saved by KubeVirt’s node-labeller script.',
  changes: 'boot',
  files: ({ boot }) => [textFile('/var/lib/kubevirt-node-labeller/supported_features.xml', 0o644, () => baselineText(boot))],
};

function baselineText(boot: BootTruth): string {
  const guest = guestCpuOf(boot);
  return texts(guest.key, () => baselineOf(guest));
}

const texts = contentCache<string>(64);

function baselineOf({ model, vendor, features }: GuestCpu): string {
  return writeXml(
    element(
      'cpu',
      { mode: 'custom', match: 'exact' },
      element('model', { fallback: 'forbid' }, model),
      vendor !== undefined && element('vendor', {}, vendor),
      ...[...features].sort(byName).map((name) => element('feature', { policy: 'require', name })),
    ),
  );
}
