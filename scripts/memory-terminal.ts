import type { Terminal } from './terminal.js';

/** A terminal that keeps what is written to it: 80 columns, no colours, a clock that stands still. */
export interface MemoryTerminal extends Terminal {
  /** Everything printed as a result so far. */
  readonly printed: () => string;
  /** Everything said on the way so far. */
  readonly noted: () => string;
}

/** Opens one, as if the program had been started with these words. */
export function memoryTerminal(words: readonly string[] = [], variables: Terminal['variables'] = {}): MemoryTerminal {
  const printed: string[] = [];
  const noted: string[] = [];
  return {
    print: (text) => void printed.push(text),
    note: (text) => void noted.push(`${text}\n`),
    columns: 80,
    colour: false,
    interactive: false,
    words,
    variables,
    now: () => 0,
    timeOfDay: () => '2026-01-01T00:00:00Z',
    onInterrupt: () => () => {},
    printed: () => printed.join(''),
    noted: () => noted.join(''),
  };
}
