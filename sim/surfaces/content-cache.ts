/**
 * Remembers values by their content key, so that hosts of the same machine share one copy of the expensive parts of documents.
 * Holds at most `limit` values; the oldest is forgotten first. What is forgotten is worked out again: bytes never depend on it.
 */
export function contentCache<Value>(limit: number): (key: string, make: () => Value) => Value {
  const held = new Map<string, Value>();
  return (key, make) => {
    const known = held.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (held.size >= limit) forgetOldest(held);
    held.set(key, value);
    return value;
  };
}

function forgetOldest(held: Map<string, unknown>): void {
  const oldest = held.keys().next();
  if (oldest.done !== true) held.delete(oldest.value);
}
