import type { KeyObject } from 'node:crypto';
import type { EvidenceVerifier } from '../../../contracts/verifier.js';
import type { Json, JsonObject } from '../../../core/json.js';
import { blocksOfPem } from '../../certificates/pem.js';
import { ecKey } from '../../keys/ec-key.js';
import type { KeyPair } from '../../keys/key-pair.js';
import { rsaKey } from '../../keys/rsa-key.js';
import { type Dialect, type DialectName, dialects } from '../dialect.js';
import type { HashAlgorithm } from '../evidence/report-data.js';
import { sampleDeviceVerifier } from '../evidence/sample-verifier.js';
import type { LogEntry } from '../log-entry.js';
import { defaultDevicePolicy, defaultProcessorPolicy } from '../policy/default-attestation-policy.js';
import { namedResourcePolicies, type ResourcePolicy } from '../policy/resource-policy.js';
import type { AttestationPolicy } from '../policy/trust-vector.js';
import { openRandomBytes, type RandomBytes } from '../random-bytes.js';
import { Sessions } from './session.js';

/** What a key broker is made with. */
export interface KeyBrokerConfiguration {
  readonly dialect: DialectName;
  /** Everything that is drawn is drawn from it: two brokers of one seed give the same answers. What is drawn from a known seed is known. */
  readonly seed: string;
  readonly administrator: {
    /** Ed25519. Whoever has the private key to it sets secrets and policies. */
    readonly publicKey: KeyObject;
    /** In `2026` the issuer a token must name; absent: any. */
    readonly issuer?: string;
  };
  /** Which evidence is believed. */
  readonly verifiers: readonly EvidenceVerifier[];
  /** How long a session lasts; 5 unless told otherwise, as a token. */
  readonly sessionMinutes?: number;
  readonly tokenMinutes?: number;
  /**
   * Whose tokens open resources: those the broker's own attestation service signed (`own`, the default), or whoever signed with the key in
   * the token itself (`any`). The second is what the SNP guide's broker did, with a warning, and what `insecure_header_jwk` does in 2026:
   * anybody can make such a token.
   */
  readonly tokenTrust?: 'own' | 'any';
  /** PEM, one or several certificates each: what `trusted_certs_paths` names. Tokens whose keys they vouch for are taken as well. */
  readonly trustedCertificates?: readonly string[];
  /** Certificates behind the key of the attestation service, DER, the key's own first; its tokens carry them. */
  readonly tokenCertificates?: readonly Uint8Array[];
  /** The digest evidence is bound with; sha384 unless told otherwise. Another is announced in the challenge, in `2026`. */
  readonly hashAlgorithm?: HashAlgorithm;
  /** Key of the attestation service: RSA in `2024-08`, on P-256 in `2026`. Absent: one that is always the same. */
  readonly tokenKey?: KeyPair;
}

/** All that a key broker knows; its steps read and change it, each in one go. */
export interface BrokerState {
  readonly configuration: KeyBrokerConfiguration;
  readonly dialect: Dialect;
  readonly random: RandomBytes;
  readonly tokenKey: KeyPair;
  /** Its public half, as tokens carry it. */
  readonly tokenJwk: JsonObject;
  /** Roots of certificates that may vouch for other keys, DER. */
  readonly tokenRoots: readonly Uint8Array[];
  readonly sessions: Sessions;
  readonly verifiers: ReadonlyMap<string, { readonly teeClass: string; readonly verify: EvidenceVerifier['verify'] }>;
  /** Secrets by path: `default/key/key2`. */
  readonly resources: Map<string, Uint8Array>;
  readonly policies: { resource: ResourcePolicy };
  /** By name: `default_cpu`, `default_gpu`. */
  readonly attestationPolicies: Map<string, AttestationPolicy>;
  readonly references: Map<string, Json>;
  /** What is said while one request is answered. */
  readonly log: LogEntry[];
}

/** A broker before its first request. */
export function openBroker(configuration: KeyBrokerConfiguration): BrokerState {
  const { dialect, seed, sessionMinutes = 5, tokenKey = defaultTokenKey(dialect) } = configuration;
  const random = openRandomBytes(seed, `kbs/${dialect}`);
  return {
    configuration,
    dialect: dialects[dialect],
    random,
    tokenKey,
    tokenJwk: jwkOf(tokenKey, configuration),
    tokenRoots: (configuration.trustedCertificates ?? []).flatMap((text) => blocksOfPem(text)),
    sessions: new Sessions(random, sessionMinutes),
    verifiers: new Map<string, { readonly teeClass: string } & Pick<EvidenceVerifier, 'verify'>>([
      ...configuration.verifiers.map((verifier) => [verifier.tee, { teeClass: 'cpu', ...bound(verifier) }] as const),
      ['sampledevice', { teeClass: 'gpu', ...sampleDeviceVerifier }] as const,
    ]),
    resources: new Map(),
    policies: { resource: namedResourcePolicies[dialect].get('default') as ResourcePolicy },
    attestationPolicies: new Map([
      ['default_cpu', defaultProcessorPolicy],
      ['default_gpu', defaultDevicePolicy],
    ]),
    references: new Map(),
    log: [],
  };
}

/** Writes into the log. */
export function note(state: BrokerState, level: LogEntry['level'], target: string, message: string): void {
  state.log.push({ level, target, message });
}

/** Certificates in the spelling of base64 of either time. */
function jwkOf({ publicKey }: KeyPair, { dialect, tokenCertificates }: KeyBrokerConfiguration): JsonObject {
  const encoding = dialect === '2024-08' ? 'base64url' : 'base64';
  const x5c = tokenCertificates?.map((der) => Buffer.from(der).toString(encoding));
  const jwk = { ...publicKey.export({ format: 'jwk' }), alg: dialects[dialect].tokenAlgorithm } as JsonObject;
  return x5c === undefined ? jwk : { ...jwk, x5c };
}

function bound(verifier: EvidenceVerifier): Pick<EvidenceVerifier, 'verify'> {
  return { verify: (evidence, expected, nowSeconds) => verifier.verify(evidence, expected, nowSeconds) };
}

function defaultTokenKey(dialect: DialectName): KeyPair {
  return dialect === '2024-08' ? rsaKey('fauxmetal', 'kbs/token', 2048) : ecKey('P-256', 'fauxmetal', 'kbs/token');
}
