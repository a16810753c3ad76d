import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceVerifier } from '../../contracts/verifier.js';
import type { Json, JsonObject } from '../../core/json.js';
import { reportVersions } from '../amd/report.js';
import { pemOf } from '../certificates/pem.js';
import { ecKey } from '../keys/ec-key.js';
import type { KeyPair } from '../keys/key-pair.js';
import { rsaKey } from '../keys/rsa-key.js';
import { signingCertificates } from '../trust-authority/signing-certificates.js';
import { sampleVerifier } from './evidence/sample-verifier.js';
import { aaKbcParams } from './guest/aa-kbc-params.js';
import type { Attester } from './guest/attester.js';
import { sampleAttester } from './guest/attester.js';
import { teeKey } from './guest/tee-key.js';
import { type Exchange, httpRequest, jsonResponse } from './http-message.js';
import { judge } from './policy/attestation-policy.js';
import { type Condition, referenceOf, valuesAt } from './policy/condition.js';
import { defaultProcessorPolicy } from './policy/default-attestation-policy.js';
import { allows, namedResourcePolicies } from './policy/resource-policy.js';
import { type AttestationPolicy, trustClaims } from './policy/trust-vector.js';
import { openedAt, openLaboratory } from './testing/laboratory.js';
import { snpAttester, snpTrust, tdxAttester, tdxTrust } from './testing/protected-guests.js';
import { signToken, unverifiedToken } from './token/json-web-signature.js';

// What defects of Trustee and of guest components have taught: each as what must always hold, and where that is cheap with the defect put
// back in, which must be noticed. The commit that mended it stands beside each.

const dialects = ['2024-08', '2026'] as const;
const path = 'default/key/key2';
const secret = Buffer.from('Testing a key\n');

/** A verifier that overlooks what it should refuse with a code. */
function overlooking(verifier: EvidenceVerifier, code: string): EvidenceVerifier {
  return {
    tee: verifier.tee,
    verify: (...facts) => {
      const verdict = verifier.verify(...facts);
      return verdict.genuine || verdict.code !== code ? verdict : { genuine: true, claims: {} };
    },
  };
}

describe.each(dialects)('a broker of %s', (dialect) => {
  it('refuses a report with one bit of its signature flipped (trustee f3509421)', async () => {
    const attester: Attester = {
      tee: 'snp',
      evidence: async (digest) => withFlippedBit((await snpAttester().evidence(digest)) as JsonObject),
    };
    const code = async (verifier: EvidenceVerifier) => {
      const token = await openLaboratory(dialect, { verifiers: [verifier], attester })
        .guest()
        .agent.attest();
      return token.ok ? 'accepted' : token.reason.code;
    };
    expect(await code(snpTrust)).toBe('evidence/signature');
    expect(await code(overlooking(snpTrust, 'signature'))).toBe('accepted');
  });

  it('refuses evidence of an earlier conversation (trustee e823da00)', async () => {
    const replayed = async (verifier: EvidenceVerifier) => {
      let kept: JsonObject | undefined;
      const attester: Attester = {
        tee: 'sample',
        evidence: async (digest) => {
          kept ??= (await sampleAttester.evidence(digest)) as JsonObject;
          return kept;
        },
      };
      const { agent } = openLaboratory(dialect, { verifiers: [verifier], attester }).guest();
      expect((await agent.attest()).ok).toBe(true);
      const second = await agent.attest();
      return second.ok ? 'accepted' : second.reason.code;
    };
    expect(await replayed(sampleVerifier)).toBe('evidence/report-data');
    expect(await replayed(overlooking(sampleVerifier, 'report-data'))).toBe('accepted');
  });

  it('refuses evidence that is bound to nothing (trustee bc7c9b0c)', async () => {
    const attester: Attester = { tee: 'sample', evidence: () => ({ svn: '1' }) };
    expect(await openLaboratory(dialect, { attester }).guest().agent.attest()).toMatchObject({
      ok: false,
      reason: { code: 'evidence/report-data' },
    });
  });

  it('answers a second attestation of a session with the first token, whatever it says (trustee 65ee7e1a)', async () => {
    const laboratory = openLaboratory(dialect);
    const { agent } = laboratory.guest();
    const token = await agent.attest();
    laboratory.now += 10;
    const again = httpRequest('POST', '/kbs/v0/attest', { headers: { cookie: agent.cookie ?? '' }, json: { anything: true } });
    const { response } = await laboratory.broker.answer(again, laboratory.now);
    expect({ ok: true, value: JSON.parse(Buffer.from(response.body).toString()).token }).toEqual(token);
  });

  it('never gives a nonce or a session twice', async () => {
    const laboratory = openLaboratory(dialect);
    const seen = new Set<string>();
    for (let at = 0; at < 200; at += 1) {
      await laboratory.exchange(
        httpRequest('POST', '/kbs/v0/auth', { json: { version: dialect === '2026' ? '0.4.0' : '0.1.0', tee: 'sample' } }),
      );
      const { body, headers } = laboratory.answers[at]?.response ?? jsonResponse(0, {});
      seen.add(JSON.parse(Buffer.from(body).toString()).nonce).add((headers['set-cookie'] ?? '').slice(0, 47));
    }
    expect(seen.size).toBe(400);
  });

  it('refuses when any member of the key of the guest was changed on the way (guest-components 6f87275d)', async () => {
    const { publicKey } = teeKey(dialect, 'fauxmetal');
    for (const member of Object.keys(publicKey).filter((name) => name !== 'kty')) {
      const exchangeOf = ({ exchange }: { exchange: Exchange }): Exchange => {
        return (request) => exchange({ ...request, body: Buffer.from(changedKey(Buffer.from(request.body).toString(), member)) });
      };
      const laboratory = openLaboratory(dialect);
      const changed = await laboratory.guest({ exchange: exchangeOf(laboratory) }).agent.attest();
      expect([member, changed]).toMatchObject([member, { ok: false, reason: { code: 'evidence/report-data' } }]);
      const careless = openLaboratory(dialect, { verifiers: [overlooking(sampleVerifier, 'report-data')] });
      expect((await careless.guest({ exchange: exchangeOf(careless) }).agent.attest()).ok).toBe(true);
    }
  });

  it('lets nobody in with a token that somebody else signed, unless it is told to trust anybody (trustee fd93e251)', async () => {
    const forger = openLaboratory(dialect, { broker: { seed: 'forger', tokenKey: foreignKey(dialect) } });
    const token = await forger.guest().agent.attest();
    for (const [tokenTrust, status] of [
      ['own', 401],
      ['any', 200],
    ] as const) {
      const laboratory = openLaboratory(dialect, { broker: { tokenTrust } });
      await laboratory.administrator.setResource(path, secret, openedAt);
      await laboratory.administrator.setResourcePolicy('allow_all', openedAt);
      const headers = { authorization: `Bearer ${token.ok ? token.value : ''}` };
      expect((await laboratory.exchange(httpRequest('GET', `/kbs/v0/resource/${path}`, { headers }))).status).toBe(status);
    }
  });

  it('takes tokens of another attestation service whose key is vouched for, in whatever order and spelling (trustee 97b56b9a)', async () => {
    const tokenKey = foreignKey(dialect);
    const { chain } = signingCertificates('service', tokenKey, 'https://service.invalid');
    const [leaf, signing, root] = chain as [Buffer, Buffer, Buffer];
    const other = signingCertificates('elsewhere', tokenKey, 'https://service.invalid').chain[2] as Buffer;
    const status = async (trusted: readonly Buffer[], tokenCertificates: readonly Buffer[], respell = (text: string) => text) => {
      const service = openLaboratory(dialect, { broker: { seed: 'service', tokenKey, tokenCertificates } });
      const token = await service.guest().agent.attest();
      const laboratory = openLaboratory(dialect, {
        broker: { trustedCertificates: [trusted.map((der) => pemOf(der)).join('')] },
      });
      await laboratory.administrator.setResource(path, secret, openedAt);
      await laboratory.administrator.setResourcePolicy('allow_all', openedAt);
      const headers = { authorization: `Bearer ${token.ok ? respelt(token.value, dialect, tokenKey, respell) : ''}` };
      return (await laboratory.exchange(httpRequest('GET', `/kbs/v0/resource/${path}`, { headers }))).status;
    };
    expect(await status([other, root], [leaf, signing, root])).toBe(200);
    expect(await status([root], [leaf, root, signing])).toBe(200);
    expect(await status([root], [leaf, signing])).toBe(200);
    expect(await status([root], [leaf, signing], (text) => Buffer.from(text, 'base64').toString('base64'))).toBe(200);
    expect(await status([root], [leaf, signing], (text) => Buffer.from(text, 'base64').toString('base64url'))).toBe(200);
    expect(await status([other], [leaf, signing, root])).toBe(401);
    expect(await status([root], [signing, leaf, root])).toBe(401);
    expect(await status([root], [leaf, root])).toBe(401);
    expect(await status([], [leaf, signing, root])).toBe(401);
  });

  it('keeps the old policy where a new one cannot be read (trustee 47ffd29d)', async () => {
    const { administrator, guest } = openLaboratory(dialect);
    await administrator.setResource(path, secret, openedAt);
    await administrator.setResourcePolicy('allow_all', openedAt);
    for (const broken of [
      '',
      '{',
      '{"allow": true}',
      '{"allow": [[{"claim": "x", "is": 1}]]}',
      '{"allow": [], "deny": []}',
      'allow if {',
    ]) {
      expect((await administrator.setResourcePolicy(broken, openedAt)).status).toBe(401);
      expect((await guest().hub.resource(path, openedAt)).ok).toBe(true);
    }
    await administrator.setResourcePolicy('deny_all', openedAt);
    expect((await guest().hub.resource(path, openedAt)).ok).toBe(false);
  });

  it('keeps one of two secrets that are set at once, and all of it (trustee 15e01302)', async () => {
    const { administrator, guest } = openLaboratory(dialect);
    await administrator.setResourcePolicy('allow_all', openedAt);
    const secrets = [Buffer.alloc(5000, 1), Buffer.alloc(5000, 2)];
    await Promise.all(secrets.map((each) => administrator.setResource(path, each, openedAt)));
    const kept = await guest().hub.resource(path, openedAt);
    expect(secrets.some((each) => kept.ok && each.equals(kept.value))).toBe(true);
  });

  it('releases nothing to whoever was not attested', async () => {
    const laboratory = openLaboratory(dialect);
    await laboratory.administrator.setResource(path, secret, openedAt);
    await laboratory.administrator.setResourcePolicy('allow_all', openedAt);
    const version = dialect === '2026' ? '0.4.0' : '0.1.0';
    const { headers } = await laboratory.exchange(httpRequest('POST', '/kbs/v0/auth', { json: { version, tee: 'sample' } }));
    const cookie = headers['set-cookie'] ?? '';
    const asked = await laboratory.exchange(httpRequest('GET', `/kbs/v0/resource/${path}`, { headers: { cookie } }));
    expect([asked.status, laboratory.answers.at(-1)?.refusal?.code]).toEqual([401, 'token-missing']);
  });

  it('serves guests that come all at once as well as one after another (guest-components ca6c4f46)', async () => {
    const { administrator, guest } = openLaboratory(dialect);
    await administrator.setResource(path, secret, openedAt);
    await administrator.setResourcePolicy('allow_all', openedAt);
    let waiting = 0;
    let open = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const attester: Attester = {
      tee: 'sample',
      evidence: async (digest) => {
        waiting += 1;
        if (waiting === 5) open();
        await all;
        return sampleAttester.evidence(digest);
      },
    };
    const one = guest();
    const others = Array.from({ length: 5 }, () => guest({ attester }));
    const asked = [...others, one, one].map(({ hub }) => hub.resource(path, openedAt));
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
  });

  it('never leads out of its store (property)', async () => {
    const laboratory = openLaboratory(dialect);
    const segment = fc.oneof(
      fc.constantFrom('..', '.', '', '.hidden', 'a/b', '%2e%2e', 'ä', 'x'.repeat(256)),
      fc.stringMatching(/^[a-z.]{1,4}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async (segments) => {
        const resource = segments.join('/');
        const { status } = await laboratory.administrator.setResource(resource, secret, openedAt);
        const parts = resource.split('/');
        const counts = dialect === '2024-08' ? [2, 3] : [3];
        const legal = counts.includes(parts.length) && parts.every((part) => /^[a-z][a-z.]*$/.test(part) && part.length < 256);
        expect([resource, status]).toEqual([resource, legal ? 200 : 401]);
      }),
    );
  });
});

it.each(['Milan', 'Genoa'] as const)(
  'takes reports of every version from %s, and of no other version (trustee 86223c4e, 10db0c12)',
  async (line) => {
    for (const reportVersion of reportVersions) {
      const attester = snpAttester({ line, reportVersion });
      expect(
        (
          await openLaboratory('2026', { verifiers: [snpTrust], attester })
            .guest()
            .agent.attest()
        ).ok,
      ).toBe(true);
    }
    const attester: Attester = {
      tee: 'snp',
      evidence: async (digest) => {
        const evidence = (await snpAttester({ line }).evidence(digest)) as { attestation_report: JsonObject };
        return { ...evidence, attestation_report: { ...evidence.attestation_report, version: 6 } };
      },
    };
    const token = await openLaboratory('2026', { verifiers: [snpTrust], attester })
      .guest()
      .agent.attest();
    expect(token).toMatchObject({ ok: false, reason: { code: 'evidence/version' } });
  },
);

describe('the policy a broker judges processors with', () => {
  it('asks for claims that verifiers make, by the names they have (trustee 077ad85b)', async () => {
    expect(await claimsNobodyMakes(defaultProcessorPolicy)).toEqual([]);
    const text = JSON.stringify(defaultProcessorPolicy).replace('/snp/measurement', '/snp/launch_measurement');
    expect(await claimsNobodyMakes(JSON.parse(text) as AttestationPolicy)).toEqual(['/snp/launch_measurement']);
  });

  it('has no case that no evidence can reach (trustee e7735be2)', async () => {
    expect(await casesNobodyReaches(defaultProcessorPolicy)).toEqual([]);
    const text = JSON.stringify(defaultProcessorPolicy).replace('"/tdx/quote/body/xfam"', '"/tdx/quote/body/x-fam"');
    expect(await casesNobodyReaches(JSON.parse(text) as AttestationPolicy)).toEqual(['configuration 3']);
  });

  it('makes a guest affirming of which everything is as it should be', async () => {
    const laboratory = openLaboratory('2026');
    const references = { launch_digest: ['abcde'], svn: ['1'], major_version: 1, minimum_minor_version: 4 };
    expect(statusIn(await laboratory.guest().agent.attest())).toEqual({ cpu0: 'contraindicated' });
    await laboratory.administrator.setReferenceValues(references, openedAt);
    expect(statusIn(await laboratory.guest().agent.attest())).toEqual({ cpu0: 'affirming' });
  });
});

it('the policy "affirming" denies where any part of a guest is not (trustee b2c97513)', async () => {
  const laboratory = openLaboratory('2026');
  const references = { launch_digest: ['abcde'], svn: ['1'], major_version: 1, minimum_minor_version: 4 };
  await laboratory.administrator.setReferenceValues(references, openedAt);
  await laboratory.administrator.setResourcePolicy('affirming', openedAt);
  await laboratory.administrator.setResource(path, secret, openedAt);
  expect((await laboratory.guest().hub.resource(path, openedAt)).ok).toBe(true);
  const devices = (digest: Uint8Array): JsonObject => ({
    sampledevice: { svn: '1', report_data: Buffer.from(digest).toString('base64') },
  });
  const composite = laboratory.guest({ devices });
  const token = await composite.agent.attest();
  expect(statusIn(token)).toEqual({ cpu0: 'affirming', gpu0: 'contraindicated' });
  expect(await composite.hub.resource(path, openedAt)).toMatchObject({ ok: false, reason: { code: 'policy-denied' } });
  const { claims = {} } = unverifiedToken(token.ok ? token.value : '') ?? {};
  const asked = { claims, references: new Map(), plugin: 'resource', path: path.split('/') };
  const careless = { allow: [[{ claim: '/submods/cpu0/ear.status', is: 'affirming' }]] };
  expect([allows(careless, asked), allows(namedResourcePolicies['2026'].get('affirming') ?? careless, asked)]).toEqual([
    true,
    false,
  ]);
});

it('a device is bound to the conversation like the processor', async () => {
  const laboratory = openLaboratory('2026');
  const devices = () => ({ sampledevice: { svn: '1', report_data: Buffer.alloc(48).toString('base64') } });
  expect(await laboratory.guest({ devices }).agent.attest()).toMatchObject({
    ok: false,
    reason: { code: 'evidence/report-data' },
  });
});

describe('an attestation agent', () => {
  it('takes a digest of the wrong type for an error, and another one for what it is (guest-components f8e3bff5)', async () => {
    const challenged = (selected: unknown): Exchange => {
      return async () => jsonResponse(200, { nonce: 'x', 'extra-params': { 'selected-hash-algorithm': selected } });
    };
    const { guest } = openLaboratory('2026');
    for (const selected of [5, null, {}, ['sha256']]) {
      const token = await guest({ exchange: challenged(selected) }).agent.attest();
      expect(token).toMatchObject({ ok: false, reason: { step: 'auth', message: 'selected-hash-algorithm is not a text' } });
    }
    const token = await guest({ exchange: challenged('md5') }).agent.attest();
    expect(token).toMatchObject({ ok: false, reason: { message: 'selected-hash-algorithm is none that is known' } });
  });

  it('binds its evidence with the digest the broker chooses', async () => {
    for (const hashAlgorithm of ['sha256', 'sha512'] as const) {
      const laboratory = openLaboratory('2026', { broker: { hashAlgorithm } });
      expect((await laboratory.guest().agent.attest()).ok).toBe(true);
      const { refusal } = await laboratory.broker.answer(
        httpRequest('POST', '/kbs/v0/auth', { json: { version: '0.4.0', tee: 'sample' } }),
        openedAt,
      );
      expect(refusal?.code).toBe('hash-algorithm');
    }
  });

  it('is told where the broker is by its file before its environment before its kernel (guest-components 7afa4732)', () => {
    const [file, environment, kernel] = ['file', 'environment', 'kernel'].map((name) => `cc_kbc::http://${name}:8080`) as [
      string,
      string,
      string,
    ];
    const commandLine = `quiet agent.aa_kbc_params=${kernel} agent.guest_components_rest_api=resource`;
    const uriOf = (sources: Parameters<typeof aaKbcParams>[0]) => {
      const params = aaKbcParams(sources);
      return params.ok ? params.value.uri : params.reason;
    };
    expect(uriOf({ file, environment, commandLine })).toBe('http://file:8080');
    expect(uriOf({ environment, commandLine })).toBe('http://environment:8080');
    expect(uriOf({ commandLine })).toBe('http://kernel:8080');
    expect(aaKbcParams({})).toEqual({ ok: true, value: { kbc: 'offline_fs_kbc', uri: 'null' } });
    for (const wrong of ['cc_kbc', 'cc_kbc::a::b', 'eaa_kbc::x']) expect(aaKbcParams({ file: wrong }).ok).toBe(false);
  });
});

function withFlippedBit(evidence: JsonObject): JsonObject {
  const report = evidence['attestation_report'] as JsonObject;
  const signature = report['signature'] as { readonly r: readonly number[] };
  const r = signature.r.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
  return { ...evidence, attestation_report: { ...report, signature: { ...signature, r } } };
}

/** A message in which a member of the key is another; messages without a key stay what they are. */
function changedKey(text: string, member: string): string {
  if (text === '') return text;
  const message = JSON.parse(text) as Record<string, Record<string, Record<string, string>>>;
  const holder = message['runtime-data'] ?? message;
  const key = (holder as Record<string, Record<string, string>>)['tee-pubkey'];
  if (key !== undefined) key[member] = `${key[member] === 'AQAB' ? 'Aw' : `${key[member]}A`}`;
  return JSON.stringify(message);
}

/** The same token with the certificates of its key spelt another way. */
function respelt(token: string, dialect: (typeof dialects)[number], key: KeyPair, respell: (text: string) => string): string {
  const { header = {}, claims = {} } = unverifiedToken(token) ?? {};
  const change = (jwk: JsonObject) => ({ ...jwk, x5c: (jwk['x5c'] as readonly string[]).map(respell) });
  if (dialect === '2024-08') return signToken(key, 'RS384', {}, { ...claims, jwk: change(claims['jwk'] as JsonObject) });
  return signToken(key, 'ES256', { jwk: change(header['jwk'] as JsonObject) }, claims);
}

function foreignKey(dialect: (typeof dialects)[number]) {
  return dialect === '2024-08' ? rsaKey('foreign', 'kbs/token', 2048) : ecKey('P-256', 'foreign', 'kbs/token');
}

function statusIn(
  token: { readonly ok: true; readonly value: string } | { readonly ok: false },
): Record<string, Json | undefined> {
  const submods = unverifiedToken(token.ok ? token.value : '')?.claims['submods'] as Readonly<Record<string, JsonObject>>;
  return Object.fromEntries(Object.entries(submods).map(([name, each]) => [name, each['ear.status']]));
}

/** Claims about a guest of each kind, as its token has them. */
async function emittedClaims(): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  for (const attester of [sampleAttester, snpAttester(), tdxAttester()]) {
    const { agent } = openLaboratory('2026', { verifiers: [sampleVerifier, snpTrust, tdxTrust], attester }).guest();
    const token = await agent.attest();
    const submods = unverifiedToken(token.ok ? token.value : '')?.claims['submods'] as Record<string, Record<string, JsonObject>>;
    all.push(submods['cpu0']?.['ear.veraison.annotated-evidence'] ?? {});
  }
  return all;
}

function conditionsOf(policy: AttestationPolicy): readonly Condition[] {
  return trustClaims.flatMap((claim) => policy[claim]?.cases.flatMap(({ when }) => when) ?? []);
}

async function claimsNobodyMakes(policy: AttestationPolicy): Promise<string[]> {
  const emitted = await emittedClaims();
  const names = conditionsOf(policy).flatMap((condition) => ('claim' in condition ? [condition.claim] : []));
  return names.filter((name) => !emitted.some((claims) => valuesAt(name, claims).every((value) => value !== undefined)));
}

/** Cases that are not taken though all reference values are those of the guest. */
async function casesNobodyReaches(policy: AttestationPolicy): Promise<string[]> {
  const emitted = await emittedClaims();
  return trustClaims.flatMap((claim) =>
    (policy[claim]?.cases ?? []).flatMap(({ when, value }, at) => {
      const single = { [claim]: { cases: [{ when, value }], otherwise: 99 } };
      return emitted.some((claims) => judge(single, claims, referencesFor(when, claims))[claim] === value)
        ? []
        : [`${claim} ${at}`];
    }),
  );
}

function referencesFor(when: readonly Condition[], claims: JsonObject): ReadonlyMap<string, Json> {
  return new Map(
    when.flatMap((condition) => {
      const name = referenceOf(condition);
      const [value] = 'claim' in condition ? valuesAt(condition.claim, claims) : [];
      return name === undefined || value === undefined ? [] : [[name, 'inReference' in condition ? [value] : value] as const];
    }),
  );
}
