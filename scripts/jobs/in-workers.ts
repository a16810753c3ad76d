import { Worker } from 'node:worker_threads';
import { Defect } from '../../sim/core/defect.js';

/** What the workers of a job are: their program, and what each is started with. */
export interface Workers {
  readonly program: URL;
  readonly data: unknown;
  readonly count: number;
}

/**
 * Hands parcels of work to worker threads, one at a time each, and yields the answers as they come, in no particular order. Stopping
 * early ends the workers; the parcels they were at are lost and no others.
 *
 * @throws Defect when a worker dies.
 */
export async function* inWorkers<Parcel, Answer>(
  parcels: readonly Parcel[],
  { program, data, count }: Workers,
): AsyncGenerator<Answer, void> {
  const waiting = [...parcels];
  const needed = Math.min(count, waiting.length);
  const arrivals = new Arrivals<Answer>();
  const workers = Array.from({ length: needed }, () => new Worker(program, { workerData: data }));
  try {
    for (const worker of workers) {
      worker.on('message', (answer: Answer) => arrivals.push({ worker, answer }));
      worker.on('error', (problem) => arrivals.fail(problem));
      worker.postMessage(waiting.shift());
    }
    for (let open = needed; open > 0; ) {
      const { worker, answer } = await arrivals.next();
      if (waiting.length === 0) open -= 1;
      else worker.postMessage(waiting.shift());
      yield answer;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

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
