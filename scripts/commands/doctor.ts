import { ansiPalette } from '../../reports/writers/palette.js';
import { examine, type Finding } from '../doctor/examine.js';
import { table } from '../table.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

/** `fauxmetal doctor`: what is installed and usable here, and how to get the rest. */
export const doctorCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'doctor',
    describe: 'what is installed and usable here, what it is needed for, and how to get the rest',
    builder: (yargs) =>
      yargs.epilogue('The exit code is 0 when hosts can be simulated and stacks judged, whatever else is missing; else 2.'),
    handler: ({ json }) => {
      const findings = examine();
      const usable = findings.every(({ core, state }) => !core || state === 'ok');
      terminal.print(json ? `${JSON.stringify({ usable, findings }, undefined, 2)}\n` : report(findings, usable, terminal));
      process.exitCode = usable ? 0 : 2;
    },
  });

function report(findings: readonly Finding[], usable: boolean, terminal: Terminal): string {
  const text = table(['WHAT', 'STATE', 'NEEDED FOR', 'VERSION, OR HOW TO GET IT'], findings.map(rowOf), terminal.columns);
  return `${terminal.colour ? coloured(text) : text}\n${summary(findings, usable)}\n`;
}

function rowOf({ name, state, neededFor, version, problem, fix }: Finding): readonly string[] {
  const advice = [problem, fix].filter((part) => part !== undefined).join('; ');
  return [name, state, neededFor, state === 'ok' ? (version ?? '') : advice];
}

function summary(findings: readonly Finding[], usable: boolean): string {
  if (!usable) return 'fauxmetal does not work here.';
  if (findings.every(({ state }) => state === 'ok')) return 'Everything works here.';
  return 'Hosts can be simulated and stacks judged; what is not ok is needed for more.';
}

/** The state is the first word of its kind in a line, after two blanks: colouring cells would upset their widths. */
function coloured(text: string): string {
  const { strong, good, bad, doubtful } = ansiPalette;
  const paint = { ok: good, missing: doubtful, broken: bad } as const;
  return text
    .replace(/^.*$/m, strong)
    .replace(
      /^(\w[\w ]*? {2})(ok|missing|broken)\b/gm,
      (_, name: string, state: keyof typeof paint) => name + paint[state](state),
    );
}
