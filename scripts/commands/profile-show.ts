import { factsOf, getMachine, type Machine, provenances } from '../../profiles/index.js';
import { table } from '../table.js';
import { type Command, verb } from './command.js';

/** `fauxmetal profile show`: every fact of a machine with where it comes from. */
export const profileShowCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'show <machine>',
    describe: 'every fact of a machine, with provenance and source',
    builder: (yargs) => yargs.positional('machine', { type: 'string', demandOption: true, describe: 'machine id' }),
    handler: ({ machine: id, json }) => {
      const machine = getMachine(id);
      const facts = factsOf(machine.facts);
      if (json) {
        const shown = facts.map(({ path, fact }) => ({ path, ...fact }));
        terminal.print(
          `${JSON.stringify({ id, about: machine.about, provenance: machine.provenance, facts: shown }, undefined, 2)}\n`,
        );
        return;
      }
      terminal.print(`${machine.id}: ${machine.about}\n${shareText(machine)}\n\n`);
      const rows = facts.map(({ path, fact }) => [path, valueText(fact.value), fact.provenance, fact.source]);
      terminal.print(table(['FACT', 'VALUE', 'PROVENANCE', 'SOURCE'], rows, terminal.columns));
    },
  });

function shareText({ provenance }: Machine): string {
  const total = provenances.reduce((sum, kind) => sum + provenance[kind], 0);
  const parts = provenances.map((kind) => `${Math.round((100 * provenance[kind]) / total)} % ${kind}`);
  return `${total} facts: ${parts.join(', ')}`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : JSON.stringify(value);
}
