import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from '../sim/core/usage-error.js';
import type { Terminal } from './terminal.js';

/** Prefix of environment variables that stand for flags: `FAUXMETAL_SEED=7` is `--seed 7`. */
export const environmentPrefix = 'FAUXMETAL';

/**
 * Reads a configuration file: a JSON object whose members are flags without their dashes, e.g. `{ "runs": 400, "machine": ["rome"] }`.
 *
 * @throws UsageError when it is missing, not JSON or not an object.
 */
export function readConfiguration(file: string): Record<string, unknown> {
  if (!existsSync(file)) throw new UsageError(`there is no configuration file ${file}`);
  const value = parsed(readFileSync(file, 'utf8'), file);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError('a configuration file holds one JSON object', { place: { file }, fix: 'write {"seed": 7}' });
}

/** Every flag with its value and where the value comes from, one a line; what `--print-config` prints. */
export function configurationText(flags: Readonly<Record<string, unknown>>, terminal: Terminal): string {
  const file = typeof flags.config === 'string' ? readConfiguration(flags.config) : {};
  const names = Object.keys(flags).filter((name) => /^[a-z]/.test(name) && !notFlags.has(name) && !name.includes('-'));
  const lines = names.sort().map((name) => {
    const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return `${dashed} = ${JSON.stringify(flags[name])}  (${originOf(dashed, file, terminal)})\n`;
  });
  return lines.join('');
}

const notFlags = new Set(['printConfig', 'help', 'version']);

/** Flags win over the environment, the environment over the file, the file over defaults. */
function originOf(name: string, file: Readonly<Record<string, unknown>>, terminal: Terminal): string {
  if (terminal.words.some((word) => word === `--${name}` || word.startsWith(`--${name}=`))) return 'flag';
  const variable = `${environmentPrefix}_${name.replaceAll('-', '_').toUpperCase()}`;
  if (terminal.variables[variable] !== undefined) return `environment: ${variable}`;
  return name in file ? 'configuration file' : 'default';
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new UsageError(`this is not JSON: ${(problem as Error).message}`, { place: { file } });
  }
}
