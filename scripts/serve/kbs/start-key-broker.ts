/** A key broker on a socket. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Ed25519KeyPair, KeyPair } from '../../../sim/attestation/keys/key-pair.js';
import type { KeyBrokerConfiguration } from '../../../sim/attestation/trustee/broker/broker-state.js';
import type { DialectName } from '../../../sim/attestation/trustee/dialect.js';
import { KeyBroker } from '../../../sim/attestation/trustee/key-broker.js';
import { accessEntry, type LogEntry, logLine, startEntries } from '../../../sim/attestation/trustee/log-entry.js';
import type { EvidenceVerifier } from '../../../sim/contracts/verifier.js';
import { UsageError } from '../../../sim/core/usage-error.js';
import type { Terminal } from '../../terminal.js';
import { secondsNow } from '../http/seconds-now.js';
import { type HttpAddress, serveHttp } from '../http/serve-http.js';

/** What a served broker is made with. */
export interface KeyBrokerOptions extends HttpAddress {
  readonly dialect: DialectName;
  /** Which evidence it believes. */
  readonly verifiers: readonly EvidenceVerifier[];
  /** Absent: another one each time, which nobody knows; then also the key that signs tokens is drawn anew. */
  readonly seed?: string;
  /** Absent: drawn anew. */
  readonly administratorKey?: Ed25519KeyPair;
  /** Where the private key of the administrator is written (PEM, readable by its owner alone). */
  readonly administratorKeyFile?: string;
  readonly tokenTrust?: KeyBrokerConfiguration['tokenTrust'];
  /** Told of each line of the log as it is written. */
  readonly onLine?: (line: string) => void;
}

/** A broker that can be reached. */
export interface ServedKeyBroker {
  readonly url: string;
  /** What `docker logs` would show. Holds no secrets, keys or tokens. */
  readonly log: readonly string[];
  /** The private key of the administrator, PEM: whoever has it sets secrets and policies. */
  readonly administratorKey: string;
  readonly broker: KeyBroker;
  stop(): Promise<void>;
}

/** How many lines of the log are kept. */
const linesKept = 10_000;

/**
 * Starts a key broker.
 *
 * @example const { url, administratorKey, stop } = await startKeyBroker({ dialect: '2026', verifiers: [sampleVerifier] }, terminal);
 * @throws UsageError where it cannot listen, or the key cannot be written.
 */
export async function startKeyBroker(options: KeyBrokerOptions, terminal: Terminal): Promise<ServedKeyBroker> {
  const { dialect, verifiers, seed, administratorKey = newAdministratorKey(), tokenTrust } = options;
  const broker = new KeyBroker({
    dialect,
    seed: seed ?? randomUUID(),
    administrator: { publicKey: administratorKey.publicKey },
    verifiers,
    ...(seed === undefined && { tokenKey: newTokenKey(dialect) }),
    ...(tokenTrust !== undefined && { tokenTrust }),
  });
  const pem = administratorKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  if (options.administratorKeyFile !== undefined) writeKey(options.administratorKeyFile, pem);
  const now = secondsNow(terminal);
  const log: string[] = [];
  const say = (entry: LogEntry): void => {
    const line = logLine(entry, dialect, now());
    if (log.push(line) > linesKept) log.shift();
    options.onLine?.(line);
  };
  const service = await serveHttp(async (request, from) => {
    const begun = terminal.now();
    const answer = await broker.answer(request, Math.floor(now()));
    answer.log.forEach(say);
    say(accessEntry(request, answer.response, from, (terminal.now() - begun) / 1000));
    return answer.response;
  }, options);
  startEntries(dialect, { socket: new URL(service.url).host, workers: availableParallelism() }).forEach(say);
  return { ...service, log, administratorKey: pem, broker };
}

function newAdministratorKey(): Ed25519KeyPair {
  return { kind: 'ed25519', ...generateKeyPairSync('ed25519') };
}

function newTokenKey(dialect: DialectName): KeyPair {
  if (dialect === '2024-08') return { kind: 'rsa', bits: 2048, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '', d = '' } = pair.privateKey.export({ format: 'jwk' });
  const [scalar, left, right] = [d, x, y].map((text) => Buffer.from(text, 'base64url')) as [Buffer, Buffer, Buffer];
  return { kind: 'ec', curve: 'P-256', scalar, x: left, y: right, ...pair };
}

function writeKey(file: string, pem: string): void {
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  } catch (problem) {
    const { code = 'unknown error' } = problem as NodeJS.ErrnoException;
    throw new UsageError(`the key of the administrator cannot be written there (${code})`, {
      place: { file },
      fix: 'name a file that does not exist yet, in a folder you may write',
    });
  }
}
