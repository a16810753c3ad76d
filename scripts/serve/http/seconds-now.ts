import type { Terminal } from '../../terminal.js';
import { wallClock } from '../libvirt/wall-clock.js';

/** Seconds since 1970 as the terminal knows them, with what is behind the point. */
export function secondsNow(terminal: Terminal): () => number {
  const nanoseconds = wallClock(terminal);
  return () => Number(nanoseconds() / 1000n) / 1e6;
}
