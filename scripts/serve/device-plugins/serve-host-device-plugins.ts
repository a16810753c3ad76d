import { describedHost } from '../../commands/host-options.js';
import { configuredKubevirt, type KubevirtArguments } from '../../commands/kubevirt-options.js';
import { nodeLabels } from '../../manifest/labelled-node.js';
import type { Terminal } from '../../terminal.js';
import type { ServedHost } from '../served-host.js';
import { type ServedDevicePlugins, serveDevicePlugins } from './serve-device-plugins.js';

/**
 * Serves the kubelet and KubeVirt's device plugins of a host that is served; what happens to plugins is said on the way.
 *
 * @throws UsageError when the folder cannot be used, or the flags are wrong.
 */
export function serveHostDevicePlugins(
  { name, shown, request }: ServedHost,
  folder: string,
  flags: KubevirtArguments & { readonly 'kubelet-only': boolean },
  terminal: Terminal,
): Promise<ServedDevicePlugins> {
  const node = { name, reader: shown, labels: nodeLabels(name, describedHost(request)), ...configuredKubevirt(flags) };
  return serveDevicePlugins(node, folder, {
    kubeletOnly: flags['kubelet-only'],
    now: () => terminal.now(),
    listener: (sentence) => terminal.note(`${name}: ${sentence}`),
  });
}
