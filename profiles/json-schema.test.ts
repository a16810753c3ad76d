import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchemaFiles } from './json-schema.js';
import { packageRoot } from './load.js';

describe('the JSON Schemas for editors', () => {
  it.each(jsonSchemaFiles().map((file) => [file.path, file] as const))('%s is what profiles/schema.ts says', (path, { text }) => {
    expect(readFileSync(join(packageRoot(), path), 'utf8')).toBe(text);
  });

  it('tell an editor what a fact is', () => {
    const machine = jsonSchemaFiles().find(({ path }) => path.endsWith('/machine.schema.json'));
    const schema = JSON.parse(machine?.text ?? '{}') as {
      properties: { memoryBytes: { required: string[]; description: string } };
    };
    expect(schema.properties.memoryBytes.required).toEqual(['value', 'provenance', 'source']);
    expect(schema.properties.memoryBytes.description).toBe('Installed memory in bytes');
  });
});
