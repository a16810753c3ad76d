import type { DialectName } from '../dialect.js';
import { type HttpResponse, textResponse } from '../http-message.js';
import type { Refusal } from '../refusal.js';

/** How a refusal looks to a client. */
export interface WireError {
  readonly status: number;
  /** Name of the error in Trustee; absent where its web server refuses before Trustee sees anything. */
  readonly variant?: string;
  readonly detail: string;
}

/**
 * A refusal as the broker of a dialect answers it: `{"type": …/<variant>, "detail"}`. Our own code for the defect, which is another one for
 * each kind where Trustee has one for many, stands in a header.
 *
 * @param endpoint what was asked for: `resource`, `resource-policy` …
 */
export function errorResponse(dialect: DialectName, refusal: Refusal, endpoint: string): HttpResponse {
  const { status, variant, detail } = wireError(dialect, refusal, endpoint);
  const headers = { 'x-fauxmetal-reason': refusal.code };
  if (variant === undefined) return textResponse(status, detail, headers);
  return textResponse(status, JSON.stringify({ type: `${errorPrefix}/${variant}`, detail }), headers);
}

const errorPrefix = 'https://github.com/confidential-containers/kbs/errors';

/** The status, the name and the words of a refusal. Sources: kbs/src/http/error.rs of trustee 0a6d7f90, kbs/src/error.rs of 78962cd4. */
export function wireError(dialect: DialectName, refusal: Refusal, endpoint: string): WireError {
  if (refusal.at === 'request' && refusal.code !== 'unknown-plugin') return ofWebServer(refusal);
  if (dialect === '2024-08' && unreadable2024.has(refusal.code)) return { status: 400, detail: 'Json deserialize error' };
  const [variant, detail, status = 401] = dialect === '2024-08' ? of2024(refusal) : of2026(refusal, endpoint);
  return { status, variant, detail };
}

type Words = readonly [variant: string, detail: string, status?: number];

/** What actix-web answers by itself. */
function ofWebServer({ code, message }: Refusal): WireError {
  const statuses = new Map([
    ['oversize', 413],
    ['unknown-endpoint', 404],
    ['method', 405],
  ]);
  return { status: statuses.get(code) ?? 400, detail: code === 'oversize' ? message : '' };
}

/** What the web server of 2024 could not make a message of. */
const unreadable2024 = new Set(['malformed-json', 'unknown-tee', 'tee-key']);

function of2024({ at, code, message }: Refusal): Words {
  const special = words2024.get(code);
  if (special !== undefined) return special;
  switch (at) {
    case 'auth':
      return ['ProtocolVersion', `KBS Client Protocol Version Mismatch: ${message}`];
    case 'attest':
      return ['AttestationFailed', `Attestation failed: ${message}`];
    case 'token':
      return ['TokenParseFailed', `Received an illegal token: verify token failed: ${message}`];
    case 'encryption':
      return ['JWEFailed', `Json Web Encryption failed: ${message}`];
    case 'admin':
      return ['FailedAuthentication', `Authentication failed: Requester is not an authorized user: ${message}`];
    default:
      return ['PolicyEndpoint', `Policy error: Set policy error ${message}`];
  }
}

const words2024: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['no-cookie', ['MissingCookie', 'The cookie is missing']],
  ['unknown-session', ['InvalidCookie', 'The cookie is invalid']],
  ['session-expired', ['ExpiredCookie', 'The cookie is expired']],
  ['policy-denied', ['PolicyReject', 'Resource not permitted.']],
  ['resource-path', ['InvalidRequest', 'The request is invalid: Invalid resource path']],
  ['resource-missing', ['ReadSecretFailed', 'Read secret failed: read resource from local fs', 404]],
  ['token-missing', ['InvalidRequest', 'The request is invalid: parse Authorization header failed: Header']],
  ['tee-key-missing', ['AttestationClaimsParseFailed', missingTeeKey()]],
]);

function missingTeeKey(): string {
  return 'Received illegal attestation claims: Failed to find `tee-pubkey` in the attestation claims';
}

function of2026({ at, code, message }: Refusal, endpoint: string): Words {
  switch (at) {
    case 'auth':
      return ['AttestationError', `Attestation error: RCAR handshake Auth failed: ${message}`];
    case 'attest':
      return ['AttestationError', 'Attestation error: RCAR handshake Attest failed'];
    case 'token':
      return code === 'token-missing'
        ? ['TokenNotFound', 'Attestation Token not found']
        : ['TokenVerifierError', 'Token Verifier error'];
    case 'resource':
      return ['PluginInternalError', 'Plugin internal error'];
    case 'encryption':
      return ['JweError', 'JWE failed'];
    case 'resource-policy':
      return code === 'policy-denied' ? ['PolicyDeny', message] : ['ParsePolicyError', `Failed to parse policy: ${message}`];
    case 'attestation-policy':
      return ['AttestationError', 'Attestation error: Set Attestation Policy failed'];
    case 'reference-value':
      return ['RvpsError', `RVPS configuration failed: ${message}`];
    case 'admin':
      return forAdministrators(message, endpoint);
    default:
      return ['PluginNotFound', `Plugin ${endpoint} not found`, 404];
  }
}

/** For resources Trustee says that its own configuration failed: the error takes another way there. */
function forAdministrators(message: string, endpoint: string): Words {
  const denied = `Admin access denied: ${message}`;
  if (endpoint === 'resource') return ['AdminAuthInitialization', `failed to initialize [admin] configuration: ${denied}`];
  return ['AdminAuthAccess', `admin access denied for endpoint ${endpoint}: ${denied}`];
}
