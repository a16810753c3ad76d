import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertThat } from '../../sim/core/defect.js';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { debianPackage } from './debian-packages.js';
import { run } from './program.js';

/** libxml2's own validator. */
export interface Xmllint {
  /** What a RELAX NG schema (a path) has against each document, in their order; undefined where it has nothing. */
  complaints(schema: string, documents: readonly string[]): Promise<readonly (string | undefined)[]>;
}

/** xmllint as installed, otherwise Debian's libxml2-utils unpacked into the cache; or why there is none. */
export async function findXmllint(): Promise<Outcome<Xmllint, string>> {
  if (await works('xmllint')) return done(xmllintAt('xmllint'));
  const unpacked = await debianPackage('own', 'libxml2-utils');
  if (!unpacked.ok) return refused(`no xmllint: ${unpacked.reason}`);
  const program = join(unpacked.value, 'usr/bin/xmllint');
  return (await works(program)) ? done(xmllintAt(program)) : refused('no xmllint: install libxml2-utils');
}

async function works(program: string): Promise<boolean> {
  return (await run(program, ['--version'])).code === 0;
}

/** Documents per call: enough to pay for parsing the schema once, few enough for a command line. */
const batchSize = 200;

function xmllintAt(program: string): Xmllint {
  return {
    complaints: async (schema, documents) => {
      const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-documents-'));
      try {
        const found: (string | undefined)[] = [];
        for (let first = 0; first < documents.length; first += batchSize) {
          const batch = documents.slice(first, first + batchSize);
          for (const [index, text] of batch.entries()) writeFileSync(join(folder, `${index}.xml`), text);
          found.push(...(await complaintsAbout(batch.length, program, schema, folder)));
        }
        return found;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** xmllint says of every file `N.xml validates` or `N.xml fails to validate`, or why it is no XML. Silence is a defect of ours. */
async function complaintsAbout(
  count: number,
  program: string,
  schema: string,
  cwd: string,
): Promise<readonly (string | undefined)[]> {
  const names = Array.from({ length: count }, (_, index) => `${index}.xml`);
  const { stderr } = await run(program, ['--noout', '--relaxng', schema, ...names], { cwd });
  const lines = stderr.split('\n');
  return names.map((name) => {
    if (lines.includes(`${name} validates`)) return undefined;
    const complaint = lines.filter((line) => line.startsWith(`${name}:`)).slice(0, 3);
    assertThat(lines.includes(`${name} fails to validate`) || complaint.length > 0, `xmllint judges ${name}: ${lines[0]}`);
    return complaint.join('; ');
  });
}
