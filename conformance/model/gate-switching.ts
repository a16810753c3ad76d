import { canonicalJson, type JsonObject } from '../../sim/core/json.js';
import { firmwareAutoSelectionGate, gateIsOpen, sevGate, tdxGate } from './cluster-config.js';
import { isObject } from './json-member.js';

/**
 * One spelling of everything in an admitted guest that can shape its pod or its document, but for what makes it this guest and no
 * other: guests with the same key must be treated alike.
 */
export function guestKey(object: JsonObject): string {
  const { spec, metadata } = object;
  const { domain, ...rest } = isObject(spec) ? spec : {};
  const { firmware, ...machine } = isObject(domain) ? domain : {};
  const { uuid: _uuid, ...boot } = isObject(firmware) ? firmware : {};
  const annotations = (isObject(metadata) ? metadata.annotations : undefined) ?? {};
  return canonicalJson([rest, machine, boot, annotations]);
}

/** One spelling of a configuration, but for its gates: only that of firmware chosen by libvirt may change what is made of a guest. */
export function otherConfigKey(config: JsonObject): string {
  const { featureGates: _open, disabledFeatureGates: _closed, ...rest } = config;
  return canonicalJson([rest, gateIsOpen(config, firmwareAutoSelectionGate)]);
}

/** Which of the two gates are open, in words. */
export function openGates(config: JsonObject): string {
  return [sevGate, tdxGate].filter((gate) => gateIsOpen(config, gate)).join(' and ') || 'no gate';
}
