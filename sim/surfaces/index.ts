import type { Surface } from '../contracts/surface.js';
import { capabilities } from './capabilities.js';
import { cmdline } from './cmdline.js';
import { cpuinfo } from './cpuinfo.js';
import { deviceNodes } from './device-nodes.js';
import { domcapabilities } from './domcapabilities.js';
import { firmwareFiles } from './firmware-files.js';
import { kernelLog } from './kernel-log.js';
import { kernelRelease } from './kernel-release.js';
import { kvmParameters } from './kvm-parameters.js';
import { libvirtAnswers } from './libvirt-answers.js';
import { miscCapacity } from './misc-capacity.js';
import { miscCurrent } from './misc-current.js';
import { miscDevices } from './misc-devices.js';
import { miscEvents } from './misc-events.js';
import { miscEventsLocal } from './misc-events-local.js';
import { miscMax } from './misc-max.js';
import { miscPeak } from './misc-peak.js';
import { supportedFeatures } from './supported-features.js';
import { treeOpener } from './tree.js';

export type { HostTree } from './tree.js';

/** Every surface of a host, in display order. Adding one means adding it here; the law suite then judges it. */
export const surfaces: readonly Surface[] = [
  miscCapacity,
  miscCurrent,
  miscPeak,
  miscMax,
  miscEvents,
  miscEventsLocal,
  kvmParameters,
  domcapabilities,
  supportedFeatures,
  capabilities,
  libvirtAnswers,
  cpuinfo,
  cmdline,
  kernelRelease,
  kernelLog,
  miscDevices,
  deviceNodes,
  firmwareFiles,
];

/** Opens the file tree of a host. Cheap: nothing is rendered before somebody reads it. */
export const openTree = treeOpener(surfaces);
