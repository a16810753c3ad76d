/** One JSON object a line for everything libvirt clients could hear of. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { UsageError } from '../../../sim/core/usage-error.js';
import type { DaemonEvent } from '../../../sim/libvirtd/daemon-contract.js';
import type { Terminal } from '../../terminal.js';

/** Where events of all hosts are written. */
export interface EventLog {
  write(host: string, event: DaemonEvent): void;
  close(): void;
}

/**
 * Opens a log.
 *
 * @param file a path, which is begun anew, or `-` for standard output.
 * @throws UsageError when the file cannot be written.
 */
export function openEventLog(file: string, terminal: Terminal): EventLog {
  // yargs makes an empty text of a lone dash.
  if (file === '-' || file === '')
    return logTo(
      (line) => terminal.print(line),
      terminal,
      () => {},
    );
  const descriptor = opened(file);
  return logTo(
    (line) => void writeSync(descriptor, line),
    terminal,
    () => closeSync(descriptor),
  );
}

function logTo(put: (line: string) => void, terminal: Terminal, close: () => void): EventLog {
  return {
    write: (host, event) => put(`${JSON.stringify({ time: terminal.timeOfDay(), host, ...event }, withoutBigInts)}\n`),
    close,
  };
}

function opened(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (problem) {
    const { code = 'unknown error' } = problem as NodeJS.ErrnoException;
    throw new UsageError(`events cannot be written there (${code})`, { place: { file }, fix: 'name a file you may write' });
  }
}

/** JSON has no 64-bit integers: they become texts, as in libvirt's own JSON. */
function withoutBigInts(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
