import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal.js';

/** Shows what an endless job has come to: a line that changes on a screen, one line every ten seconds in a log. */
export interface FuzzProgress {
  /** Called after every case; `words` are only asked for when they are shown. */
  step(words: () => string): void;
  /** Removes the line. */
  stop(): void;
}

const logEveryMs = 10_000;
const screenEveryMs = 200;

/** Starts showing progress. */
export function startFuzzProgress(terminal: Terminal): FuzzProgress {
  const line = terminal.interactive ? screenLine() : undefined;
  const everyMs = terminal.interactive ? screenEveryMs : logEveryMs;
  let last = terminal.now();
  return {
    step: (words) => {
      if (terminal.now() - last < everyMs) return;
      last = terminal.now();
      if (line === undefined) terminal.note(words());
      else line.update(0, { words: words() });
    },
    stop: () => line?.stop(),
  };
}

function screenLine(): SingleBar {
  const line = new SingleBar({ format: '{words}', hideCursor: true, clearOnComplete: true, stream: process.stderr });
  line.start(1, 0, { words: '' });
  return line;
}
