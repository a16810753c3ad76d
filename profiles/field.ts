import { z } from 'zod';
import { kernelSchema, machineSchema } from './schema.js';

/** The schema of the member `key` of an object, record or array schema; undefined when it has no such member. */
export function memberSchema(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodObject) return (bare.shape as Record<PropertyKey, z.ZodType>)[key];
  if (bare instanceof z.ZodRecord) return bare.valueType as z.ZodType;
  if (bare instanceof z.ZodArray) return bare.element as z.ZodType;
  return undefined;
}

/** Names an object schema knows; empty for everything else. */
export function memberNames(schema: z.ZodType | undefined): readonly string[] {
  const bare = schema === undefined ? undefined : unwrapped(schema);
  return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
}

/** True for schemas of the form {value, provenance, source}. */
export function isFactSchema(schema: z.ZodType | undefined): boolean {
  return ['value', 'provenance', 'source'].every((name) => memberNames(schema).includes(name));
}

/**
 * The schema of a field of the host description by dotted path (`amd.psp.svn`, `boot.hiddenNodes`, `kernel.tdxHost`), with
 * facts replaced by their values; undefined when there is no such field. Settings are checked against it.
 */
export function fieldAt(path: string): z.ZodType | undefined {
  const [first = '', ...rest] = path.split('.');
  let schema: z.ZodType | undefined = first === 'kernel' ? kernelSchema : memberSchema(machineSchema, first);
  for (const key of rest) schema = schema === undefined ? undefined : memberSchema(valueSchema(schema), key);
  return schema === undefined ? undefined : valueSchema(schema);
}

function valueSchema(schema: z.ZodType): z.ZodType {
  return isFactSchema(schema) ? (memberSchema(schema, 'value') as z.ZodType) : schema;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}
