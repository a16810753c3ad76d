/** Where in a user's input a mistake stands. `line` and `column` count from 1; `path` is dotted: `facts.cpuid.maxAsid`. */
export interface InputPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/**
 * Wrong usage: an unknown machine, a malformed profile, a bad flag. Shown as one sentence with place and fix; exit code 2.
 *
 * @example new UsageError('unknown machine "genoaa"', { fix: 'did you mean "genoa"?' })
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly place: InputPlace;
  readonly fix: string | undefined;

  constructor(problem: string, options: { readonly place?: InputPlace; readonly fix?: string } = {}) {
    super(sentence(problem, options.place ?? {}, options.fix));
    this.place = options.place ?? {};
    this.fix = options.fix;
  }
}

function sentence(problem: string, place: InputPlace, fix: string | undefined): string {
  const position = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  const where = [position, place.path].filter((part) => part !== undefined && part !== '').join(': ');
  const prefix = where === '' ? '' : `${where}: `;
  return `${prefix}${problem}${fix === undefined ? '' : `; ${fix}`}`;
}

/**
 * The known name nearest to a mistyped one, or undefined when nothing is close: at most a third of its letters wrong, or two
 * where a third is less, and never all of them. Of equally near names the first.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(name.length, Math.max(2, Math.floor(name.length / 3)) + 1);
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
