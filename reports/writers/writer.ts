import type { Report } from '../report.js';
import type { Timing } from '../timing.js';
import type { Palette } from './palette.js';

/**
 * Turns a report into one text. Pure: the same report and options give the same bytes, ending in a line feed. Messages in a
 * report come from the program under test and may hold anything; a writer must neither break its format nor pass on control
 * characters.
 */
export type ReportWriter = (report: Report, options?: WriterOptions) => string;

/** What a writer may be told; each uses what it needs. */
export interface WriterOptions {
  /** Columns of the screen, 80 when absent. Replay commands and ids are never broken, so they may stick out. */
  readonly width?: number;
  /** Colours; none when absent. */
  readonly palette?: Palette;
  /** Folder the reports are written to, for replay commands; `fauxmetal-report` when absent. */
  readonly out?: string;
  /** The first line was printed before the run, so it is left out. */
  readonly announced?: boolean;
  /** Wall-clock facts, for the formats that have a place for them. */
  readonly timing?: Timing;
}

/** Where reports go when nobody says. */
export const defaultOut = 'fauxmetal-report';
