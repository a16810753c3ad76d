import {
  type ConfidentialProtection,
  confidentialProtections,
  type Protection,
  protections,
} from '../../sim/contracts/protection.js';
import { nearestName } from '../../sim/core/usage-error.js';

/** What one line asks for. `host` is the name before the colon, when there is one. */
export type Instruction = { readonly host?: string } & (
  | { readonly do: 'start'; readonly guest: string; readonly protection: ConfidentialProtection }
  | { readonly do: 'domain'; readonly file: string }
  | { readonly do: 'stop'; readonly guest: string }
  | { readonly do: 'reboot'; readonly settings: 'same' | readonly string[] }
  | { readonly do: 'quote-service'; readonly left: 'socket' | 'directory' | 'nothing' }
  | { readonly do: 'allocate'; readonly pod: string; readonly wanted: Protection | Readonly<Record<string, number>> }
  | { readonly do: 'free'; readonly pod: string }
  | { readonly do: 'devices' }
  | { readonly do: 'restart-kubelet' }
  | { readonly do: 'status' }
  | { readonly do: 'help' }
  | { readonly do: 'quit' }
);

/** How instructions are written; what `help` answers. */
export const instructionForms = [
  'start NAME sev|sev-es|snp|tdx',
  'domain FILE.xml',
  'stop NAME',
  'reboot [as-shipped | SETTING[=VALUE] …]',
  'quote-service socket|directory|nothing',
  'allocate POD none|sev|sev-es|snp|tdx|RESOURCE[=N] …',
  'free POD',
  'devices',
  'restart-kubelet',
  'status',
  'quit',
] as const;

/** The first word of every instruction. */
export const instructionVerbs = [
  'start',
  'domain',
  'stop',
  'reboot',
  'quote-service',
  'allocate',
  'free',
  'devices',
  'restart-kubelet',
  'status',
  'help',
  'quit',
] as const;

/**
 * Reads one line. Words are separated by blanks; a file's name may hold some. With several hosts a line begins with the name of one:
 * `genoa: start web snp`.
 *
 * @returns What is asked for, or one sentence about what is wrong; undefined for an empty line and a comment.
 */
export function readInstruction(line: string): Instruction | { readonly problem: string } | undefined {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return undefined;
  const [, host, rest = ''] = /^(?:([\w.-]+):\s*)?(.*)$/.exec(text) ?? [];
  const [verb = '', ...words] = rest.split(/\s+/);
  const asked = readVerb(verb, words, rest.slice(verb.length).trim());
  return 'problem' in asked || host === undefined ? asked : { ...asked, host };
}

function readVerb(verb: string, words: readonly string[], rest: string): Instruction | { readonly problem: string } {
  const [first = '', second = ''] = words;
  switch (verb) {
    case 'start':
      return words.length === 2 && isProtection(second) ? { do: verb, guest: first, protection: second } : wrongForm(verb);
    case 'domain':
      return rest === '' ? wrongForm(verb) : { do: verb, file: rest };
    case 'stop':
      return words.length === 1 ? { do: verb, guest: first } : wrongForm(verb);
    case 'reboot':
      return { do: verb, settings: words.length === 0 ? 'same' : words.filter((word) => word !== 'as-shipped') };
    case 'quote-service':
      return words.length === 1 && isLeft(first) ? { do: verb, left: first } : wrongForm(verb);
    case 'allocate':
      return allocate(words);
    case 'free':
      return words.length === 1 ? { do: verb, pod: first } : wrongForm(verb);
    case 'devices':
    case 'restart-kubelet':
    case 'status':
    case 'help':
    case 'quit':
      return words.length === 0 ? { do: verb } : wrongForm(verb);
    default:
      return { problem: unknown(verb) };
  }
}

function isLeft(word: string): word is 'socket' | 'directory' | 'nothing' {
  return ['socket', 'directory', 'nothing'].includes(word);
}

/** What a launcher pod of that protection asks for, or exactly these devices. */
function allocate([pod = '', ...wanted]: readonly string[]): Instruction | { readonly problem: string } {
  const [only = ''] = wanted;
  if (wanted.length === 1 && (protections as readonly string[]).includes(only)) {
    return { do: 'allocate', pod, wanted: only as Protection };
  }
  const resources = wanted.map((word) => /^([^=]+\/[^=]+)(?:=(\d{1,6}))?$/.exec(word));
  if (resources.length === 0 || resources.includes(null)) return wrongForm('allocate');
  return {
    do: 'allocate',
    pod,
    wanted: Object.fromEntries(resources.map((match) => [match?.[1] ?? '', Number(match?.[2] ?? 1)])),
  };
}

function isProtection(word: string): word is ConfidentialProtection {
  return (confidentialProtections as readonly string[]).includes(word);
}

function wrongForm(verb: string): { readonly problem: string } {
  return { problem: `write ${instructionForms.find((form) => form.startsWith(verb)) ?? verb}` };
}

function unknown(verb: string): string {
  const near = nearestName(verb, instructionVerbs);
  return `there is no instruction "${verb}"; ${near === undefined ? 'help lists them all' : `did you mean "${near}"?`}`;
}
