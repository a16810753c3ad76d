import { existsSync, readFileSync } from 'node:fs';
import { summaryOf } from '../../conformance/commands/summary.js';
import { type ReplayFile, type ReplayResult, readReplayFile, replay } from '../../conformance/runner/replay.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { chosenSubject } from './subject-options.js';

/** `fauxmetal replay`: runs saved cases again and says FIXED or FAILED for each. */
export const replayCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'replay <files..>',
    describe: 'run saved cases again: FIXED or FAILED for each; exit code 1 when any still fails',
    builder: (yargs) =>
      yargs
        .positional('files', { type: 'string', array: true, demandOption: true, describe: 'files from <out>/cases/' })
        .option('quirk', {
          type: 'string',
          array: true,
          describe: 'quirks to switch on instead of those the case was saved with',
        })
        .option('compat', { type: 'string', describe: 'release to judge instead of the subject the case was saved with' })
        .example('$0 replay fauxmetal-report/cases/*.json', 'all counterexamples of the last run'),
    handler: ({ files, quirk, compat, json }) => {
      const results = files.map((file) => replayOne(file, { quirk, compat }));
      if (json)
        terminal.print(
          `${JSON.stringify(
            results.map(({ file, result }) => ({ file, ...result })),
            undefined,
            2,
          )}\n`,
        );
      else for (const result of results) show(result, terminal);
      process.exitCode = results.some(({ result }) => result.verdict === 'failed') ? 1 : 0;
    },
  });

interface Replayed {
  readonly file: string;
  readonly saved: ReplayFile;
  readonly result: ReplayResult;
}

function replayOne(file: string, { quirk, compat }: { quirk: string[] | undefined; compat: string | undefined }): Replayed {
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`, { fix: 'fauxmetal run writes cases to <out>/cases/' });
  const saved = readReplayFile(readFileSync(file, 'utf8'), file);
  if (quirk === undefined && compat === undefined) return { file, saved, result: replay(saved) };
  const { quirks } = chosenSubject({ quirk: quirk ?? [], compat }, stackKit(saved.subject.stack));
  return { file, saved, result: replay(saved, quirks) };
}

function show({ file, saved, result }: Replayed, terminal: Terminal): void {
  terminal.print(`${result.verdict === 'fixed' ? 'FIXED ' : 'FAILED'}  ${saved.requirement}  ${file}\n`);
  terminal.print(`        ${summaryOf(saved.case)}\n`);
  if (result.verdict === 'failed') terminal.print(`        ${result.message}\n`);
  else if (result.alsoBroken.length > 0) terminal.print(`        but it breaks ${result.alsoBroken.join(', ')}\n`);
}
