import type { Verdict } from '../../../sim/core/verdict.js';
import type { Paint, Palette } from '../palette.js';

/** Where a text is shown. */
export interface Screen {
  /** Columns. */
  readonly width: number;
  readonly palette: Palette;
  /** Folder of the reports, for replay commands. */
  readonly out: string;
  /** The first line of the run was printed before it started. */
  readonly announced: boolean;
}

/** The colour of a verdict. */
export function paintOf(verdict: Verdict, palette: Palette): Paint {
  if (verdict === 'fail' || verdict === 'error') return palette.bad;
  return verdict === 'inconclusive' ? palette.doubtful : palette.good;
}
