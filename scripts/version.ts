import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../profiles/index.js';

/** Version of fauxmetal as package.json states it. */
export function fauxmetalVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
