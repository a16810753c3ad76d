/**
 * A number that different documents rarely share: of all characters of the first and last ones, where documents of one kind differ, and of
 * some in between. A long text itself would be a bad key: V8 takes the length of one for its hash, so that equally long documents would
 * all have to be compared.
 */
export function textPrint(text: string): number {
  const sparse = Math.ceil(text.length / samples);
  let print = text.length;
  for (let index = 0; index < text.length; ) {
    print = Math.imul(print ^ text.charCodeAt(index), 0x01000193);
    index += index < headCharacters || index >= text.length - tailCharacters ? 1 : sparse;
  }
  return print;
}

const headCharacters = 256;
const tailCharacters = 3072;
const samples = 256;
