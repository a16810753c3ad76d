import { confidentialProtections, type Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';
import { novaModel } from './nova-request.js';

/**
 * Which protection flavor and image ask for together, in a request or in a server that was made of one: the image's model before the
 * flavor's, SEV where neither names a known one. Source: OpenStack Nova `nova/virt/hardware.py`, get_mem_encryption_constraint.
 */
export function novaProtection({ flavor, image }: JsonObject): Protection {
  const specs = objectOf(objectOf(flavor).extra_specs);
  const properties = objectOf(objectOf(image).properties);
  if (!isYes(specs['hw:mem_encryption']) && !isYes(properties.hw_mem_encryption)) return 'none';
  const model = properties.hw_mem_encryption_model || specs['hw:mem_encryption_model'];
  return confidentialProtections.find((protection) => novaModel[protection] === model) ?? 'sev';
}

/** As oslo.utils reads a boolean. */
function isYes(value: Json | undefined): boolean {
  return value === true || yes.has(String(value).trim().toLowerCase());
}

const yes: ReadonlySet<string> = new Set(['1', 't', 'true', 'on', 'y', 'yes']);

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
