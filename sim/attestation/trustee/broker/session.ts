import { done } from '../../../core/outcome.js';
import { cookieOf, type HttpRequest } from '../http-message.js';
import type { RandomBytes } from '../random-bytes.js';
import { refuse, type Step } from '../refusal.js';
import { httpTime } from '../utc-time.js';

/** A guest in conversation with the broker: it has a nonce, and after its evidence passed a token. */
export interface Session {
  /** 32 hexadecimal digits. Whoever has them is the guest. */
  readonly id: string;
  readonly tee: string;
  /** Base64 of 32 bytes. */
  readonly nonce: string;
  readonly expiresAt: number;
  /** The first token given out; a session never has a second. */
  token?: string;
}

/** Sessions of a broker, by id. */
export class Sessions {
  readonly #byId = new Map<string, Session>();
  readonly #random: RandomBytes;
  readonly #minutes: number;
  #sweptAt = 0;

  constructor(random: RandomBytes, minutes: number) {
    this.#random = random;
    this.#minutes = minutes;
  }

  /** Begins a conversation. */
  open(tee: string, nowSeconds: number): Session {
    this.#sweep(nowSeconds);
    const nonce = this.#random(32).toString('base64');
    const session = { id: uuid(this.#random(16)), tee, nonce, expiresAt: nowSeconds + this.#minutes * 60 };
    this.#byId.set(session.id, session);
    return session;
  }

  /** The session a request belongs to. One that is over is forgotten. */
  of(request: HttpRequest, nowSeconds: number): Step<Session> {
    const id = cookieOf(request, cookieName);
    if (id === undefined) return refuse('attest', 'no-cookie', 'cookie not found');
    const session = this.#byId.get(id);
    if (session === undefined) return refuse('attest', 'unknown-session', 'session not found');
    if (session.expiresAt >= nowSeconds) return done(session);
    this.#byId.delete(id);
    return refuse('attest', 'session-expired', 'session expired.');
  }

  /** Forgets what is over, once a minute as the real broker does. */
  #sweep(nowSeconds: number): void {
    if (nowSeconds < this.#sweptAt + 60) return;
    this.#sweptAt = nowSeconds;
    for (const [id, { expiresAt }] of this.#byId) if (expiresAt + 60 < nowSeconds) this.#byId.delete(id);
  }
}

/** What a client must send back. Source: kbs/src/session.rs of trustee 0a6d7f90. */
export function cookieFor({ id, expiresAt }: Session): string {
  return `${cookieName}=${id}; Expires=${httpTime(expiresAt)}`;
}

const cookieName = 'kbs-session-id';

/** A random UUID (version 4) without its hyphens. */
function uuid(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex');
}
