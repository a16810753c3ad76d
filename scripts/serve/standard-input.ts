import { createInterface } from 'node:readline';
import type { Terminal } from '../terminal.js';
import type { LineSource } from './answer-lines.js';
import { instructionVerbs } from './instruction.js';

/** Lines of standard input, and the prompt before them. */
export interface StandardInput extends LineSource {
  /** Another prompt from now on; where one stands on the screen it is replaced, and what was typed stays. */
  prompt(text: string): void;
  close(): void;
}

/** Lines of standard input, until it ends or the user interrupts. At a screen: a prompt, history, and completion of the first word. */
export function standardInput(terminal: Terminal, prompt: string): StandardInput {
  const screen = terminal.interactive && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const reader = createInterface({
    input: process.stdin,
    ...(screen && { output: process.stdout, completer: completed }),
    prompt: screen ? prompt : '',
    terminal: screen,
  });
  // Begun at once, so that no line is lost while something else is still being waited for.
  const lines = reader[Symbol.asyncIterator]();
  const stopListening = terminal.onInterrupt(() => reader.close());
  let waiting = false;
  reader.on('SIGINT', () => reader.close());
  reader.on('line', () => {
    waiting = false;
  });
  // A prompt that nobody answered stands there without a line feed.
  reader.on('close', () => {
    if (waiting) process.stdout.write('\n');
  });
  return {
    lines: { [Symbol.asyncIterator]: () => lines },
    answered: () => {
      waiting = screen;
      if (screen) reader.prompt();
    },
    prompt: (text) => {
      if (!screen) return;
      reader.setPrompt(text);
      if (waiting) reader.prompt(true);
    },
    close: () => {
      stopListening();
      reader.close();
    },
  };
}

function completed(line: string): [string[], string] {
  return [instructionVerbs.filter((verb) => verb.startsWith(line)).map((verb) => `${verb} `), line];
}
