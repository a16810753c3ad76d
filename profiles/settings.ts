import { UsageError } from '../sim/core/usage-error.js';
import { entryNamed } from './load.js';
import type { Setting } from './schema.js';

/** `true` for a setting that is a switch, otherwise its number or word. Same as in the contract's `CaseHost`. */
export type SettingValue = true | number | string;

/** Setting values by id, e.g. `{ 'min-sev-asid': 100, 'snp-memory-coverage-off': true }`. */
export type Settings = Readonly<Record<string, SettingValue>>;

/**
 * Reads a setting as typed on a command line: `name`, or `name=value`.
 *
 * @example parseSetting('min-sev-asid=100') // { name: 'min-sev-asid', value: 100 }
 * @throws UsageError for an unknown name, a value that is missing, unwanted, of the wrong kind (`-1`, `abc`, `0x10` for a
 *   number) or out of range.
 */
export function parseSetting(text: string): { readonly name: string; readonly value: SettingValue } {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const written = equals === -1 ? undefined : text.slice(equals + 1);
  const setting = entryNamed('setting', name);
  return { name, value: checkedValue(setting, valueWritten(setting, written)) };
}

/** Reads several; the same name twice with different values is a usage error. */
export function parseSettings(texts: readonly string[]): Settings {
  const settings: Record<string, SettingValue> = {};
  for (const text of texts) {
    const { name, value } = parseSetting(text);
    const before = settings[name];
    if (before !== undefined && before !== value)
      throw new UsageError(`setting "${name}" is given twice: ${before} and ${value}`, { fix: 'keep one' });
    settings[name] = value;
  }
  return settings;
}

/** The value a setting takes, checked against its kind and range. `true` stands for the default where there is one. */
export function checkedValue(setting: Setting, value: SettingValue): SettingValue {
  const kind = setting.value;
  if (kind === undefined) return checkedSwitch(setting, value);
  const given = value === true ? kind.default : value;
  if (given === undefined) throw new UsageError(`setting "${setting.id}" needs a value`, { fix: howToWrite(setting) });
  if (kind.type === 'word') return checkedWord(setting, kind.words, given);
  return checkedInteger(setting, kind.minimum, kind.maximum, given);
}

/** How to write a setting: `min-sev-asid=<1…65535>`. */
export function usageOf(setting: Setting): string {
  const kind = setting.value;
  if (kind === undefined) return setting.id;
  return `${setting.id}=<${kind.type === 'word' ? kind.words.join('|') : `${kind.minimum}…${kind.maximum}`}>`;
}

function valueWritten(setting: Setting, written: string | undefined): SettingValue {
  if (written === undefined) return true;
  if (setting.value?.type !== 'integer') return written;
  if (/^(0|[1-9]\d*)$/.test(written)) return Number(written);
  throw new UsageError(`setting "${setting.id}" takes a decimal number, not "${written}"`, { fix: howToWrite(setting) });
}

function checkedSwitch(setting: Setting, value: SettingValue): true {
  if (value === true) return true;
  throw new UsageError(`setting "${setting.id}" is a switch and takes no value, not "${value}"`, { fix: howToWrite(setting) });
}

function checkedWord(setting: Setting, words: readonly string[], value: number | string): string {
  if (typeof value === 'string' && words.includes(value)) return value;
  throw new UsageError(`setting "${setting.id}" does not know "${value}"`, { fix: howToWrite(setting) });
}

function checkedInteger(setting: Setting, minimum: number, maximum: number, value: number | string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  const what = typeof value === 'number' && Number.isInteger(value) ? 'is out of range' : 'is not a whole number';
  throw new UsageError(`value ${value} of setting "${setting.id}" ${what}`, { fix: howToWrite(setting) });
}

function howToWrite(setting: Setting): string {
  return `write ${usageOf(setting)}`;
}
