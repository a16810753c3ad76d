import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ed25519Key } from '../../../sim/attestation/keys/ed25519-key.js';
import { sampleVerifier } from '../../../sim/attestation/trustee/evidence/sample-verifier.js';
import { KeyBroker } from '../../../sim/attestation/trustee/key-broker.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { outputOf } from '../program.js';
import { pythonPackage } from '../python-packages.js';
import { serveBroker } from './served-broker.js';

// A client we did not take from anywhere, on libraries we did not write: tokens, signatures and encryption are those of jwcrypto and
// cryptography, HTTP and its cookies those of requests.

const requirements = ['jwcrypto==1.5.6', 'requests==2.32.5'];

let packages: readonly Outcome<string, string>[] = [];
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-kbs-'));

beforeAll(async () => {
  packages = [];
  for (const requirement of requirements) packages = [...packages, await pythonPackage(requirement)];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How each denial is answered: by status and by our code for the reason. */
const denials = {
  'a secret set by nobody': ['401 admin-token-missing', '401 admin-token-missing'],
  'a secret set by somebody else': ['401 admin-token-signature', '401 admin-token-signature'],
  'a secret set with a token that ended': ['401 admin-token-expired', '401 admin-token-expired'],
  'a guest without protection': ['401 policy-denied', '401 policy-denied'],
  'a policy nobody can read': ['401 policy-malformed', '401 policy-malformed'],
  'another version': ['401 protocol-version', '401 protocol-version'],
  'no version': ['401 version-syntax', '401 version-syntax'],
  'no session': ['401 no-cookie', '401 no-cookie'],
  'evidence of another conversation': ['401 evidence/report-data', '401 evidence/report-data'],
  'the key of somebody else': ['401 evidence/report-data', '401 evidence/report-data'],
  'a session that was not attested': ['401 token-missing', '401 token-missing'],
  'nothing to show': ['401 token-missing', '401 token-missing'],
  'a token changed': ['401 token-signature', '401 token-signature'],
  'a token forged': ['401 token-key', '401 token-key'],
  'a secret there is not': ['404 resource-missing', '401 resource-missing'],
  'a path that leads out': ['401 resource-path', '401 resource-path'],
  everybody: ['401 policy-denied', '401 policy-denied'],
} as const;

describe.each(['2024-08', '2026'] as const)('a client in Python', (dialect) => {
  it(`gets its secret from a broker of ${dialect}, and nothing that is not its own`, async (context) => {
    const missing = packages.find((each) => !each.ok);
    if (missing?.ok === false) return context.skip(missing.reason);
    const [administrator, foreign] = ['fauxmetal', 'foreign'].map((seed) => ed25519Key(seed, 'kbs/administrator'));
    if (administrator === undefined || foreign === undefined) return;
    const files = [administrator, foreign].map(({ privateKey }, at) => {
      const file = join(folder, `${dialect}-${at}.key`);
      writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      return file;
    });
    const { publicKey } = administrator;
    const broker = new KeyBroker({ dialect, seed: 'peer', administrator: { publicKey }, verifiers: [sampleVerifier] });
    const served = await serveBroker(broker);
    const script = join(import.meta.dirname, 'kbs-client.py');
    const path = packages.map((each) => (each.ok ? each.value : '')).join(':');
    try {
      const printed = await outputOf('python3', [script, served.url, dialect, ...files], { env: { PYTHONPATH: path } });
      if (!printed.ok) expect.fail(printed.reason);
      const { got, denied } = JSON.parse(printed.value) as { got: unknown; denied: unknown };
      const old = dialect === '2024-08';
      expect(got).toEqual({
        set: '200',
        policy: '200',
        'by token': 'Testing a key\n',
        'by session': 'Testing a key\n',
        ...(old && { length: 506 }),
        issuer: 'CoCo-Attestation-Service',
        seconds: 300,
        'the first token again': true,
      });
      expect(denied).toEqual(Object.fromEntries(Object.entries(denials).map(([name, answers]) => [name, answers[old ? 0 : 1]])));
    } finally {
      await served.stop();
    }
    expect(served.log.map(({ message }) => message).join('\n')).not.toMatch(/Testing a key|eyJ/);
    await context.annotate(`${dialect}, ${requirements.join(', ')}: 2 secrets got, ${Object.keys(denials).length} denials`);
  });
});
