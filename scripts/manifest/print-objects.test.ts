import { expect, it } from 'vitest';
import { memoryTerminal } from '../memory-terminal.js';
import { printObjects } from './print-objects.js';

it('quotes what YAML 1.1 takes for something else than text', () => {
  const terminal = memoryTerminal();
  printObjects([{ enabled: 'yes', mode: '0777' }, { plain: 'text' }], false, terminal);
  expect(terminal.printed()).toBe('enabled: "yes"\nmode: "0777"\n---\nplain: text\n');
});
