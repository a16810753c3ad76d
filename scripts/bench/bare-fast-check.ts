import fc from 'fast-check';

/**
 * The ceiling: one property run over a sequence of commands that do nothing, as many as asked for on average. What the engine itself costs
 * before anything is simulated.
 */
export function bareFastCheck(commands: number, seed: number): void {
  // A sequence has any length up to the maximum, so half of it on average.
  fc.check(
    fc.property(fc.commands([fc.constant(new DoNothing())], { maxCommands: 2 * commands, size: 'max' }), (sequence) => {
      fc.modelRun(() => ({ model: { count: 0 }, real: { count: 0 } }), sequence);
    }),
    { numRuns: 1, seed },
  );
}

/** Commands that do nothing in a second of this process, in sequences of five. */
export function bareCommandsPerSecond(): number {
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < 300) bareFastCheck(5, runs++);
  return (5000 * runs) / (performance.now() - start);
}

interface Nothing {
  count: number;
}

class DoNothing implements fc.Command<Nothing, Nothing> {
  check(): boolean {
    return true;
  }
  run(model: Nothing): void {
    model.count += 1;
  }
}
