import { composeHost } from '../../profiles/index.js';
import {
  type Case,
  type CaseHost,
  type Command,
  caseFormat,
  clusterFaultNames,
  type FaultWindow,
  hostFaultNames,
} from '../../sim/contracts/commands.js';
import { type InputPlace, nearestName, UsageError } from '../../sim/core/usage-error.js';
import { commandMembers } from '../commands/command-members.js';
import { stackKit } from '../subjects/index.js';

/** Why a value from outside cannot be run as a case. */
export interface CaseProblem {
  /** Dotted path within the case; empty for all of it. */
  readonly path: string;
  readonly problem: string;
  readonly fix?: string;
  /** It is a case, but names what this version of fauxmetal does not know: a format, stack, machine, setting, version or command. */
  readonly unknown: boolean;
}

/** The first thing that is wrong with a value as a case, or undefined for one that can be run. */
export function caseProblem(value: unknown): CaseProblem | undefined {
  if (typeof value !== 'object' || value === null) return damaged('', 'there is no case');
  const { format, stack, hosts, commands, config, faults, interleaving } = value as Partial<Case>;
  if (format !== caseFormat) return formatProblem(format);
  if (typeof stack !== 'string') return damaged('stack', 'the case is of no stack');
  if (typeof config !== 'object' || config === null) return damaged('config', 'the case has no configuration');
  if (!Array.isArray(hosts) || hosts.length === 0) return damaged('hosts', 'the case has no hosts');
  if (!Array.isArray(commands)) return damaged('commands', 'the case has no list of commands');
  if (faults !== undefined && !Array.isArray(faults)) return damaged('faults', 'the faults of the case are not a list');
  if (interleaving !== undefined && !Array.isArray(interleaving))
    return damaged('interleaving', 'the interleaving is not a list');
  return (
    unknownAt('stack', () => void stackKit(stack)) ??
    firstOf(hosts as readonly CaseHost[], (host, index) => hostProblem(host, `hosts.${index}`)) ??
    firstOf(commands as readonly Command[], (command, index) => commandProblem(command, `commands.${index}`)) ??
    firstOf((faults ?? []) as readonly FaultWindow[], (window, index) => windowProblem(window, hosts, `faults.${index}`))
  );
}

/**
 * The value as a case.
 *
 * @param path dotted path of the case within its file.
 * @throws UsageError naming the file and the path of what is wrong.
 */
export function checkedCase(value: unknown, place: InputPlace, path: string): Case {
  const found = caseProblem(value);
  if (found !== undefined) throw problemIn(found, place, path);
  return value as Case;
}

/** A problem as an error that names the file it is in. @param path dotted path of the case within its file. */
export function problemIn({ path: inner, problem, fix }: CaseProblem, place: InputPlace, path: string): UsageError {
  const whole = [path, inner].filter((part) => part !== '').join('.');
  return new UsageError(problem, { place: { ...place, path: whole }, ...(fix !== undefined && { fix }) });
}

function formatProblem(format: unknown): CaseProblem {
  if (typeof format !== 'string') return damaged('format', `this is not a case: its format is not "${caseFormat}"`);
  const [family, number] = format.split('/');
  const [ownFamily, ownNumber] = caseFormat.split('/');
  if (family !== ownFamily) return damaged('format', `this is not a case: its format is "${format}", not "${caseFormat}"`);
  const newer = Number(number) > Number(ownNumber);
  const fix = newer ? 'update fauxmetal' : `this fauxmetal runs "${caseFormat}"`;
  return { path: 'format', problem: `the format of the case is "${format}"`, fix, unknown: true };
}

/** Names, settings and versions are looked up as they are when the case runs. */
function hostProblem(host: CaseHost, path: string): CaseProblem | undefined {
  if (typeof host?.name !== 'string') return damaged(`${path}.name`, 'the host has no name');
  if (typeof host.machine !== 'string') return damaged(`${path}.machine`, 'the host is of no machine');
  if (typeof host.settings !== 'object' || host.settings === null)
    return damaged(`${path}.settings`, 'the host has no settings, not even an empty object');
  const { machine, settings, versions } = host;
  return unknownAt(path, () => void composeHost({ machine, settings, ...(versions !== undefined && { versions }) }));
}

function commandProblem(command: Command, path: string): CaseProblem | undefined {
  const known = Object.keys(commandMembers);
  if (typeof command?.do !== 'string') return damaged(`${path}.do`, 'the command does not say what it does');
  if (!known.includes(command.do)) {
    const near = nearestName(command.do, known);
    const fix = near === undefined ? 'update fauxmetal, or take the command out' : `did you mean "${near}"?`;
    return { path: `${path}.do`, problem: `there is no command "${command.do}"`, fix, unknown: true };
  }
  const missing = commandMembers[command.do].find((member) => !(member in command));
  return missing === undefined ? undefined : damaged(`${path}.${missing}`, `the command "${command.do}" needs "${missing}"`);
}

function windowProblem(window: FaultWindow, hosts: Case['hosts'], path: string): CaseProblem | undefined {
  const known: readonly string[] = [...hostFaultNames, ...clusterFaultNames];
  if (typeof window?.fault !== 'string') return damaged(`${path}.fault`, 'the window does not say which fault');
  if (!hosts.some(({ name }) => name === window.host)) return damaged(`${path}.host`, `the case has no host "${window.host}"`);
  if (known.includes(window.fault)) return undefined;
  return { path: `${path}.fault`, problem: `there is no fault "${window.fault}"`, fix: 'update fauxmetal', unknown: true };
}

function damaged(path: string, problem: string): CaseProblem {
  return { path, problem, unknown: false };
}

/** What looking a name up says when there is no such thing. */
function unknownAt(path: string, lookUp: () => void): CaseProblem | undefined {
  try {
    lookUp();
    return undefined;
  } catch (problem) {
    if (problem instanceof UsageError) return { path, problem: problem.message, unknown: true };
    throw problem;
  }
}

function firstOf<Item>(items: readonly Item[], problemOf: (item: Item, index: number) => CaseProblem | undefined) {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
