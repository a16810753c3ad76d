import type { Report } from '../report.js';
import { plainPalette } from './palette.js';
import { mapStrings, printable } from './strings.js';
import { coverageLines } from './text/coverage.js';
import { findingLines } from './text/findings.js';
import { assumedLines, markLines, unexercisedLines } from './text/gaps.js';
import { groupLines } from './text/groups.js';
import { headerLines } from './text/header.js';
import { hostLines } from './text/hosts.js';
import { poolLines } from './text/pools.js';
import type { Screen } from './text/screen.js';
import { verdictLines } from './text/verdict.js';
import { defaultOut, type ReportWriter } from './writer.js';

/**
 * The report on a screen: who ran what and how to run it again first, the verdict last, where the eye is when the run ends.
 */
export const writeText: ReportWriter = (report, options = {}) => {
  const screen: Screen = {
    width: options.width ?? 80,
    palette: options.palette ?? plainPalette,
    out: options.out ?? defaultOut,
    announced: options.announced ?? false,
  };
  const safe = mapStrings(report, printable);
  const sections = sectionsInOrder.map((lines) => lines(safe, screen)).filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

/** A section of the screen; no lines when it has nothing to say. */
type Section = (report: Report, screen: Screen) => readonly string[];

const sectionsInOrder: readonly Section[] = [
  headerLines,
  hostLines,
  groupLines,
  poolLines,
  coverageLines,
  unexercisedLines,
  markLines,
  assumedLines,
  findingLines,
  verdictLines,
];
