import { z } from 'zod';
import { defaultVersionsSchema, type FileKind, fileKinds } from './schema.js';

/** A generated file: where it goes below the package root, and its text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** The JSON Schemas of all kinds of profile files, for editors that complete and check YAML. */
export function jsonSchemaFiles(): readonly GeneratedFile[] {
  const kinds = (Object.keys(fileKinds) as FileKind[]).map((kind) => generated(kind, fileKinds[kind].schema));
  return [...kinds, generated('default-versions', defaultVersionsSchema)];
}

/** Path below the package root of the JSON Schema of a kind. */
export function jsonSchemaPath(kind: FileKind | 'default-versions'): string {
  return `profiles/schemas/${kind}.schema.json`;
}

function generated(kind: FileKind | 'default-versions', schema: z.ZodType): GeneratedFile {
  const json = { title: `fauxmetal ${kind}`, ...z.toJSONSchema(schema, { io: 'input' }) };
  return { path: jsonSchemaPath(kind), text: `${JSON.stringify(json, undefined, 2)}\n` };
}
