import { done } from '../../../core/outcome.js';
import { bearerOf, type HttpRequest } from '../http-message.js';
import { refuse, type Step } from '../refusal.js';
import { judgeTimes, type TokenDefect, verifyToken } from '../token/json-web-signature.js';
import type { BrokerState } from './broker-state.js';

/**
 * Whether a request comes from the administrator: it bears a token signed with the administrator's Ed25519 key, and is within its times. In
 * `2026` the token has the role `admin` and ends some day. Sources: kbs/src/auth.rs of trustee 0a6d7f90 (with the 15 minutes of leeway of
 * the crate `jwt-simple`); kbs/src/admin of 78962cd4, mode AuthenticatedAuthorization (60 seconds, of `jsonwebtoken`). The mode that lets
 * everybody in, the default there, is not here.
 */
export async function checkAdministrator(state: BrokerState, request: HttpRequest, nowSeconds: number): Promise<Step<undefined>> {
  const token = bearerOf(request);
  if (token === undefined) return refuse('admin', 'admin-token-missing', 'no bearer token');
  const { publicKey, issuer } = state.configuration.administrator;
  const verified = await verifyToken(token, 'EdDSA', publicKey);
  if (!verified.ok) return refuse('admin', `admin-token-${verified.reason}`, defects[verified.reason]);
  const old = state.dialect.name === '2024-08';
  const times = judgeTimes(verified.value, nowSeconds, { leeway: old ? 900 : 60, endless: old });
  if (times !== 'valid') return refuse('admin', `admin-token-${times}`, `the token is ${times.replaceAll('-', ' ')}`);
  if (old) return done(undefined);
  if (issuer !== undefined && verified.value['iss'] !== issuer)
    return refuse('admin', 'admin-issuer', 'the token is of another issuer');
  return verified.value['role'] === 'admin'
    ? done(undefined)
    : refuse('admin', 'admin-role', 'the token is not that of an administrator');
}

const defects: Readonly<Record<TokenDefect, string>> = {
  oversize: 'the token is longer than 64 KiB',
  malformed: 'what it bears is not a JSON Web Token',
  algorithm: 'the token is signed in another way',
  signature: 'Cannot verify token with any of the issuers',
};
