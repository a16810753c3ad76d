/**
 * Items by name, in the order they came, for items that come and go all the time.
 *
 * A `Map` of the items would do, were it not that the engine links each table a Map has outgrown to the next one: from the first table
 * that has become old on, everything that was ever in the Map stays in memory until the next full collection, and is copied around until
 * then. Here the tables hold names and numbers only.
 */
export class Roster<Item extends object> {
  readonly #places = new Map<string, number>();
  readonly #items: (Item | undefined)[] = [];
  readonly #vacant: number[] = [];

  /** How many there are. */
  get size(): number {
    return this.#places.size;
  }

  /** Is there one of this name? */
  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** The one of this name. */
  get(name: string): Item | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : this.#items[place];
  }

  /** Adds one; in place of the one that has the name already, if there is one. */
  set(name: string, item: Item): void {
    const place = this.#places.get(name) ?? this.#vacant.pop() ?? this.#items.length;
    this.#places.set(name, place);
    this.#items[place] = item;
  }

  /** Removes the one of this name, if there is one. */
  delete(name: string): void {
    const place = this.#places.get(name);
    if (place === undefined) return;
    this.#places.delete(name);
    this.#items[place] = undefined;
    this.#vacant.push(place);
  }

  /** Removes all. */
  clear(): void {
    this.#places.clear();
    this.#items.length = 0;
    this.#vacant.length = 0;
  }

  /** All of them, first come first. */
  all(): readonly Item[] {
    return Array.from(this.#places.values(), (place) => this.#items[place] as Item);
  }
}
