/**
 * A set of small numbers as bits, like the kernel's bitmaps: it grows to the largest number added, so a wide range costs nothing
 * before it is used, and the lowest gap is found 32 numbers at a time.
 */
export class IdBitmap {
  /** Signed 32-bit numbers; what is missing is 0. A plain array: there are thousands of hosts, and an empty typed array is big. */
  readonly #words: number[] = [];

  /** True when `id` is in the set. */
  has(id: number): boolean {
    return (this.#word(id >>> 5) & (1 << (id & 31))) !== 0;
  }

  /** Puts `id` into the set. */
  add(id: number): void {
    while (this.#words.length <= id >>> 5) this.#words.push(0);
    this.#words[id >>> 5] = this.#word(id >>> 5) | (1 << (id & 31));
  }

  /** Takes every number of `others` out of the set. */
  removeAll(others: IdBitmap): void {
    for (let at = 0; at < this.#words.length; at += 1) this.#words[at] = this.#word(at) & ~others.#word(at);
  }

  /** Takes `id` out of the set. */
  remove(id: number): void {
    if (id >>> 5 < this.#words.length) this.#words[id >>> 5] = this.#word(id >>> 5) & ~(1 << (id & 31));
  }

  /** Empties the set. */
  clear(): void {
    this.#words.length = 0;
  }

  /** The lowest number from `first` on that is not in the set. */
  firstAbsent(first: number): number {
    let gaps = ~this.#word(first >>> 5) & (-1 << (first & 31));
    let at = first >>> 5;
    while (gaps === 0) {
      at += 1;
      gaps = ~this.#word(at);
    }
    return at * 32 + lowestBit(gaps);
  }

  #word(at: number): number {
    return this.#words[at] ?? 0;
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
