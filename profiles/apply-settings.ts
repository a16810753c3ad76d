import { assertThat } from '../sim/core/defect.js';
import { UsageError } from '../sim/core/usage-error.js';
import { pathsOverlap, type Tree, valueAt, withoutPath, withValueAt } from './dotted-path.js';
import { fieldAt } from './field.js';
import { type Machine, machines } from './load.js';
import type { Setting } from './schema.js';
import type { SettingValue } from './settings.js';
import { traitsOf } from './traits.js';

/** A setting with the value asked for. */
export interface ChosenSetting {
  readonly setting: Setting;
  readonly value: SettingValue;
}

/** What settings made of a host description in the making. */
export interface Applied {
  readonly tree: Tree;
  /** Dotted paths that were written or removed. */
  readonly written: readonly string[];
}

/**
 * Writes the chosen settings into a host description in the making.
 *
 * @throws UsageError when a setting does not apply to the machine, or two settings write the same field differently.
 */
export function applySettings(machine: Machine, tree: Tree, chosen: readonly ChosenSetting[]): Applied {
  for (const { setting } of chosen) refuseWrongMachine(setting, machine);
  const changes = chosen.flatMap(changesOf);
  refuseConflicts(changes);
  const changed = inOrder(changes).reduce(applied, tree);
  const complete = chosen.reduce((result, choice) => withLists(result, choice), changed);
  return { tree: complete, written: changes.map(({ path }) => path) };
}

/** True when a setting makes sense on a machine. */
export function appliesTo(setting: Setting, machine: Machine): boolean {
  const { traits = [], machines: ids, where = {} } = setting.appliesTo;
  const has = traitsOf(machine.values);
  return (
    traits.every((trait) => has.includes(trait)) &&
    (ids === undefined || ids.includes(machine.id)) &&
    Object.entries(where).every(([path, value]) => valueAt(machine.values, path) === value)
  );
}

/** One field written by one setting; `to: undefined` removes it. */
interface Change {
  readonly by: string;
  readonly path: string;
  readonly to: unknown;
}

function refuseWrongMachine(setting: Setting, machine: Machine): void {
  if (appliesTo(setting, machine)) return;
  const fitting = [...machines().values()].filter((each) => appliesTo(setting, each)).map(({ id }) => id);
  const fix = fitting.length === 0 ? 'drop it' : `it applies to ${fitting.join(', ')}`;
  throw new UsageError(`setting "${setting.id}" does not apply to ${machine.id}`, { fix });
}

function changesOf({ setting, value }: ChosenSetting): readonly Change[] {
  const by = setting.id;
  const sets = Object.entries(setting.sets ?? {}).map(([path, to]) => ({ by, path, to: to === '$value' ? value : to }));
  return [...sets, ...(setting.unsets ?? []).map((path) => ({ by, path, to: undefined }))];
}

function refuseConflicts(changes: readonly Change[]): void {
  for (const [index, left] of changes.entries()) {
    const right = changes.slice(index + 1).find((other) => disagree(left, other));
    if (right === undefined) continue;
    const problem = `settings "${left.by}" and "${right.by}" disagree about ${left.path}: ${shown(left)} against ${shown(right)}`;
    throw new UsageError(problem, { fix: 'drop one of them' });
  }
}

function disagree(left: Change, right: Change): boolean {
  if (left.by === right.by) return false;
  if (left.path === right.path) return JSON.stringify(left.to) !== JSON.stringify(right.to);
  return pathsOverlap(left.path, right.path);
}

function shown({ to }: Change): string {
  return to === undefined ? 'removed' : JSON.stringify(to);
}

/** References read other fields, so they come after everything they may read. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...changes.filter(({ to }) => !isReference(to)), ...changes.filter(({ to }) => isReference(to))];
}

function applied(tree: Tree, { by, path, to }: Change): Tree {
  if (to === undefined) return withoutPath(tree, path);
  const value = isReference(to) ? resolved(tree, to) : to;
  assertThat(fieldAt(path)?.safeParse(value).success === true, `setting ${by} may write ${JSON.stringify(value)} to ${path}`);
  return withValueAt(tree, path, value);
}

function isReference(to: unknown): to is string {
  return typeof to === 'string' && to.startsWith('$');
}

/** `$amd.cpuid8000001f.ecx + 1` is the number at that path plus one. */
function resolved(tree: Tree, reference: string): number {
  const match = /^\$([\w.]+)(?: ([+-]) (\d+))?$/.exec(reference);
  const base = valueAt(tree, match?.[1] ?? '');
  assertThat(match !== null && typeof base === 'number', `reference ${reference} names a number`);
  return base + Number(`${match[2] ?? '+'}${match[3] ?? 0}`);
}

function withLists(tree: Tree, { setting: { removes = {}, adds = {} }, value }: ChosenSetting): Tree {
  const meant = (words: readonly string[]): readonly string[] => words.map((word) => (word === '$value' ? String(value) : word));
  let result = tree;
  for (const [path, words] of Object.entries(removes)) {
    const gone = meant(words);
    const left = listAt(result, path).filter((word) => !gone.includes(word));
    result = withValueAt(result, path, left);
  }
  for (const [path, words] of Object.entries(adds)) {
    const list = listAt(result, path);
    result = withValueAt(result, path, [...list, ...meant(words).filter((word) => !list.includes(word))]);
  }
  return result;
}

function listAt(tree: Tree, path: string): readonly string[] {
  const list = valueAt(tree, path);
  assertThat(Array.isArray(list), `${path} is a list`);
  return list as readonly string[];
}
