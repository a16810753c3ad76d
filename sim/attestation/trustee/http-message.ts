/** A request as a service of attestation sees it, whatever carried it. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query: `/kbs/v0/resource/default/key/key2?a=b`. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The answer to an {@link HttpRequest}. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Carries a request to a service: a call in this process, or HTTP. Rejects where the service cannot be reached. */
export type Exchange = (request: HttpRequest) => Promise<HttpResponse>;

/** A request of some method, with JSON or bytes as its body. */
export function httpRequest(
  method: string,
  target: string,
  content: { readonly headers?: Readonly<Record<string, string>>; readonly json?: unknown; readonly body?: Uint8Array } = {},
): HttpRequest {
  const { headers = {}, json, body = new Uint8Array() } = content;
  if (json === undefined) return { method, target, headers, body };
  return { method, target, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(JSON.stringify(json)) };
}

/** An answer that is JSON. */
export function jsonResponse(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** An answer that is text, without a word on its type. */
export function textResponse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: Buffer.from(text) };
}

/** The path of a request, without its query. */
export function pathOf({ target }: HttpRequest): string {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}

/** The parameters behind the question mark; of those of one name the last. */
export function queryOf({ target }: HttpRequest): Readonly<Record<string, string>> {
  const start = target.indexOf('?');
  return start < 0 ? {} : Object.fromEntries(new URLSearchParams(target.slice(start + 1)));
}

/** One cookie of a request. */
export function cookieOf({ headers }: HttpRequest, name: string): string | undefined {
  for (const pair of (headers['cookie'] ?? '').split(';')) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** The token behind `Bearer` in the authorisation header. */
export function bearerOf({ headers }: HttpRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1];
}
