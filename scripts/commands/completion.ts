import { UsageError } from '../../sim/core/usage-error.js';
import { type Command, verb } from './command.js';

/** `fauxmetal completion`: a script to be sourced by a shell, which then asks this program for what fits. */
export const completionCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'completion',
    describe: 'print a completion script for bash or zsh',
    builder: (yargs) =>
      yargs
        .option('shell', { type: 'string', describe: 'bash or zsh; default: the one that is running, as SHELL says' })
        .example('source <($0 completion)', 'complete in this shell'),
    handler: ({ shell, json }) => {
      const name = shell ?? (/\bzsh$/.test(terminal.variables.SHELL ?? '') ? 'zsh' : 'bash');
      const script = scripts[name];
      if (script === undefined) throw new UsageError(`there is no completion for "${name}"`, { fix: 'known shells: bash, zsh' });
      terminal.print(json ? `${JSON.stringify({ shell: name, script })}\n` : script);
    },
  });

/** Bash would split the name of a release at its @, and then replace more than it splits off. */
const bash = `_fauxmetal() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(fauxmetal --get-yargs-completions "\${COMP_WORDS[@]}")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
COMP_WORDBREAKS="\${COMP_WORDBREAKS//@}"
complete -o default -F _fauxmetal fauxmetal
`;

/** Values may come with a description behind a colon, which is what `_describe` takes. */
const zsh = `#compdef fauxmetal
_fauxmetal() {
  local -a found
  found=("\${(@f)$(fauxmetal --get-yargs-completions "\${(@)words[1,CURRENT]}")}")
  if [[ -n \${found[1]} ]]; then _describe 'values' found; else _files; fi
}
compdef _fauxmetal fauxmetal
`;

const scripts: Readonly<Record<string, string>> = { bash, zsh };
