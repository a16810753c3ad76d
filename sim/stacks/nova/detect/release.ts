/** Is a dotted release the same as or later than another? Missing parts count as 0. */
export function isAtLeast(release: string, least: string): boolean {
  const [have, need] = [numbersOf(release), numbersOf(least)];
  for (let index = 0; index < need.length; index += 1) {
    const distance = (have[index] ?? 0) - (need[index] ?? 0);
    if (distance !== 0) return distance > 0;
  }
  return true;
}

function numbersOf(release: string): readonly number[] {
  return release.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
