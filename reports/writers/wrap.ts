/**
 * Breaks a text into lines of at most `width` characters, at blanks where there are any. Runs of white space count as one blank.
 *
 * @param first what stands before the first line, e.g. `found:  `; later lines are indented by as much.
 */
export function wrap(text: string, width: number, first = ''): readonly string[] {
  const indent = ' '.repeat(lengthOf(first));
  const room = Math.max(8, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, room))) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((content, index) => `${index === 0 ? first : indent}${content}`.trimEnd());
}

/** Characters a text takes on the screen, one a code point. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** A word that fits no line is broken wherever it must be. */
function pieces(word: string, room: number): readonly string[] {
  if (word.length <= room) return word === '' ? [] : [word];
  const characters = [...word];
  const count = Math.ceil(characters.length / room);
  return Array.from({ length: count }, (_, index) => characters.slice(index * room, (index + 1) * room).join(''));
}
