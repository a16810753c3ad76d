import type { Json } from '../../core/json.js';

/**
 * Is a flag set? Everything that is none of the spellings of true is false. Source: oslo.utils `oslo_utils/strutils.py` (bool_from_string,
 * not strict).
 */
export function truthOf(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  return ['1', 't', 'true', 'on', 'y', 'yes'].includes(String(value).trim().toLowerCase());
}
