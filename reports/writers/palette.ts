/** How parts of a text are set off. Each function returns its text with marks around it that take no room on the screen. */
export interface Palette {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
}

/** Sets off one text. */
export type Paint = (text: string) => string;

/** Nothing is set off: for files, pipes and NO_COLOR. */
export const plainPalette: Palette = { strong: same, faint: same, good: same, bad: same, doubtful: same };

/** The colours every terminal has (ECMA-48 SGR parameters 1, 2, 31, 32, 33). */
export const ansiPalette: Palette = {
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  doubtful: sgr(33, 39),
};

function same(text: string): string {
  return text;
}

function sgr(on: number, off: number): Paint {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
