import { summaryOf } from '../../conformance/commands/summary.js';
import { type ReplayResult, replay } from '../../conformance/runner/replay.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { choiceOptions, chosenSaved } from '../saved/choose-saved.js';
import type { SavedInFile } from '../saved/read-saved.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { chosenSubject } from './subject-options.js';

/** `fauxmetal replay`: runs saved cases again and says FIXED, FAILED or ERROR for each. */
export const replayCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'replay <files..>',
    describe:
      'run saved cases again: FIXED, FAILED or ERROR for each; exit code 1 when any still fails, 4 when any cannot be run',
    builder: (yargs) =>
      choiceOptions(yargs)
        .positional('files', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'saved cases, report.json, run logs, baselines, or folders of them',
        })
        .option('quirk', {
          type: 'string',
          array: true,
          describe: 'quirks to switch on instead of those the case was saved with',
        })
        .option('compat', { type: 'string', describe: 'release to judge instead of the subject the case was saved with' })
        .example('$0 replay fauxmetal-report/report.json', 'all counterexamples of the last run, from its report alone')
        .example('$0 replay fauxmetal-report/cases/*.json', 'the same, from the files beside it')
        .example('$0 replay fauxmetal-report/report.json --number 2', 'only the second')
        .example('$0 replay fauxmetal-corpus', 'everything fauxmetal fuzz saved'),
    handler: ({ files, quirk, compat, requirement, number, json }) => {
      const saved = chosenSaved(files, { requirement, number });
      const results = saved.map((each) => replayOne(each, { quirk, compat }));
      if (json) terminal.print(`${JSON.stringify(results.map(asJson), undefined, 2)}\n`);
      else for (const result of results) show(result, terminal);
      process.exitCode = exitCodeOf(results);
    },
  });

interface Replayed {
  readonly saved: SavedInFile;
  readonly result: ReplayResult;
}

function replayOne(saved: SavedInFile, { quirk, compat }: { quirk: string[] | undefined; compat: string | undefined }): Replayed {
  if (quirk === undefined && compat === undefined) return { saved, result: replay(saved) };
  const { quirks, release } = chosenSubject({ quirk: quirk ?? [], compat }, stackKit(saved.subject.stack));
  const { release: _, ...subject } = saved.subject;
  const judged = { ...saved, subject: { ...subject, ...(release !== undefined && { release: release.name }) } };
  return { saved, result: replay(judged, quirks) };
}

/** What could not be run is worse than what fails: nothing is known of it. */
function exitCodeOf(results: readonly Replayed[]): 0 | 1 | 4 {
  if (results.some(({ result }) => result.verdict === 'error')) return 4;
  return results.some(({ result }) => result.verdict === 'failed') ? 1 : 0;
}

function asJson({ saved: { file, number, requirement, case: theCase }, result }: Replayed): object {
  return { file, number, requirement, ...summaryWhenKnown(theCase, result), ...result };
}

function summaryWhenKnown(theCase: SavedInFile['case'], { verdict }: ReplayResult): object {
  return verdict === 'error' ? {} : { summary: summaryOf(theCase) };
}

function show({ saved, result }: Replayed, terminal: Terminal): void {
  const { file, number, of, requirement = 'all requirements' } = saved;
  const place = of === 1 ? file : `${file} number ${number}`;
  terminal.print(`${result.verdict.toUpperCase().padEnd(6)}  ${requirement}  ${place}\n`);
  if (result.verdict !== 'error') terminal.print(`        ${summaryOf(saved.case)}\n`);
  if (result.verdict !== 'fixed') terminal.print(`        ${wordsOf(saved, result)}\n`);
  else if (result.alsoBroken.length > 0) terminal.print(`        but it breaks ${result.alsoBroken.join(', ')}\n`);
}

/** A case that is about all requirements says which one broke. */
function wordsOf({ requirement }: SavedInFile, result: Exclude<ReplayResult, { verdict: 'fixed' }>): string {
  if (result.verdict === 'error' || requirement !== undefined) return result.message;
  return `${result.requirement}: ${result.message}`;
}
