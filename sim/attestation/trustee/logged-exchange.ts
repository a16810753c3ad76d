import type { DialectName } from './dialect.js';
import type { Exchange } from './http-message.js';
import type { KeyBroker } from './key-broker.js';
import { accessEntry, logLine } from './log-entry.js';

/** Who asks, when, and who listens to what the broker says. */
export interface LoggedExchangeOptions {
  readonly dialect: DialectName;
  /** Address of the client as the log shows it. */
  readonly peer: string;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** How long an answer takes, in seconds, as the log shows it. In one process there is nothing to measure. */
  readonly elapsedSeconds?: number;
  readonly onLine: (line: string) => void;
}

/** Carries requests to a broker in this process, and tells what `docker logs` would show of each. */
export function loggedExchange(broker: KeyBroker, options: LoggedExchangeOptions): Exchange {
  const { dialect, peer, now, elapsedSeconds = 0, onLine } = options;
  return async (request) => {
    const moment = now();
    const { response, log } = await broker.answer(request, moment);
    for (const entry of [...log, accessEntry(request, response, peer, elapsedSeconds)]) onLine(logLine(entry, dialect, moment));
    return response;
  };
}
