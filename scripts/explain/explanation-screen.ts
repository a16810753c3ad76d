import type { Palette } from '../../reports/index.js';

/** Where an explanation is shown. */
export interface ExplanationScreen {
  /** Columns. */
  readonly width: number;
  readonly palette: Palette;
  /** Show guests that a command made after the first few as well. */
  readonly everything: boolean;
}

/** The first line of a decision: `admit  web  accepted`. */
export function heading(stage: string, name: string, outcome: string, { palette }: ExplanationScreen): string {
  return [palette.strong(stage), name, outcome].filter((part) => part !== '').join('  ');
}
