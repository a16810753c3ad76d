import { kubevirtKit } from '../../../conformance/subjects/kubevirt.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import { assertThat } from '../../../sim/core/defect.js';
import { Kubelet, type Listener } from './kubelet.js';
import { openPluginFolder } from './plugin-folder.js';
import { type NodeWithKubevirt, VirtHandler } from './virt-handler.js';

/** A node's kubelet and KubeVirt's device plugins on real sockets. */
export interface ServedDevicePlugins {
  /** Absolute path of the folder with the sockets. */
  readonly folder: string;
  /** The simulated kubelet; undefined where somebody else's listens. */
  readonly kubelet: Kubelet | undefined;
  /** Serves the simulated plugins; undefined where somebody brings plugins of their own. */
  readonly virtHandler: VirtHandler | undefined;
  /** Devices that the launcher pod of a guest of this protection asks for: resource → how many. */
  launcherResources(protection: Protection): Readonly<Record<string, number>>;
  /** The machine went down and came up again: pods are gone, the kubelet and all plugins begin anew. */
  reboot(): Promise<void>;
  /** Withdraws all devices and removes our sockets, and the folder if it was made for them and is empty. */
  stop(): Promise<void>;
}

/** How device plugins are served. */
export interface DevicePluginOptions {
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
  readonly listener: Listener;
  /** Somebody brings the plugins. */
  readonly kubeletOnly?: boolean;
  /** Waits of a plugin before it tries again; KubeVirt's own when absent. */
  readonly backoffMs?: readonly number[];
}

/**
 * Serves a kubelet in a folder, unless one is there, and then the device plugins of KubeVirt. Both are ready when this resolves.
 *
 * @throws UsageError when the folder cannot be used; then nothing is left behind.
 */
export async function serveDevicePlugins(
  node: NodeWithKubevirt,
  folder: string,
  { now, listener, kubeletOnly = false, backoffMs }: DevicePluginOptions,
): Promise<ServedDevicePlugins> {
  const { path, hasKubelet, made } = await openPluginFolder(folder, { plugins: !kubeletOnly });
  const kubelet = hasKubelet ? undefined : new Kubelet(path, now, listener);
  const virtHandler = kubeletOnly ? undefined : new VirtHandler(node, path, listener, backoffMs);
  const stop = async (): Promise<void> => {
    await virtHandler?.stop();
    await kubelet?.stop();
    made.removeEmpty();
  };
  const startPlugins = async (): Promise<void> => {
    await virtHandler?.start();
    await kubelet?.settled();
  };
  const reboot = async (): Promise<void> => {
    await virtHandler?.stop();
    await kubelet?.restart({ podsSurvive: false });
    await startPlugins();
  };
  try {
    await kubelet?.start();
    await startPlugins();
  } catch (problem) {
    await stop();
    throw problem;
  }
  return {
    folder: path,
    kubelet,
    virtHandler,
    launcherResources: (protection) => launcherResources(node, protection),
    reboot,
    stop,
  };
}

function launcherResources({ subject, config }: NodeWithKubevirt, protection: Protection): Readonly<Record<string, number>> {
  const admission = subject.admit(kubevirtKit.request('guest', { ...kubevirtKit.plainGuest, protection }), config);
  assertThat(admission.allowed, `a plain ${protection} guest is admitted`);
  return subject.claim(admission.guest, config).resources;
}
