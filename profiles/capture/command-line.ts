import type { Bundle } from './bundle.js';

/** The kernel command line of the captured host. */
export interface CommandLine {
  /** Words that are no parameters of KVM modules, in order; values the script did not know read `REDACTED`. */
  readonly words: readonly string[];
  /** Parameters asked for on it, by module and name with underscores, values as written; `''` for a bare name. */
  readonly asked: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Where it stands in a bundle. */
export const commandLinePath = '/proc/cmdline';

/** Reads it; an unreadable one counts as empty. The kernel treats `-` and `_` in names as the same. */
export function readCommandLine(bundle: Bundle): CommandLine {
  const words = (bundle.text(commandLinePath) ?? '').split(/\s+/).filter((word) => word !== '');
  const asked: Record<string, Record<string, string>> = {};
  const others: string[] = [];
  for (const word of words) {
    const [, module = '', name = '', , value = ''] = moduleParameter.exec(word) ?? [];
    if (module === '') others.push(word);
    else asked[underscored(module)] = { ...asked[underscored(module)], [underscored(name)]: value };
  }
  return { words: others, asked };
}

const moduleParameter = /^(kvm(?:[_-](?:amd|intel))?)\.([\w-]+)(=(.*))?$/;

function underscored(name: string): string {
  return name.replaceAll('-', '_');
}

/** A parameter's value as a machine file writes it: booleans where the kernel has one, else numbers; undefined for neither. */
export function parameterValue(written: string, standard: boolean | number | undefined): boolean | number | undefined {
  const word = written.toLowerCase();
  if (/^(y|yes|on|true|t|)$/.test(word)) return true;
  if (/^(n|no|off|false|f)$/.test(word)) return false;
  if (typeof standard !== 'number' && (word === '0' || word === '1')) return word === '1';
  return /^-?(0x[0-9a-f]{1,8}|\d{1,10})$/.test(word) ? numberWritten(word) : undefined;
}

function numberWritten(word: string): number {
  return word.startsWith('-') ? -Number(word.slice(1)) : Number(word);
}
