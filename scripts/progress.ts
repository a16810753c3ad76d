import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** Shows how far a long job is: a bar on a screen, one line every ten seconds in a log. */
export interface Progress {
  /** One more unit is done; `failures` so far are shown beside it. */
  step(failures: number): void;
  /** Removes the bar. */
  stop(): void;
}

const logEveryMs = 10_000;

/** Starts showing progress over `total` units of a job. */
export function startProgress(terminal: Terminal, job: string, total: number): Progress {
  return terminal.interactive ? bar(job, total) : lines(terminal, job, total);
}

function bar(job: string, total: number): Progress {
  const single = new SingleBar({
    format: `${job} {bar} {value}/{total} · {failures} failing · {eta_formatted} left`,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  single.start(total, 0, { failures: 0 });
  return { step: (failures) => single.increment(1, { failures }), stop: () => single.stop() };
}

function lines(terminal: Terminal, job: string, total: number): Progress {
  let done = 0;
  let last = terminal.now();
  return {
    step: (failures) => {
      done += 1;
      if (terminal.now() - last < logEveryMs) return;
      last = terminal.now();
      terminal.note(`${job}: ${done} of ${total}, ${failures} failing`);
    },
    stop: () => {},
  };
}
