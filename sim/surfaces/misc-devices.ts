import type { Surface } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { textFile } from './surface-file.js';

/**
 * `/proc/misc`: minors of the misc character devices (major 10) with their names, newest first. KubeVirt's node-labeller script
 * finds the minor of `kvm` here and makes the node itself, so the entry is there whenever the module is loaded, even for an
 * observer without `/dev/kvm`. Source: Linux `drivers/char/misc.c`.
 */
export const miscDevices: Surface = {
  id: 'misc-devices',
  about: 'Registered misc character devices, shown by the kernel in /proc/misc.',
  changes: 'boot',
  files: ({ boot }) => [textFile('/proc/misc', 0o444, () => miscDevicesText(boot))],
};

const miscMajor = 10;
const kvmMinor = 232;

function miscDevicesText(boot: BootTruth): string {
  const others = boot.nodes.filter((node) => node.major === miscMajor && node.minor !== kvmMinor);
  const lines = others.map((node) => [node.minor ?? 0, node.path.replace(/^\/dev\//, '')] as const);
  const kvm = boot.kvm.loaded ? [[kvmMinor, 'kvm'] as const] : [];
  return [...kvm, ...lines].map(([minor, name]) => `${String(minor).padStart(3)} ${name}\n`).join('');
}
