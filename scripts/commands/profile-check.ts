import { existsSync } from 'node:fs';
import { composeHost, getMachine, listMachines, loadMachineFile, type Machine } from '../../profiles/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { bootHost } from '../../sim/host/boot.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

/** `fauxmetal profile check`: are these profiles well-formed, free of contradictions, and do they boot? */
export const profileCheckCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'check [profiles..]',
    describe: 'check machine files or ids; without any, all that are bundled',
    builder: (yargs) =>
      yargs
        .positional('profiles', { type: 'string', array: true, describe: 'machine ids, or paths of machine YAML files' })
        .example('$0 profile check ./my-server.yaml', 'check a machine of your own'),
    handler: ({ profiles, json }) => {
      const named = profiles === undefined || profiles.length === 0 ? listMachines().map(({ id }) => id) : profiles;
      const results = named.map(checked);
      if (json) terminal.print(`${JSON.stringify({ profiles: results }, undefined, 2)}\n`);
      else show(results, terminal);
      process.exitCode = results.every(({ problem }) => problem === undefined) ? 0 : 2;
    },
  });

interface CheckResult {
  readonly profile: string;
  /** File, line, path, rule and fix in one sentence; absent when all is well. */
  readonly problem?: string;
}

/** One bad file must not keep the others from being checked, so a usage error becomes a row here. */
function checked(profile: string): CheckResult {
  try {
    bootHost(composeHost({ machine: machineOf(profile) }));
    return { profile };
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    return { profile, problem: problem.message };
  }
}

function machineOf(profile: string): Machine {
  return existsSync(profile) ? loadMachineFile(profile) : getMachine(profile);
}

function show(results: readonly CheckResult[], terminal: Terminal): void {
  for (const { profile, problem } of results) terminal.print(problem === undefined ? `ok    ${profile}\n` : `BAD   ${problem}\n`);
  const bad = results.filter(({ problem }) => problem !== undefined).length;
  terminal.print(`${results.length - bad} of ${results.length} profiles are fine\n`);
}
