import { createDecipheriv, createPublicKey, diffieHellman, hash, type JsonWebKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ecKey } from '../../../sim/attestation/keys/ec-key.js';
import { ed25519Key } from '../../../sim/attestation/keys/ed25519-key.js';
import { Administrator } from '../../../sim/attestation/trustee/administrator/administrator.js';
import { sampleVerifier } from '../../../sim/attestation/trustee/evidence/sample-verifier.js';
import { sampleAttester } from '../../../sim/attestation/trustee/guest/attester.js';
import { teeKey } from '../../../sim/attestation/trustee/guest/tee-key.js';
import { type Exchange, type HttpResponse, httpRequest } from '../../../sim/attestation/trustee/http-message.js';
import { KeyBroker } from '../../../sim/attestation/trustee/key-broker.js';
import { canonicalJson, type Json, type JsonObject } from '../../../sim/core/json.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { type LineProgram, startLineProgram } from '../line-program.js';
import { builtRust } from '../snp/built-rust.js';

// Every message of a conversation goes through the types that Trustee and guest-components are built on: kbs-types 0.6.0 in 2024, 0.18.0
// now. What they read strictly we must write so, and what they write we must read.

const dependencies = [
  'kbs-types = { version = "=0.18.0", default-features = false, features = ["alloc"] }',
  'kbs-types-2024 = { package = "kbs-types", version = "=0.6.0" }',
  'serde_json = "1"',
];
const path = 'default/key/key2';
const now = 1_790_000_000;

let program: Outcome<string, string>;

beforeAll(async () => {
  program = await builtRust('kbs-messages', dependencies, import.meta.dirname);
});

describe.each(['2024-08', '2026'] as const)('the types of kbs-types', (dialect) => {
  it(`read all that a broker of ${dialect} says, and write what it reads`, async (context) => {
    if (!program.ok) return context.skip(program.reason);
    const messages = startLineProgram(program.value, []);
    const key = ed25519Key('fauxmetal', 'kbs/administrator');
    const configuration = { dialect, seed: 'peer', administrator: { publicKey: key.publicKey }, verifiers: [sampleVerifier] };
    const broker = new KeyBroker(configuration);
    const exchange: Exchange = async (request) => (await broker.answer(request, now)).response;
    const administrator = new Administrator({ dialect, exchange, key });
    await administrator.setResource(path, Buffer.from('Testing a key\n'), now);
    await administrator.setResourcePolicy('allow_all', now);
    const through = throughTypes(messages, dialect);
    try {
      const { publicKey, open } = teeKey(dialect, 'fauxmetal');
      const old = dialect === '2024-08';
      const request = await through('request', { version: old ? '0.1.0' : '0.4.0', tee: 'sample', 'extra-params': '' });
      const challenged = await exchange(httpRequest('POST', '/kbs/v0/auth', { json: request }));
      const nonce = (await through('challenge', bodyOf(challenged))) as string;
      expect(Buffer.from(nonce, 'base64')).toHaveLength(32);
      const asked = { nonce, 'tee-pubkey': publicKey as unknown as JsonObject };
      const digest = old ? ownDigest(asked) : Buffer.from((await through('digest', asked)) as number[]);
      const evidence = (await sampleAttester.evidence(digest)) as JsonObject;
      const attestation = await through(
        'attestation',
        old
          ? { 'tee-pubkey': asked['tee-pubkey'], 'tee-evidence': JSON.stringify(evidence) }
          : { 'init-data': null, 'runtime-data': asked, 'tee-evidence': { primary_evidence: evidence, additional_evidence: '' } },
      );
      const cookie = (challenged.headers['set-cookie'] ?? '').split(';')[0] ?? '';
      const attested = await exchange(httpRequest('POST', '/kbs/v0/attest', { json: attestation, headers: { cookie } }));
      expect(attested.status).toBe(200);
      const released = await exchange(httpRequest('GET', `/kbs/v0/resource/${path}`, { headers: { cookie } }));
      const response = await through('response', bodyOf(released));
      expect(old ? response : (response as JsonObject)['again']).toEqual(bodyOf(released));
      const secret = old
        ? await open(response as unknown as Parameters<typeof open>[0])
        : opened(bodyOf(released), (response as { readonly aad: string }).aad);
      expect(Buffer.from(secret).toString()).toBe('Testing a key\n');
      const denied = await exchange(httpRequest('POST', '/kbs/v0/attest', { json: attestation }));
      expect((await through('error', bodyOf(denied))) as string[]).toEqual([
        expect.stringContaining('https://github.com/confidential-containers/kbs/errors/'),
        expect.any(String),
      ]);
      await expect(through('challenge', { nonce: 5 })).rejects.toThrow('invalid type');
    } finally {
      await messages.end();
    }
    await context.annotate(
      `${dialect}, kbs-types ${dialect === '2024-08' ? '0.6.0' : '0.18.0'}: 5 kinds of messages, a secret, a denial`,
    );
  });
});

/** What the types make of a value: they read it and write it again. */
function throughTypes(messages: LineProgram, dialect: string): (want: string, given: Json) => Promise<Json> {
  return async (want, given) => {
    messages.write(JSON.stringify({ dialect, want, given }));
    const answer = await messages.next<JsonObject>(() => true);
    if (answer['problem'] !== undefined) throw new Error(`${want}: ${answer['problem']}`);
    return answer['made'] as Json;
  };
}

function bodyOf({ body }: HttpResponse): JsonObject {
  return JSON.parse(Buffer.from(body).toString()) as JsonObject;
}

/** In 2024 the digest was not among the types. */
function ownDigest(asked: JsonObject): Buffer {
  return hash('sha384', canonicalJson(asked), 'buffer');
}

/** Takes a secret out as a guest does that authenticates what the types made of the header. */
function opened(response: JsonObject, aad: string): Buffer {
  const bytes = (name: string) => Buffer.from(String(response[name]), 'base64url');
  const { epk } = JSON.parse(bytes('protected').toString()) as { readonly epk: JsonWebKey };
  const publicKey = createPublicKey({ key: epk, format: 'jwk' });
  const agreed = diffieHellman({ privateKey: ecKey('P-256', 'fauxmetal', 'guest/tee').privateKey, publicKey });
  const algorithm = Buffer.from('ECDH-ES+A256KW');
  const number = (value: number) => Buffer.from([0, 0, value >> 8, value & 255]);
  const parts = [number(1), agreed, number(algorithm.length), algorithm, number(0), number(0), number(256)];
  const unwrap = createDecipheriv('id-aes256-wrap', hash('sha256', Buffer.concat(parts), 'buffer'), Buffer.alloc(8, 0xa6));
  const contentKey = Buffer.concat([unwrap.update(bytes('encrypted_key')), unwrap.final()]);
  const decipher = createDecipheriv('aes-256-gcm', contentKey, bytes('iv'));
  decipher.setAAD(Buffer.from(aad)).setAuthTag(bytes('tag'));
  return Buffer.concat([decipher.update(bytes('ciphertext')), decipher.final()]);
}
