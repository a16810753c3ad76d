import { writeHtml } from './html.js';
import { writeJson } from './json.js';
import { writeJunit } from './junit.js';
import { writeSarif } from './sarif.js';
import { writeStepSummary } from './step-summary.js';
import { writeTap } from './tap.js';
import { writeText } from './text.js';
import type { ReportWriter } from './writer.js';

/** One format of report: its name on the command line, the file it goes to, and what it is for. */
export interface ReportFormat {
  readonly name: string;
  readonly file: string;
  readonly purpose: string;
  readonly write: ReportWriter;
}

/** All formats, in the order they are offered. */
export const reportFormats: readonly ReportFormat[] = [
  { name: 'text', file: 'report.txt', purpose: 'for people at a screen', write: writeText },
  { name: 'json', file: 'report.json', purpose: 'everything, for programs; its bytes can be compared', write: writeJson },
  { name: 'html', file: 'report.html', purpose: 'one page to read, mail and keep', write: writeHtml },
  { name: 'junit', file: 'junit.xml', purpose: 'for CI servers', write: writeJunit },
  { name: 'tap', file: 'report.tap', purpose: 'for TAP harnesses', write: writeTap },
  { name: 'sarif', file: 'report.sarif', purpose: 'for code-scanning services', write: writeSarif },
  { name: 'step-summary', file: 'step-summary.md', purpose: 'for $GITHUB_STEP_SUMMARY', write: writeStepSummary },
];
