/**
 * The same function, which does not do the same work twice: results are kept by argument, the oldest forgotten beyond `limit`. For pure
 * functions only. An answer of libvirt is some 200 kB of XML, and equal hosts give equal ones.
 */
export function remembered<Result>(read: (text: string) => Result, limit = 128): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = read(text);
    if (results.size >= limit) results.delete(results.keys().next().value as string);
    results.set(text, result);
    return result;
  };
}
