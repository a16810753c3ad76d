import type { RunRecord } from './log.js';

/** The shell command that runs the same plan again, e.g. `fauxmetal run --seed 7 --runs 400 --machine rome`. */
export function replayCommand(run: RunRecord): string {
  const words = ['fauxmetal', 'run', '--seed', String(run.seed), '--runs', String(run.plan.random), ...(run.flags ?? [])];
  return shellLine(words);
}

/** Words as one line for a POSIX shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** The shell command that runs one saved case again. */
export function replayCaseCommand(file: string): string {
  return `fauxmetal replay ${shellWord(file)}`;
}

/** Quoted for a POSIX shell when it needs it. */
function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
