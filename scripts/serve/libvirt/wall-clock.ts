import type { Terminal } from '../../terminal.js';

/** Nanoseconds since 1970-01-01 UTC as the terminal knows them; does not go back while the command runs. */
export function wallClock(terminal: Terminal): () => bigint {
  const begun = BigInt(Date.parse(terminal.timeOfDay())) * 1_000_000n;
  const from = terminal.now();
  return () => begun + BigInt(Math.round((terminal.now() - from) * 1e6));
}
