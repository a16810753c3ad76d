import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Defect } from '../../sim/core/defect.js';

/** What the workers of a job are: their program, and what each is started with. */
export interface Workers {
  readonly program: URL;
  readonly data: unknown;
  readonly count: number;
}

/**
 * Hands parcels of work to worker threads and yields the answers as they come, in no particular order. Each worker has its next parcel
 * before it is done with one, so none ever waits for this thread; this thread takes parcels as well where it is told how, between which
 * it looks at what has come. Stopping early ends the workers; the parcels they were at are lost and no others.
 *
 * @param here Does a parcel in this thread, which then counts as one of the workers.
 * @throws Defect when a worker dies.
 */
export async function* inWorkers<Parcel, Answer>(
  parcels: readonly Parcel[],
  { program, data, count }: Workers,
  here?: (parcel: Parcel) => Answer,
): AsyncGenerator<Answer, void> {
  const waiting = [...parcels].reverse();
  const needed = Math.min(here === undefined ? count : count - 1, waiting.length);
  const arrivals = new Arrivals<Answer>();
  const workers = Array.from({ length: needed }, () => new Worker(program, { workerData: data }));
  let out = 0;
  const hand = (worker: Worker): void => {
    const parcel = waiting.pop();
    if (parcel === undefined) return;
    worker.postMessage(parcel);
    out += 1;
  };
  try {
    for (const worker of workers) {
      worker.on('message', (answer: Answer) => arrivals.push({ worker, answer }));
      worker.on('error', (problem) => arrivals.fail(problem));
    }
    const ahead = here === undefined ? parcelsAhead : parcelsAheadOfBusy;
    for (let handed = 0; handed < ahead; handed += 1) for (const worker of workers) hand(worker);
    while (out > 0 || waiting.length > 0) {
      const own = here === undefined ? undefined : waiting.pop();
      if (own !== undefined && here !== undefined) yield here(own);
      const come = own === undefined ? [await arrivals.next()] : await arrivals.now();
      for (const { worker, answer } of come) {
        out -= 1;
        hand(worker);
        yield answer;
      }
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Parcels a worker has at once: the one it is at, and the next. */
const parcelsAhead = 2;

/** The same where this thread hands out more only between parcels of its own, one of which may take as long as three of others. */
const parcelsAheadOfBusy = 4;

interface Arrival<Answer> {
  readonly worker: Worker;
  readonly answer: Answer;
}

/** Answers of all workers in the order they came. */
class Arrivals<Answer> {
  readonly #waiting: Arrival<Answer>[] = [];
  #wake: (() => void) | undefined;
  #problem: Error | undefined;

  push(arrival: Arrival<Answer>): void {
    this.#waiting.push(arrival);
    this.#wake?.();
  }

  fail(problem: Error): void {
    this.#problem = new Defect(`a worker thread died: ${problem.message}`);
    this.#wake?.();
  }

  /** What has come by now, without waiting for more. */
  async now(): Promise<readonly Arrival<Answer>[]> {
    await setImmediate();
    if (this.#problem !== undefined) throw this.#problem;
    return this.#waiting.splice(0);
  }

  async next(): Promise<Arrival<Answer>> {
    for (;;) {
      if (this.#problem !== undefined) throw this.#problem;
      const arrival = this.#waiting.shift();
      if (arrival !== undefined) return arrival;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
