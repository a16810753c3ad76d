import type { Argv } from 'yargs';
import { type Break, breaks } from '../demo/breaks.js';

/** Declares what every demo can do: fail on purpose. */
export function breakOption<Arguments>(yargs: Argv<Arguments>) {
  return yargs.option('break', {
    type: 'string',
    choices: Object.keys(breaks) as Break[],
    describe: 'break one step on purpose: exit code 1, and which step failed and why',
  });
}
