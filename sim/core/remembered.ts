import { textPrint } from './text-print.js';

/**
 * The same function, which does not do the same work twice: results are kept by argument, the oldest forgotten beyond `limit`. For pure
 * functions only. A document of a host is read over and over in a campaign and is some 100 kB of XML.
 */
export function remembered<Result>(read: (text: string) => Result, limit = 256): (text: string) => Result {
  const byPrint = new Map<number, readonly Reading<Result>[]>();
  const oldestFirst = new Set<Reading<Result>>();
  let latest: readonly Reading<Result>[] = [];
  return (text) => {
    for (const known of latest) if (known.text === text) return known.result;
    const reading = readingOf(text);
    latest = [reading, ...latest].slice(0, latestMax);
    return reading.result;
  };

  function readingOf(text: string): Reading<Result> {
    const print = textPrint(text);
    const alike = byPrint.get(print) ?? [];
    for (const known of alike) if (known.text === text) return known;
    const reading = { text, print, result: read(text) };
    byPrint.set(print, [...alike, reading]);
    oldestFirst.add(reading);
    if (oldestFirst.size > limit) forgetOldest();
    return reading;
  }

  function forgetOldest(): void {
    const [oldest] = oldestFirst;
    if (oldest === undefined) return;
    oldestFirst.delete(oldest);
    latest = latest.filter((reading) => reading !== oldest);
    const others = (byPrint.get(oldest.print) ?? []).filter((other) => other !== oldest);
    if (others.length === 0) byPrint.delete(oldest.print);
    else byPrint.set(oldest.print, others);
  }
}

/** A host's documents are the same texts whenever somebody looks, and the engine knows a text at once when it is the very same. */
const latestMax = 4;

/**
 * The same function of an object, carried out once for each: what it gave is kept beside the object and goes with it. Objects are told apart
 * by identity, so they must not change.
 */
export function oncePerObject<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const results = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known.result;
    const result = make(key);
    results.set(key, { result });
    return result;
  };
}

interface Reading<Result> {
  readonly text: string;
  readonly print: number;
  readonly result: Result;
}
