import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { deviceResources, type KeyResource, keyResources } from '../device-resources.js';
import { type FeatureGate, gateIsOpen } from '../feature-gates.js';
import type { PluginKind } from './plugin-kind.js';
import type { WatchedFiles } from './watched-files.js';

/** A plugin a configuration asks for. */
export interface WantedPlugin {
  readonly resource: string;
  readonly kind: PluginKind;
  /** The file it watches; absent when it watches none. */
  readonly watches?: Exclude<keyof WatchedFiles, 'capacity' | 'mark'>;
  /** The key IDs it counts; absent when it announces as many devices as configured. */
  readonly keys?: KeyResource;
}

/**
 * Plugins of a node: three that every guest needs, the device nodes behind open gates, and one for each pool of key IDs.
 * Source: KubeVirt v1.9 `device_controller.go` (PermanentHostDevicePlugins, updatePermittedHostDevicePlugins).
 */
export function wantedPlugins(config: Config, choices: Choices): readonly WantedPlugin[] {
  const { gatesOfRelease: release } = choices;
  const gateAllows = (gate: FeatureGate): boolean => !choices.devicePluginsObeyGates || gateIsOpen(config, gate, release);
  const keys = keyResources.filter(({ gate, pool }) => gateAllows(gate) && choices.countedPools.includes(pool));
  return [
    ...permanentPlugins,
    ...(gateAllows('WorkloadEncryptionSEV') ? [sevPlugin] : []),
    ...(gateIsOpen(config, 'VSOCK', release) ? [vsockPlugin] : []),
    ...keys.filter(({ pool }) => pool !== 'tdx' || !choices.patchesTdxCapacity).map((resource) => keyPlugin(resource, config)),
  ];
}

const permanentPlugins: readonly WantedPlugin[] = [
  { resource: deviceResources.tun, kind: 'on-demand' },
  { resource: deviceResources.vhostNet, kind: 'on-demand' },
  { resource: deviceResources.kvm, kind: 'device-node', watches: 'kvm' },
];

const sevPlugin: WantedPlugin = { resource: deviceResources.sev, kind: 'device-node', watches: 'sev' };

const vsockPlugin: WantedPlugin = { resource: deviceResources.vhostVsock, kind: 'on-demand' };

/** Only TDX guests reach something through the plugin beside their key ID: the quote generation service. */
function keyPlugin(keys: KeyResource, { attestationEnforced }: Config): WantedPlugin {
  const { name: resource, pool } = keys;
  if (pool !== 'tdx') return { resource, kind: 'key-count', keys };
  return { resource, kind: attestationEnforced ? 'required-socket' : 'optional-socket', watches: 'quoteService', keys };
}
