import { mergeLogs } from '../../reports/index.js';
import { finishRunFolder, openRunFolder, readRunLog } from '../run-folder.js';
import { showReport } from '../show-report.js';
import { type Command, verb } from './command.js';
import { formatOption, outOption } from './report-options.js';

/** `fauxmetal merge`: joins the folders of shards into the report an unsharded run would have written. */
export const mergeCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'merge <folders..>',
    describe: 'join the folders of shards into one report with the true verdict',
    builder: (yargs) =>
      yargs
        .positional('folders', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'folders written by fauxmetal run --shard',
        })
        .option('out', outOption)
        .option('format', formatOption)
        .example('$0 merge s1 s2 --out m', 'join two shards'),
    handler: ({ folders, out, format, json }) => {
      const logs = folders.map(readRunLog);
      const merged = mergeLogs(logs, folders);
      const folder = openRunFolder(out);
      for (const record of merged) folder.append(record);
      const report = finishRunFolder(folder, format);
      showReport(report, folder.path, { json, announced: false }, terminal);
      process.exitCode = report.summary.exitCode;
    },
  });
