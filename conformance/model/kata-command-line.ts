import type { Json } from '../../sim/core/json.js';
import { isObject, textOf } from './json-member.js';

/** A QEMU argument with members: `-object sev-snp-guest,id=snp,policy=196608`, or the same as JSON. */
export interface QemuOption {
  /** As it was written. */
  readonly text: string;
  /** The first word, which has no name: the type of an object, machine, CPU or device; of JSON its `qom-type` or `driver`. */
  readonly type: string | undefined;
  readonly members: Readonly<Record<string, string>>;
}

/** The arguments of QEMU as the judges read them. */
export interface QemuCommandLine {
  readonly arguments: readonly string[];
  /** Values of a flag, e.g. `-m`, in order. */
  readonly values: (flag: string) => readonly string[];
  /** The same with their members. */
  readonly options: (flag: string) => readonly QemuOption[];
}

/** Reads QEMU's arguments. A flag's value is the next argument, unless that is a flag too. Source: QEMU `qemu-options.hx`. */
export function readQemuCommandLine(argv: readonly string[]): QemuCommandLine {
  const values = (flag: string): readonly string[] =>
    argv.flatMap((argument, at) => {
      const value = argv[at + 1];
      return argument === flag && value !== undefined && !value.startsWith('-') ? [value] : [];
    });
  return { arguments: argv, values, options: (flag) => values(flag).map(readOption) };
}

/** Objects of confidential guests. Source: QEMU `qapi/qom.json`. */
const guestObjectTypes: readonly (string | undefined)[] = ['sev-guest', 'sev-snp-guest', 'tdx-guest', 's390-pv-guest'];

/** The objects that make it a confidential guest; there should be one or none. */
export function guestObjects(line: QemuCommandLine): readonly QemuOption[] {
  return line.options('-object').filter(({ type, text }) => guestObjectTypes.includes(type) || mentions(text));
}

/** An object whose type does not come first still names it somewhere. */
function mentions(text: string): boolean {
  return guestObjectTypes.some((type) => type !== undefined && text.split(',').includes(type));
}

/** Memory of the guest in MiB: `-m 2048M,slots=10,maxmem=…`; undefined where it cannot be read. */
export function guestMemoryMib(line: QemuCommandLine): number | undefined {
  const [{ type, members } = none] = line.options('-m');
  const [, digits, unit = 'M'] = /^(\d+)([MG]?)$/i.exec(members.size ?? type ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits) * (unit.toUpperCase() === 'G' ? 1024 : 1);
}

/** Images the guest boots from: `-bios`, or drives that are flash. */
export function guestFirmware(line: QemuCommandLine): readonly string[] {
  const flash = line.options('-drive').filter(({ members }) => members.if === 'pflash');
  return [...line.values('-bios'), ...flash.flatMap(({ members }) => (members.file === undefined ? [] : [members.file]))];
}

const none: QemuOption = { text: '', type: undefined, members: {} };

function readOption(text: string): QemuOption {
  return text.startsWith('{') ? readJson(text) : readList(text);
}

function readList(text: string): QemuOption {
  const [first = '', ...rest] = text.split(/(?<!,),(?!,)/);
  const named = first.includes('=') ? [first, ...rest] : rest;
  return { text, type: first.includes('=') ? undefined : first, members: Object.fromEntries(named.map(pair)) };
}

function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, 'on'] : [text.slice(0, at), text.slice(at + 1).replaceAll(',,', ',')];
}

function readJson(text: string): QemuOption {
  const value = parsed(text);
  if (!isObject(value)) return { text, type: undefined, members: {} };
  const members = Object.entries(value).map(([name, each]) => [name, textOf(each) ?? JSON.stringify(each)]);
  return { text, type: textOf(value['qom-type']) ?? textOf(value.driver), members: Object.fromEntries(members) };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
