import { defaultOut, reportFormats } from '../../reports/index.js';

/** `--out`: where a report goes. */
export const outOption = {
  type: 'string',
  default: defaultOut,
  describe: 'folder for the reports, run.log.jsonl and cases/; files of an earlier run are replaced',
} as const;

/** `--format`: which reports are written. */
export const formatOption = {
  type: 'string',
  array: true,
  choices: reportFormats.map(({ name }) => name),
  default: ['json', 'junit', 'html'] as string[],
  describe: 'reports to write; repeatable',
} as const;
