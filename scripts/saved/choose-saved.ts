import type { Argv } from 'yargs';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { readSaved, type SavedInFile } from './read-saved.js';

/** Flags that say which of several cases is meant. */
export interface ChoiceArguments {
  requirement: string | undefined;
  number: number | undefined;
}

/** Declares `--requirement` and `--number`. */
export function choiceOptions<Arguments>(yargs: Argv<Arguments>) {
  return yargs
    .option('requirement', { type: 'string', describe: 'only the case that broke this requirement, of a file with several' })
    .option('number', { type: 'number', describe: 'only the case at this position of its file, from 1' });
}

/**
 * The cases of files that are meant.
 *
 * @throws UsageError as {@link readSaved}, and when none fits.
 */
export function chosenSaved(files: readonly string[], { requirement, number }: ChoiceArguments): readonly SavedInFile[] {
  const all = files.flatMap(readSaved);
  const chosen = all.filter(
    (each) => (requirement === undefined || each.requirement === requirement) && (number === undefined || each.number === number),
  );
  if (chosen.length > 0) return chosen;
  if (requirement === undefined)
    throw new UsageError(`there is no case ${number} in ${files.join(', ')}`, { fix: `it has ${all.length}` });
  const known = all.flatMap((each) => each.requirement ?? []);
  const near = nearestName(requirement, known);
  throw new UsageError(`no case of ${files.join(', ')} is about "${requirement}"`, {
    fix: near === undefined ? `they are about ${[...new Set(known)].join(', ')}` : `did you mean "${near}"?`,
  });
}
