import type { Requirement } from '../../conformance/requirements/requirement.js';
import { stackKits } from '../../conformance/subjects/index.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { table } from '../table.js';
import { type Command, verb, verbGroup } from './command.js';

/** `fauxmetal requirements`: the catalogue of promises. */
export const requirementsCommand: Command = (terminal) =>
  verbGroup(
    'requirements',
    'list the promises a stack is held to, or show one with its source',
    [listCommand, showCommand],
    terminal,
  );

const listCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'list',
    describe: 'all requirements, one line each',
    builder: (yargs) => yargs.option('stack', { type: 'string', describe: 'only those of one stack' }),
    handler: ({ stack, json }) => {
      const list = allRequirements().filter((requirement) => stack === undefined || requirement.stack === stack);
      if (json) terminal.print(`${JSON.stringify({ requirements: list }, undefined, 2)}\n`);
      else terminal.print(table(['REQUIREMENT', 'LEVEL', 'STAGE', 'SENTENCE'], list.map(rowOf), terminal.columns));
    },
  });

const showCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'show <id>',
    describe: 'one requirement: sentence, level, stage and source',
    builder: (yargs) => yargs.positional('id', { type: 'string', demandOption: true, describe: 'requirement id' }),
    handler: ({ id, json }) => {
      const requirement = requirementNamed(id);
      if (json) terminal.print(`${JSON.stringify(requirement, undefined, 2)}\n`);
      else for (const [field, value] of Object.entries(requirement)) terminal.print(`${field.padEnd(9)} ${value}\n`);
    },
  });

function allRequirements(): readonly Requirement[] {
  const all = stackKits.flatMap((kit) => kit.requirements);
  return [...new Map(all.map((requirement) => [requirement.id, requirement])).values()];
}

function requirementNamed(id: string): Requirement {
  const all = allRequirements();
  const found = all.find((requirement) => requirement.id === id);
  if (found !== undefined) return found;
  const near = nearestName(
    id,
    all.map((requirement) => requirement.id),
  );
  throw new UsageError(`there is no requirement "${id}"`, {
    fix: near === undefined ? 'fauxmetal requirements list shows them all' : `did you mean "${near}"?`,
  });
}

function rowOf({ id, level, stage, sentence }: Requirement): readonly string[] {
  return [id, level, stage, sentence];
}
