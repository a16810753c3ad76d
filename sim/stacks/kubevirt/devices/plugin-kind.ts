/**
 * How a plugin tells whether its devices work: `on-demand` devices are made by the kernel when first opened and always do,
 * `device-node` ones while the node is there, `key-count` ones stand for nothing but a number; a quote generation service's socket
 * decides (`required-socket`) or does not matter (`optional-socket`).
 */
export type PluginKind = 'on-demand' | 'device-node' | 'key-count' | 'optional-socket' | 'required-socket';

/** Does it watch a socket? */
export function isSocket(kind: PluginKind): boolean {
  return kind === 'optional-socket' || kind === 'required-socket';
}
