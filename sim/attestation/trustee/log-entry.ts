import type { DialectName } from './dialect.js';
import { bearerOf, type HttpRequest, type HttpResponse } from './http-message.js';
import { isoTime } from './utc-time.js';

/** Something a broker says in its log. Never holds a secret, a key, a token or the id of a session. */
export interface LogEntry {
  readonly level: 'INFO' | 'WARN' | 'ERROR';
  /** The module that says it: `kbs::http::attest`. */
  readonly target: string;
  readonly message: string;
}

/** An entry as `docker logs` shows it: of 2024 by env_logger, of 2026 by tracing. */
export function logLine({ level, target, message }: LogEntry, dialect: DialectName, nowSeconds: number): string {
  if (dialect === '2024-08') return `[${isoTime(nowSeconds)} ${level.padEnd(5)} ${target}] ${message}`;
  const micros = String(Math.round((nowSeconds - Math.floor(nowSeconds)) * 1e6) % 1e6).padStart(6, '0');
  return `${isoTime(nowSeconds).slice(0, -1)}.${micros}Z ${level.padStart(5)} ${target}: ${message}`;
}

/**
 * What is said of each request: who, what, the status, the length of the answer, who they say they are, and how long it took.
 *
 * @param elapsedSeconds with as many digits as microseconds have.
 */
export function accessEntry(request: HttpRequest, response: HttpResponse, peer: string, elapsedSeconds: number): LogEntry {
  const { referer = '-', 'user-agent': agent = '-' } = request.headers;
  const line = `${request.method} ${request.target} HTTP/1.1`;
  const message = `${peer} "${plain(line)}" ${response.status} ${response.body.length} "${plain(referer)}" "${plain(agent)}" ${elapsedSeconds.toFixed(6)}`;
  return { level: 'INFO', target: 'actix_web::middleware::logger', message: withoutTokens(message, request) };
}

/** What is said before the first request. Sources: the log in the SNP guide; kbs/src/bin/kbs.rs and api_server.rs of trustee. */
export function startEntries(
  dialect: DialectName,
  at: { readonly socket: string; readonly workers: number },
): readonly LogEntry[] {
  const info = (target: string, message: string): LogEntry => ({ level: 'INFO', target, message });
  const server = [
    info('actix_server::builder', `starting ${at.workers} workers`),
    info('actix_server::server', 'Tokio runtime found; starting in existing Tokio runtime'),
  ];
  if (dialect === '2026') return [info('kbs::api_server', `Starting HTTP server at [${at.socket}]`), ...server];
  return [
    info('kbs', 'Using config file /etc/kbs-config.toml'),
    info('kbs::attestation::coco::grpc', 'Default AS connection pool size (100) is used'),
    info('kbs::attestation::coco::grpc', 'connect to remote AS [http://as:50004] with pool size 100'),
    info('kbs', `Starting HTTP server at [${at.socket}]`),
    ...server,
  ];
}

/** One line, whatever a client sends: what is not printable ASCII becomes an escape. */
function plain(text: string): string {
  return text.replace(
    /[^\x20-\x7e]|["\\]/g,
    (character) => `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
}

/** A client may put its token where it does not belong. */
function withoutTokens(message: string, request: HttpRequest): string {
  const token = bearerOf(request);
  return token === undefined ? message : message.replaceAll(token, '<token>');
}
