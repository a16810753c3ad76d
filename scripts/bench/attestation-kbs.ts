import { signNatively } from '../../sim/attestation/keys/native-signature.js';
import type { DialectName } from '../../sim/attestation/trustee/dialect.js';
import { sampleVerifier } from '../../sim/attestation/trustee/evidence/sample-verifier.js';
import { type Attester, sampleAttester } from '../../sim/attestation/trustee/guest/attester.js';
import { openLaboratory } from '../../sim/attestation/trustee/testing/laboratory.js';
import { snpAttester, snpTrust } from '../../sim/attestation/trustee/testing/protected-guests.js';
import { table } from '../table.js';

/** A guest that asks for a secret. */
interface Exchange {
  readonly name: string;
  readonly dialect: DialectName;
  readonly attester: Attester;
}

const exchanges: readonly Exchange[] = [
  { name: '2026, sample evidence', dialect: '2026', attester: sampleAttester },
  { name: '2026, SNP evidence', dialect: '2026', attester: snpAttester({ sign: signNatively }) },
  { name: '2024-08, sample evidence', dialect: '2024-08', attester: sampleAttester },
  { name: '2024-08, SNP evidence', dialect: '2024-08', attester: snpAttester({ sign: signNatively }) },
];

const rounds = 6;
const roundMs = 500;
const promised = 300;

/**
 * Full exchanges with a key broker a second, in one process without a socket: request, challenge, evidence, its verification, the token, the
 * encrypted secret, and its decryption by the guest. In interleaved rounds, the first of which warms up.
 */
export async function attestationKbsText(columns: number): Promise<string> {
  const guests = await Promise.all(exchanges.map(openedFor));
  const measured = exchanges.map(() => ({ count: 0, wallMs: 0, cpuMs: 0 }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, exchange] of guests.entries()) {
      const spent = await exchangesWithin(exchange, roundMs);
      const sum = measured[at];
      if (round === 0 || sum === undefined) continue;
      sum.count += spent.count;
      sum.wallMs += spent.wallMs;
      sum.cpuMs += spent.cpuMs;
    }
  }
  const rows = exchanges.map(({ name }, at) => {
    const { count = 0, wallMs = 1, cpuMs = 1 } = measured[at] ?? {};
    return [name, perSecond(count, wallMs), perSecond(count, cpuMs)];
  });
  const head = ['key broker, full exchanges', '/s', '/s of processor'];
  return `${table(head, rows, columns)}promised: ${promised}/s`;
}

async function openedFor({ dialect, attester }: Exchange): Promise<() => Promise<void>> {
  const laboratory = openLaboratory(dialect, { verifiers: [sampleVerifier, snpTrust], attester });
  await laboratory.administrator.setResource('default/key/key2', Buffer.from('Testing a key\n'), laboratory.now);
  await laboratory.administrator.setResourcePolicy('allow_all', laboratory.now);
  return async () => {
    const secret = await laboratory.guest().hub.resource('default/key/key2', laboratory.now);
    if (!secret.ok) throw new Error(secret.reason.message);
    laboratory.answers.length = 0;
  };
}

async function exchangesWithin(exchange: () => Promise<void>, milliseconds: number) {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < milliseconds) {
    await exchange();
    count += 1;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { count, wallMs: performance.now() - begun, cpuMs: (user + system) / 1000 };
}

function perSecond(count: number, milliseconds: number): string {
  return Math.round((1000 * count) / milliseconds).toLocaleString('en-US');
}
