import { rsaKey } from '../../../sim/attestation/keys/rsa-key.js';
import {
  type ClientFailure,
  type QuoteProvider,
  requestToken,
  verifyTrustAuthorityToken,
} from '../../../sim/attestation/trust-authority/trust-authority-client.js';
import type { Exchange } from '../../../sim/attestation/trustee/http-message.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import type { SocketTransport } from '../../attest/quote-over-socket.js';
import { exchangeOverHttp } from '../../serve/http/exchange-over-http.js';
import { secondsNow } from '../../serve/http/seconds-now.js';
import type { ServedTrustAuthority } from '../../serve/trust-authority/start-trust-authority.js';
import type { Terminal } from '../../terminal.js';
import { StepFailure, type Teller } from '../story.js';
import { policyId } from './authority.js';
import { type InsideGuest, quoteProvider } from './inside-machine.js';
import { vm } from './machine.js';
import type { TdxStorySetting } from './setting.js';

/** Nonce, quote, token, by Intel’s client. */
export async function getToken(
  inside: InsideGuest,
  { url, apiKeys, log }: ServedTrustAuthority,
  { broken }: TdxStorySetting,
  socket: SocketTransport,
  teller: Teller,
): Promise<string> {
  const quoteFor = quoteProvider(inside, socket);
  const { publicKey } = rsaKey('fauxmetal', 'guest/tee', 2048);
  const userData = publicKey.export({ type: 'spki', format: 'der' });
  const client = { exchange: exchangeOverHttp(url), apiKey: apiKeys[0] ?? '', version: 'v1', policyIds: [policyId] } as const;
  teller.run(`${vm}#`, 'trustauthority-cli create-key-pair --pub-path key.pub.pem');
  teller.run(
    `${vm}#`,
    `trustauthority-cli token --config config.json --user-data $(base64 key.pub.der) --policy-ids ${policyId}`,
  );
  const exchange = broken === 'nonce' ? await withUsedNonce(client, quoteFor, userData) : client.exchange;
  const token = await requestToken({ ...client, exchange }, quoteFor, userData);
  teller.remark(`requests of the authority: ${log.join('; ')}`);
  const value = orFail(token);
  teller.output(`${value.slice(0, 72)}…`);
  return value;
}

/** Gets a token with a nonce, and then hands out that nonce again. */
async function withUsedNonce(
  client: Parameters<typeof requestToken>[0],
  quoteFor: QuoteProvider,
  userData: Uint8Array,
): Promise<Exchange> {
  let nonce: Awaited<ReturnType<Exchange>> | undefined;
  const exchange: Exchange = async (request) => {
    if (request.method !== 'GET') return client.exchange(request);
    nonce ??= await client.exchange(request);
    return nonce;
  };
  orFail(await requestToken({ ...client, exchange }, quoteFor, userData));
  return exchange;
}

/** Checks the token as anybody would who trusts the authority’s root. */
export async function verify(
  token: string,
  { url, root }: ServedTrustAuthority,
  terminal: Terminal,
  teller: Teller,
): Promise<JsonObject> {
  const now = Math.floor(secondsNow(terminal)());
  teller.run('anybody$', 'trustauthority-cli verify --config config.json --token $TOKEN');
  const claims = orFail(await verifyTrustAuthorityToken(token, exchangeOverHttp(url), [root], now));
  teller.output(`Token is valid and issued by Intel Trust Authority hosted at  ${String(claims.iss)}`);
  const shown = ['attester_type', 'attester_tcb_status', 'tdx_is_debuggable', 'tdx_mrconfigid', 'policy_ids_matched'];
  teller.output(JSON.stringify(Object.fromEntries(shown.map((name) => [name, claims[name] ?? null])), undefined, 2));
  return claims;
}

function orFail<Value>(outcome: Outcome<Value, ClientFailure>): Value {
  if (outcome.ok) return outcome.value;
  const { step, code, message } = outcome.reason;
  throw new StepFailure(code ?? step, message);
}
