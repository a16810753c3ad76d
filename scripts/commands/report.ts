import { ansiPalette, buildReport, plainPalette, reportFormats, timingOf } from '../../reports/index.js';
import { readRunLog } from '../run-folder.js';
import { type Command, verb } from './command.js';

/** `fauxmetal report`: renders a run's log again, in any format, on standard output. */
export const reportCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'report <folder>',
    describe: 'render the log of a run in any format, on standard output; exit code as of the run',
    builder: (yargs) =>
      yargs
        .positional('folder', { type: 'string', demandOption: true, describe: 'folder of a run, or its log' })
        .option('format', {
          type: 'string',
          choices: reportFormats.map(({ name }) => name),
          default: 'text',
          describe: formatsText,
        })
        .example('$0 report fauxmetal-report --format tap', 'for a TAP harness'),
    handler: ({ folder, format, json }) => {
      const records = readRunLog(folder);
      const report = buildReport(records);
      const wanted = reportFormats.find(({ name }) => name === (json ? 'json' : format));
      const palette = terminal.colour ? ansiPalette : plainPalette;
      const options = { width: terminal.columns, palette, out: folder, timing: timingOf(records) };
      terminal.print(wanted?.write(report, options) ?? '');
      process.exitCode = report.summary.exitCode;
    },
  });

const formatsText = reportFormats.map(({ name, purpose }) => `${name} (${purpose})`).join(', ');
