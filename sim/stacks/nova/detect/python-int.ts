/**
 * A number as Python's `int` reads text: blanks around it and single underscores between digits are fine, a sign too, and nothing else
 * is. Undefined for what it raises ValueError for.
 *
 * @example pythonInt(' 1_0 ') // 10
 * @example pythonInt('0x10') // undefined
 */
export function pythonInt(text: string): number | undefined {
  const written = text.trim();
  return /^[+-]?\d+(_\d+)*$/.test(written) ? Number(written.replaceAll('_', '')) : undefined;
}
