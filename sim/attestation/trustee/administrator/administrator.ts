import type { Json } from '../../../core/json.js';
import type { Ed25519KeyPair } from '../../keys/key-pair.js';
import { type DialectName, dialects } from '../dialect.js';
import { type Exchange, type HttpResponse, httpRequest } from '../http-message.js';
import { signToken } from '../token/json-web-signature.js';

/** What an administrator works with. */
export interface AdministratorConfiguration {
  readonly dialect: DialectName;
  readonly exchange: Exchange;
  /** `kbs/config/private.key` of the SNP guide. */
  readonly key: Ed25519KeyPair;
}

/** How long a token of an administrator is good. */
const tokenMinutes = 5;

/**
 * A token by which a broker knows its administrator: of 2024 with times alone, since then with a role and who issued it. Sources:
 * kbs/src/auth.rs of trustee 0a6d7f90 and tools/kbs-client; kbs/config/docker-compose of 78962cd4.
 */
export function administratorToken(dialect: DialectName, key: Ed25519KeyPair, nowSeconds: number): string {
  const times = { iat: nowSeconds, nbf: nowSeconds, exp: nowSeconds + tokenMinutes * 60 };
  const who = dialect === '2024-08' ? {} : { iss: 'TrusteeInDocker', role: 'admin' };
  return signToken(key, 'EdDSA', {}, { ...who, ...times });
}

/** The administrator of a broker, as the command `kbs-client config` is: each call is one request. */
export class Administrator {
  readonly #configuration: AdministratorConfiguration;

  constructor(configuration: AdministratorConfiguration) {
    this.#configuration = configuration;
  }

  /** `set-resource --path default/key/key2`. */
  setResource(path: string, secret: Uint8Array, nowSeconds: number): Promise<HttpResponse> {
    return this.#post(`resource/${path}`, { body: secret }, nowSeconds);
  }

  /** `set-resource-policy`. */
  setResourcePolicy(text: string, nowSeconds: number): Promise<HttpResponse> {
    return this.#post('resource-policy', { json: { policy: Buffer.from(text).toString('base64url') } }, nowSeconds);
  }

  /** `set-attestation-policy --id default_cpu`. */
  setAttestationPolicy(id: string, text: string, nowSeconds: number): Promise<HttpResponse> {
    const json = { type: 'rego', policy_id: id, policy: Buffer.from(text).toString('base64url') };
    return this.#post('attestation-policy', { json }, nowSeconds);
  }

  /** `set-sample-reference-value`. */
  setReferenceValues(values: Readonly<Record<string, Json>>, nowSeconds: number): Promise<HttpResponse> {
    const payload = Buffer.from(JSON.stringify(values)).toString('base64');
    return this.#post('reference-value', { json: { version: '0.1.0', type: 'sample', payload } }, nowSeconds);
  }

  #post(
    endpoint: string,
    content: { readonly json?: unknown; readonly body?: Uint8Array },
    nowSeconds: number,
  ): Promise<HttpResponse> {
    const { dialect, exchange, key } = this.#configuration;
    const headers = {
      authorization: `Bearer ${administratorToken(dialect, key, nowSeconds)}`,
      'user-agent': dialects[dialect].userAgents.administrator,
    };
    return exchange(httpRequest('POST', `/kbs/v0/${endpoint}`, { ...content, headers }));
  }
}
