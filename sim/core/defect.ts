/** A mistake in fauxmetal itself. It ends the run with exit code 4 and is never turned into a verdict about a subject. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

/**
 * States what must hold if fauxmetal is correct.
 *
 * @throws Defect when it does not hold.
 */
export function assertThat(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new Defect(`this must hold, but does not: ${claim}`);
}
