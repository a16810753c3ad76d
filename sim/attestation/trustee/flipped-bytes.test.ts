import { flattenedDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { ecKey } from '../keys/ec-key.js';
import { rsaKey } from '../keys/rsa-key.js';
import type { DialectName } from './dialect.js';
import type { EncryptedResource } from './encryption/encrypted-resource.js';
import { rsaTeeKey, type TeeKey, teeKey } from './guest/tee-key.js';
import { type Exchange, httpRequest } from './http-message.js';
import { openedAt, openLaboratory } from './testing/laboratory.js';

// Every byte of what goes over the wire is changed once, and the change must be noticed.

const path = 'default/key/key2';

describe.each(['2024-08', '2026'] as const)('in the dialect %s', (dialect) => {
  it('a token with any byte changed opens nothing', async () => {
    const laboratory = await opened(dialect);
    const attested = await laboratory.guest().agent.attest();
    const token = attested.ok ? attested.value : '';
    const accepted: number[] = [];
    for (let at = 0; at < token.length; at += 1) {
      const headers = { authorization: `Bearer ${flipped(token, at)}` };
      const { status } = await laboratory.exchange(httpRequest('GET', `/kbs/v0/resource/${path}`, { headers }));
      if (status === 200) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it.each(keysOf(dialect))(
    'an encrypted secret with any character of any member changed opens to nobody (%s)',
    async (_, key) => {
      const laboratory = await opened(dialect);
      const resource = await encryptedTo(key, laboratory, dialect);
      expect(Buffer.from(await key.open(resource)).toString()).toBe('Testing a key\n');
      const openedAnyway: string[] = [];
      for (const [name, text] of Object.entries(resource) as [string, string][]) {
        for (let at = 0; at < text.length; at += 1) {
          const changed = { ...resource, [name]: flipped(text, at) };
          const bytes = await key.open(changed).catch(() => undefined);
          if (bytes !== undefined) openedAnyway.push(`${name} ${at}`);
        }
      }
      expect(openedAnyway).toEqual([]);
    },
  );

  it('a message of attestation with any byte changed gets no token, but for what nothing is bound to', async () => {
    let message = Buffer.alloc(0);
    const laboratory = await opened(dialect);
    const keeping: Exchange = (request) => {
      if (request.target.endsWith('/attest')) message = Buffer.from(request.body);
      return laboratory.exchange(request);
    };
    await laboratory.guest({ exchange: keeping }).agent.attest();
    const text = message.toString();
    const accepted = new Set<number>();
    for (let at = 0; at < message.length; at += 1) {
      const fresh = await opened(dialect);
      const exchange: Exchange = (request) => {
        if (!request.target.endsWith('/attest')) return fresh.exchange(request);
        const body = Buffer.from(request.body);
        body[at] = (body[at] ?? 0) ^ 1;
        return fresh.exchange({ ...request, body });
      };
      if ((await fresh.guest({ exchange }).agent.attest()).ok) accepted.add(at);
    }
    // Sample evidence has a version nobody vouches for; and initdata that is absent under another name is absent as well.
    const free = [
      ...between(text, dialect === '2026' ? '"svn":"' : '\\"svn\\":\\"', 1),
      ...between(text, '"', 'init-data'.length, '"init-data"'),
    ];
    expect([...accepted].filter((at) => !free.includes(at))).toEqual([]);
  });
});

it('what is encrypted in 2026 is what another implementation takes for encrypted', async () => {
  const laboratory = await opened('2026');
  const resource = await encryptedTo(teeKey('2026', 'fauxmetal'), laboratory, '2026');
  const { plaintext, protectedHeader } = await flattenedDecrypt(resource, ecKey('P-256', 'fauxmetal', 'guest/tee').privateKey);
  expect(Buffer.from(plaintext).toString()).toBe('Testing a key\n');
  expect(Object.keys(protectedHeader ?? {})).toEqual(['alg', 'enc', 'epk']);
});

function keysOf(dialect: DialectName): readonly (readonly [string, TeeKey])[] {
  const rsa = rsaKey('fauxmetal', 'guest/tee', 2048);
  if (dialect === '2024-08') return [['RSA1_5', rsaTeeKey(rsa, 'RSA1_5')]];
  return [
    ['ECDH-ES+A256KW', teeKey('2026', 'fauxmetal')],
    ['RSA-OAEP-256', rsaTeeKey(rsa, 'RSA-OAEP-256')],
  ];
}

async function opened(dialect: DialectName) {
  const laboratory = openLaboratory(dialect);
  await laboratory.administrator.setResource(path, Buffer.from('Testing a key\n'), openedAt);
  await laboratory.administrator.setResourcePolicy('allow_all', openedAt);
  return laboratory;
}

async function encryptedTo(
  key: TeeKey,
  laboratory: Awaited<ReturnType<typeof opened>>,
  dialect: DialectName,
): Promise<EncryptedResource> {
  const { hub } = laboratory.guest({ key });
  expect((await hub.resource(path, openedAt)).ok, dialect).toBe(true);
  return JSON.parse(Buffer.from(laboratory.answers.at(-1)?.response.body ?? []).toString());
}

function flipped(text: string, at: number): string {
  return `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`;
}

/** Places of what stands behind a mark. */
function between(text: string, mark: string, length: number, from = mark): readonly number[] {
  const start = text.indexOf(from);
  return start < 0 ? [] : Array.from({ length }, (_, index) => start + mark.length + index);
}
