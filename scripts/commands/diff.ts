import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ansiPalette, buildReport, diffReports, openReport, plainPalette, type Report, writeDiff } from '../../reports/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { logFileName, readRunLog } from '../run-folder.js';
import { type Command, verb } from './command.js';

/** `fauxmetal diff`: what changed between two reports. */
export const diffCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'diff <before> <after>',
    describe: 'compare two reports: regressions, fixes, what is not exercised any more; exit code 1 when anything got worse',
    builder: (yargs) =>
      yargs
        .positional('before', { type: 'string', demandOption: true, describe: 'folder of the earlier run, or its report.json' })
        .positional('after', { type: 'string', demandOption: true, describe: 'folder of the later run, or its report.json' })
        .example('$0 diff main-report branch-report', 'what a branch changed'),
    handler: ({ before, after, json }) => {
      const diff = diffReports(readReport(before), readReport(after));
      const palette = terminal.colour ? ansiPalette : plainPalette;
      terminal.print(json ? `${JSON.stringify(diff, undefined, 2)}\n` : writeDiff(diff, { width: terminal.columns, palette }));
      process.exitCode = diff.regressions.length + diff.lost.length > 0 ? 1 : 0;
    },
  });

/** Reads a sealed report; of a folder without one, the report its log comes to. */
function readReport(path: string): Report {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'report.json') : path;
  if (existsSync(file)) return openReport(readFileSync(file, 'utf8'), file);
  if (existsSync(join(path, logFileName))) return buildReport(readRunLog(path));
  throw new UsageError(`there is no report at ${path}`, { fix: 'give a folder that fauxmetal run wrote, or a report.json' });
}
