import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { assertThat } from '../sim/core/defect.js';
import { digestOf } from '../sim/core/json.js';
import { nearestName, UsageError } from '../sim/core/usage-error.js';
import { frozen } from './frozen.js';
import { type ProvenanceShare, provenanceShareOf, valuesOf } from './provenance.js';
import { firstContradiction, type MachineValues } from './rules.js';
import { defaultVersionsSchema, type FileKind, fileKinds, type MachineFile, machineSchema } from './schema.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** A machine profile that was read and checked. */
export interface Machine {
  readonly id: string;
  /** One sentence: what it is. */
  readonly about: string;
  /** File it was read from, as shown to people. */
  readonly file: string;
  /** Facts with provenance, as written. */
  readonly facts: MachineFile;
  /** The same facts without provenance. */
  readonly values: MachineValues;
  /** Number of facts by provenance. */
  readonly provenance: ProvenanceShare;
  /** Digest of the facts. */
  readonly digest: string;
}

/** What a file of a kind holds. */
export type Entry<Kind extends FileKind> = z.output<(typeof fileKinds)[Kind]['schema']>;

/**
 * Reads a machine from a file anywhere, e.g. a vendor's own.
 *
 * @param shown how messages name the file; default `path`.
 * @throws UsageError naming file, line, dotted path, the broken rule and the fix, also when facts contradict each other.
 */
export function loadMachineFile(path: string, shown = path): Machine {
  const read = readYamlFile(path, machineSchema, shown);
  const machine = machineOf(read);
  const contradiction = firstContradiction(machine.values);
  if (contradiction === undefined) return frozen(machine);
  const { rule, path: at, problem, fix } = contradiction;
  throw new UsageError(`${problem} (rule ${rule})`, { place: { file: shown, line: read.lineOf(at), path: at }, fix });
}

/** The machine of that id. Read once per process. @throws UsageError for an unknown id, with the nearest known one. */
export function machineNamed(id: string): Machine {
  return once(`machine ${id}`, () => {
    const { path, shown } = fileNamed('machine', id);
    return withFileName(loadMachineFile(path, shown), shown);
  });
}

/** All machines in id order. */
export function machines(): ReadonlyMap<string, Machine> {
  return new Map(idsOf('machine').map((id) => [id, machineNamed(id)]));
}

/** The entry of that id. Read once per process. @throws UsageError for an unknown id, with the nearest known one. */
export function entryNamed<Kind extends FileKind>(kind: Kind, id: string): Entry<Kind> {
  return once(`${kind} ${id}`, () => {
    const { path, shown } = fileNamed(kind, id);
    return withFileName(frozen(readYamlFile(path, fileKinds[kind].schema, shown).value) as Entry<Kind>, shown);
  });
}

/** All entries of a kind in id order. */
export function entriesOf<Kind extends FileKind>(kind: Kind): readonly Entry<Kind>[] {
  return idsOf(kind).map((id) => entryNamed(kind, id));
}

/** Ids of a kind, in order: the names of its files. */
export function idsOf(kind: FileKind): readonly string[] {
  return once(`ids of ${kind}`, () => {
    const names = readdirSync(join(packageRoot(), folderOf(kind))).filter((name) => name.endsWith('.yaml'));
    return names.map((name) => basename(name, '.yaml')).sort();
  });
}

/** Versions a machine runs unless told otherwise; a machine file may name others. */
export function defaultVersions(): z.output<typeof defaultVersionsSchema> {
  const shown = 'profiles/default-versions.yaml';
  return once(shown, () => frozen(readYamlFile(join(packageRoot(), shown), defaultVersionsSchema, shown).value));
}

/** Digest over the text of all profile files, for the run log: equal digests mean equal hosts for equal cases. */
export function profilesDigest(): string {
  return once('digest', () => {
    const kinds = Object.keys(fileKinds) as FileKind[];
    const files = kinds.flatMap((kind) => idsOf(kind).map((id) => `${folderOf(kind)}/${id}.yaml`));
    return digestOf(['profiles/default-versions.yaml', ...files].map((file) => [file, textOf(file)]));
  });
}

/** The folder that holds fauxmetal's package.json, from sources as well as from `dist/`. */
export function packageRoot(): string {
  return once('root', () => {
    let folder = dirname(fileURLToPath(import.meta.url));
    while (!isPackageRoot(folder)) {
      assertThat(folder !== dirname(folder), 'a package.json named fauxmetal lies above this file');
      folder = dirname(folder);
    }
    return folder;
  });
}

const kindNames: Readonly<Record<FileKind, string>> = {
  machine: 'machine',
  kernel: 'kernel version',
  qemu: 'QEMU version',
  libvirt: 'libvirt version',
  ovmf: 'firmware package',
  setting: 'setting',
};

const results = new Map<string, unknown>();

/** Profile files do not change while a process runs. */
function once<Result>(what: string, find: () => Result): Result {
  if (!results.has(what)) results.set(what, find());
  return results.get(what) as Result;
}

function fileNamed(kind: FileKind, id: string): { readonly path: string; readonly shown: string } {
  const known = idsOf(kind);
  if (!known.includes(id)) throw unknownName(kindNames[kind], id, known);
  const shown = `${folderOf(kind)}/${id}.yaml`;
  return { path: join(packageRoot(), shown), shown };
}

function unknownName(what: string, name: string, known: readonly string[]): UsageError {
  const near = nearestName(name, known);
  return new UsageError(`unknown ${what} "${name}"`, {
    fix: near === undefined ? `known: ${known.join(', ')}` : `did you mean "${near}"?`,
  });
}

function withFileName<Named extends { readonly id: string }>(entry: Named, shown: string): Named {
  const name = basename(shown, '.yaml');
  if (entry.id === name) return entry;
  throw new UsageError(`the id is "${entry.id}", but the file is named "${name}" (rule id-is-file-name)`, {
    place: { file: shown, path: 'id' },
    fix: `write id: ${name}, or rename the file`,
  });
}

/** A machine of facts that were already checked, e.g. captured ones. */
export function machineOf({ file, value }: Pick<YamlFile<MachineFile>, 'file' | 'value'>): Machine {
  const { id, about, versions: _versions, ...facts } = value;
  const values = valuesOf(facts);
  return { id, about, file, facts: value, values, provenance: provenanceShareOf(facts), digest: digestOf(value) };
}

function folderOf(kind: FileKind): string {
  return `profiles/${fileKinds[kind].folder}`;
}

function textOf(file: string): string {
  return readFileSync(join(packageRoot(), file), 'utf8').replaceAll('\r\n', '\n');
}

function isPackageRoot(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'fauxmetal';
}
