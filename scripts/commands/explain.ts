import { existsSync, readFileSync } from 'node:fs';
import { readReplayFile } from '../../conformance/runner/replay.js';
import { stackKit } from '../../conformance/subjects/index.js';
import type { StackKit } from '../../conformance/subjects/stack-kit.js';
import { getMachine, listSettings, parseSetting } from '../../profiles/index.js';
import { ansiPalette, plainPalette } from '../../reports/index.js';
import {
  type Case,
  type Command as CaseCommand,
  type CaseHost,
  caseFormat,
  type SettingValue,
} from '../../sim/contracts/commands.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { type ExplainedSubject, explainCase } from '../explain/explain-case.js';
import { explanationText } from '../explain/explanation-text.js';
import { ofKinds, readObjects, type WrittenObject } from '../explain/guest-file.js';
import type { Terminal } from '../terminal.js';
import { clusterConfig, clusterOptions } from './cluster-options.js';
import { type Command, verb } from './command.js';
import { changeOptions } from './host-options.js';
import { chosenSubject, subjectOptions } from './subject-options.js';

interface ExplainArguments {
  case: string | undefined;
  host: string[];
  vmi: string[];
  setting: string[];
  kernel: string | undefined;
  qemu: string | undefined;
  libvirt: string | undefined;
  ovmf: string | undefined;
  cluster: string[];
  stack: string;
  quirk: string[];
  compat: string | undefined;
  all: boolean;
  json: boolean;
}

/** `fauxmetal explain`: every decision about a guest, with the bytes it came from. */
export const explainCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'explain [case]',
    describe: 'every decision about a guest with what it came from: labels, admission, pod, nodes, document, phases',
    builder: (yargs) =>
      clusterOptions(changeOptions(subjectOptions(yargs)))
        .positional('case', { type: 'string', describe: 'a saved case from <out>/cases/, instead of hosts and a guest' })
        .option('host', { type: 'string', array: true, default: [], describe: 'machine the guest may run on; repeatable' })
        .option('vmi', {
          type: 'string',
          array: true,
          default: [],
          describe: 'YAML file with the guest, as kubectl takes it; repeatable',
        })
        .option('stack', { type: 'string', default: 'kubevirt', describe: 'stack that runs the guest' })
        .option('all', { type: 'boolean', default: false, describe: 'show every guest of a command that makes many' })
        .example('$0 explain --host genoa --host emerald-rapids --vmi snp.yaml', 'where an SNP guest goes and why')
        .example('$0 explain fauxmetal-report/cases/some-case.json', 'how a counterexample came about'),
    handler: (args) => explain(args, terminal),
  });

function explain(args: ExplainArguments, terminal: Terminal): void {
  const { theCase, subject } = args.case === undefined ? writtenCase(args) : savedCase(args.case, args);
  const explanation = explainCase(theCase, subject);
  if (args.json) {
    terminal.print(`${JSON.stringify(explanation, undefined, 2)}\n`);
    return;
  }
  const palette = terminal.colour ? ansiPalette : plainPalette;
  terminal.print(explanationText(explanation, { width: terminal.columns, palette, everything: args.all }));
}

interface ToExplain {
  readonly theCase: Case;
  readonly subject: ExplainedSubject;
}

/** A case from `<out>/cases/`, for the subject it was saved with unless flags say otherwise. */
function savedCase(file: string, { quirk, compat, host, vmi }: ExplainArguments): ToExplain {
  if (host.length + vmi.length > 0)
    throw new UsageError('a saved case has hosts and guests of its own', { fix: 'leave out --host and --vmi' });
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`, { fix: 'fauxmetal run writes cases to <out>/cases/' });
  const { subject: saved, case: theCase } = readReplayFile(readFileSync(file, 'utf8'), file);
  const kit = stackKit(saved.stack);
  const asSaved = quirk.length === 0 && compat === undefined;
  const chosen = asSaved
    ? { quirks: saved.quirks, ...(saved.release !== undefined && { release: kit.release(saved.release) }) }
    : chosenSubject({ quirk, compat }, kit);
  return { theCase, subject: { kit, ...chosen } };
}

/** The guests of the user's files, created one after the other on new nodes made of the machines that were named. */
function writtenCase(args: ExplainArguments): ToExplain {
  if (args.host.length === 0 || args.vmi.length === 0)
    throw new UsageError('say which guest and which hosts', { fix: 'write --host genoa --vmi guest.yaml, or name a saved case' });
  const kit = stackKit(args.stack);
  const theCase: Case = {
    format: caseFormat,
    stack: kit.stack,
    config: { ...kit.config, ...clusterConfig(args) },
    hosts: hostsOf(args),
    commands: createCommands(args.vmi, kit),
  };
  return { theCase, subject: { kit: { ...kit, nodeLabels: {} }, ...chosenSubject(args, kit), strict: true } };
}

/** One command a guest; instance types and preferences of any of the files are submitted beside each. */
function createCommands(files: readonly string[], kit: StackKit): readonly CaseCommand[] {
  const objects = files.map((file) => ({ file, objects: readObjects(file) }));
  const related = objects.flatMap((each) => each.objects).filter(({ kind }) => kit.relatedKinds.includes(kind));
  const guests = objects.flatMap((each) => guestsOf(each.objects, each.file, kit));
  return guests.map(({ name, kind, object }) => {
    const items = [object, ...related.map((other) => other.object)];
    const manifest = related.length === 0 ? object : { apiVersion: 'v1', kind: 'List', items };
    return {
      do: 'create',
      guest: name,
      spec: { protection: kit.protectionOf(manifest), form: kit.guestKinds[kind] ?? 'instance', manifest },
    };
  });
}

/** A file may hold nothing but what the guests of another one refer to. */
function guestsOf(
  objects: readonly WrittenObject[],
  file: string,
  { guestKinds, relatedKinds }: StackKit,
): readonly WrittenObject[] {
  const onlyRelated = objects.length > 0 && objects.every(({ kind }) => relatedKinds.includes(kind));
  return onlyRelated ? [] : ofKinds(objects, Object.keys(guestKinds), file);
}

/** Hosts are named like their machines, so that reasons read well; of several alike the second is `genoa-2`. */
function hostsOf({ host, setting, kernel, qemu, libvirt, ovmf }: ExplainArguments): readonly CaseHost[] {
  const settings = setting.map(parseSetting);
  const applicable = host.map((machine) => new Set(listSettings(getMachine(machine)).map(({ id }) => id)));
  for (const { name } of settings) {
    if (!applicable.some((ids) => ids.has(name)))
      throw new UsageError(`no host has a setting "${name}"`, {
        fix: `fauxmetal profile list shows the settings of ${host.join(', ')}`,
      });
  }
  const versions = {
    ...(kernel !== undefined && { kernel }),
    ...(qemu !== undefined && { qemu }),
    ...(libvirt !== undefined && { libvirt }),
    ...(ovmf !== undefined && { ovmf }),
  };
  return host.map((machine, index) => {
    const before = host.slice(0, index).filter((other) => other === machine).length;
    const mine = settings.filter(({ name }) => applicable[index]?.has(name) === true);
    return {
      name: before === 0 ? machine : `${machine}-${before + 1}`,
      machine,
      settings: Object.fromEntries(mine.map(({ name, value }): [string, SettingValue] => [name, value])),
      ...(Object.keys(versions).length > 0 && { versions }),
    };
  });
}
