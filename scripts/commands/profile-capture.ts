import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type CapturedMachine, capturedMachine, machineYaml, parseBundle } from '../../profiles/capture/index.js';
import { packageRoot, provenances } from '../../profiles/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { differenceTable, valueText } from '../difference-table.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

/** `fauxmetal profile capture`: a machine file of what capture-host.sh saw on a real machine. */
export const profileCaptureCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'capture <bundle>',
    describe: 'make a machine file of a bundle that scripts/capture/capture-host.sh wrote on a real machine',
    builder: (yargs) =>
      yargs
        .positional('bundle', { type: 'string', demandOption: true, describe: 'path of the bundle; /dev/stdin for a pipe' })
        .option('id', { type: 'string', describe: 'id of the machine; default: name of --out, else of the processor' })
        .option('out', { type: 'string', describe: 'file to write; default: standard output' })
        .option('force', { type: 'boolean', default: false, describe: 'replace a file that is there' })
        .example('ssh my-server sh -s < scripts/capture/capture-host.sh > my-server.capture', 'capture a machine')
        .example('$0 profile capture my-server.capture --out my-server.yaml', 'make a machine file of it'),
    handler: ({ bundle, id, out, force, json }) => {
      if (out !== undefined) refuseTaken(out, force);
      const name = checkedId(id ?? (out === undefined ? undefined : basename(out).replace(/\.ya?ml$/, '')));
      const capture = captured(bundle, name);
      const yaml = yamlOf(capture, bundle, out);
      if (out !== undefined) writeWhole(out, yaml);
      if (json) terminal.print(`${JSON.stringify(summary(capture, out, yaml), undefined, 2)}\n`);
      else if (out === undefined) showBeside(capture, yaml, terminal);
      else terminal.print(`${report(capture, terminal.columns)}\nwritten to ${out}\n`);
    },
  });

function refuseTaken(out: string, force: boolean): void {
  const place = { file: out };
  if (!existsSync(dirname(resolve(out)))) throw new UsageError('there is no such folder', { place, fix: 'make it first' });
  if (existsSync(out) && !force)
    throw new UsageError('the file is there already', { place, fix: 'choose another name, or replace it with --force' });
}

function checkedId(id: string | undefined): string | undefined {
  if (id === undefined || /^[a-z0-9][a-z0-9.-]*$/.test(id)) return id;
  throw new UsageError(`"${id}" is no machine id`, { fix: 'give --id with lower-case letters, digits, dots and dashes' });
}

function captured(path: string, id: string | undefined): CapturedMachine & { readonly digest: string } {
  const bundle = parseBundle(bytesOf(path), path);
  return { ...capturedMachine(bundle, id === undefined ? {} : { id }), digest: bundle.digest };
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'there is no such file' : `the bundle cannot be read (${code})`;
    throw new UsageError(problem, { place: { file: path }, fix: 'name the output of scripts/capture/capture-host.sh' });
  }
}

function yamlOf({ machine, digest }: ReturnType<typeof captured>, bundle: string, out: string | undefined): string {
  const schemaFile = join(packageRoot(), 'profiles/schemas/machine.schema.json');
  const schema = relative(out === undefined ? '.' : dirname(resolve(out)), schemaFile)
    .split(sep)
    .join('/');
  return machineYaml(machine.facts, {
    schema,
    remark: `Made by fauxmetal profile capture of ${basename(bundle)} (SHA-256 ${digest}).`,
  });
}

/** Written beside and renamed, so that an interrupt leaves the old file or the new one. */
function writeWhole(out: string, text: string): void {
  const beside = `${out}.partial-${process.pid}`;
  try {
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, out);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`the file cannot be written (${code})`, { place: { file: out }, fix: 'choose a file you may write' });
  } finally {
    rmSync(beside, { force: true });
  }
}

/** The file goes to standard output, so what is said about it does not. */
function showBeside(capture: CapturedMachine, yaml: string, terminal: Terminal): void {
  terminal.print(yaml);
  terminal.note(report(capture, terminal.columns).trimEnd());
}

function report({ machine, assumed, notes, nearest }: CapturedMachine, columns: number): string {
  const total = provenances.reduce((sum, kind) => sum + machine.provenance[kind], 0);
  const shares = provenances.filter((kind) => machine.provenance[kind] > 0).map((kind) => `${machine.provenance[kind]} ${kind}`);
  const head = `${machine.id}: ${machine.about}\n${total} facts: ${shares.join(', ')}\n`;
  const remarks = notes.map((note) => `note: ${note}\n`).join('');
  return `${head}${remarks}${assumedText(assumed, columns)}${nearestText(machine.id, nearest, columns)}`;
}

function assumedText(assumed: CapturedMachine['assumed'], columns: number): string {
  if (assumed.length === 0) return '';
  const rows = assumed.map(({ path, fact }) => [
    path,
    valueText(path, fact.value),
    fact.source.replace(/^not visible in [^;]*; /, ''),
  ]);
  return `\nplease fill in, for it could not be seen; verdicts that rest on it are provisional:\n${table(['FACT', 'VALUE', 'WHY AND HOW'], rows, columns)}`;
}

function nearestText(id: string, nearest: CapturedMachine['nearest'], columns: number): string {
  if (nearest === undefined) return '\nno known machine is of that vendor\n';
  const { machine, likeness, differences } = nearest;
  const head = `\nnearest known machine: ${machine.id} (${likeness}), ${differences.length} differences\n`;
  return differences.length === 0 ? head : `${head}${differenceTable(differences, [id, machine.id], columns)}`;
}

function summary({ machine, assumed, notes, nearest }: CapturedMachine, out: string | undefined, yaml: string): object {
  return {
    id: machine.id,
    ...(out === undefined ? { yaml } : { out }),
    provenance: machine.provenance,
    assumed: assumed.map(({ path, fact }) => ({ path, ...fact })),
    notes,
    ...(nearest === undefined
      ? {}
      : { nearest: { id: nearest.machine.id, likeness: nearest.likeness, differences: nearest.differences } }),
  };
}
