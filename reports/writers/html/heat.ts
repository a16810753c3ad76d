/** Class of a cell by its number of cases: `h0` for none up to `h5` from ten thousand on; `hf` where some failed. */
export function heatOf(cases: number, failed = 0): string {
  if (failed > 0) return 'hf';
  return cases === 0 ? 'h0' : `h${Math.min(5, 1 + Math.floor(Math.log10(cases)))}`;
}
