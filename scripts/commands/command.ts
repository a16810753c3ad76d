import type { Argv, CommandModule } from 'yargs';
import { configurationText } from '../configuration.js';
import type { Terminal } from '../terminal.js';

/** One verb of the command line: given a terminal, the yargs module that declares its flags and runs it. */
export type Command = (terminal: Terminal) => CommandModule;

/** Flags every verb has. */
export interface GlobalFlags {
  readonly json: boolean;
}

/** Declares a verb so that its handler gets exactly the flags its builder declares; `--print-config` shows them instead. */
export function verb<Flags>(
  terminal: Terminal,
  definition: {
    readonly command: string;
    readonly describe: string;
    readonly builder: (yargs: Argv<GlobalFlags>) => Argv<Flags>;
    readonly handler: (flags: Flags) => void | Promise<void>;
  },
): CommandModule {
  const handler = (flags: Flags & { readonly printConfig?: boolean }): void | Promise<void> => {
    if (flags.printConfig === true) terminal.print(configurationText(flags as Readonly<Record<string, unknown>>, terminal));
    else return definition.handler(flags);
  };
  return { ...definition, handler } as unknown as CommandModule;
}

/** Declares a verb that only leads to others: `host list`, `host show` … */
export function verbGroup(command: string, describe: string, members: readonly Command[], terminal: Terminal): CommandModule {
  return {
    command: `${command} <action>`,
    describe,
    builder: (yargs) =>
      members
        .reduce((built, member) => built.command(member(terminal)), yargs)
        .demandCommand(1, `say which; fauxmetal ${command} --help lists them`),
    handler: () => {},
  };
}
