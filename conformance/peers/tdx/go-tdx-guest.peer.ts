import { afterAll, beforeAll, expect, it } from 'vitest';
import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { builtGo } from '../built-programs.js';
import { type LineProgram, startLineProgram } from '../line-program.js';
import { evidenceOf, type HostEvidence, tdxHosts } from './evidence-of-hosts.js';
import { type ServedProvisioning, serveProvisioning } from './served-provisioning.js';
import { nowSeconds } from './time-of-peers.js';

// go-tdx-guest, as published, takes quotes of our hosts with the collateral that our provisioning service gives it over HTTP, under our
// root, and refuses them under another. It knows version 4 only; version 5 is dcap-qvl's to judge.

const version = 'v0.3.1';
const authorities = intelAuthorities();
const foreign = intelAuthorities('another seed');
const platforms = tdxHosts(authorities);
const evidence = evidenceOf(platforms);
const version4 = evidence.filter(({ form }) => form === 'v4');

/** As this version wants it: it takes the same FMSPC in upper case for another one, which was mended later (4e85f1e). */
const lowerCase = { fmspcCase: 'lower' } as const;

let program: Outcome<string, string>;
let running: LineProgram | undefined;
let served: ServedProvisioning;

beforeAll(async () => {
  program = await builtGo('tdx/go-tdx-guest', ['go 1.21', `require github.com/google/go-tdx-guest ${version}`]);
  if (program.ok) running = startLineProgram(program.value, []);
  served = await serveProvisioning({ authorities, platforms, facts: lowerCase });
});

afterAll(async () => {
  await served.stop();
  await running?.end();
});

async function problemOf(
  { quote }: Pick<HostEvidence, 'quote'>,
  roots = authorities.root.pem,
  now = nowSeconds,
): Promise<string> {
  running?.write(JSON.stringify({ quote: quote.toString('base64'), roots, collateral: served.url, now }));
  return String((await running?.next<JsonObject>(() => true))?.problem);
}

it('takes a quote of every host under our root, and refuses it under another', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  expect(version4).toHaveLength(20);
  for (const each of version4) {
    expect([each.name, await problemOf(each)]).toEqual([each.name, '']);
    expect([each.name, await problemOf(each, foreign.root.pem)]).toEqual([
      each.name,
      expect.stringContaining('unknown authority'),
    ]);
  }
  await context.annotate(`go-tdx-guest ${version}: ${version4.length} quotes of version 4, under our root and under another`);
});

it('quotes of version 5', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  const newer = evidence.filter(({ form }) => form !== 'v4');
  for (const each of newer) expect(await problemOf(each)).toContain('quote format not supported');
  return context.skip(`go-tdx-guest ${version} does not know quotes of version 5; it says so of all ${newer.length}`);
});

it.for([
  [
    'the PCK certificate is revoked',
    { revokedPcks: [platforms[0]?.pck.serial ?? 0n] },
    undefined,
    'PCK Leaf certificate in PCK certificate chain was revoked',
  ],
  [
    'an authority is revoked',
    { revokedAuthorities: [authorities.platformCa.serial] },
    undefined,
    'intermediate certificate in PCK certificate chain was revoked',
  ],
  [
    'the module is out of date',
    { status: { module: 'OutOfDate' } },
    undefined,
    'TDX Module TCB Status is not "UpToDate", found "OutOfDate"',
  ],
  [
    'the quoting enclave is out of date',
    { ahead: { qe: 1 } },
    undefined,
    'QE Identity reported by Intel PCS failed TCB status check: TCB Status is not "UpToDate"',
  ],
  ['collateral is stale', {}, 'stale', 'tcbInfo has expired'],
  ['the service asks for patience', {}, 'throttled', 'status code received 429'],
  ['the service is down', {}, 'outage', 'status code received 503'],
  ['the FMSPC is in upper case', { fmspcCase: 'upper' }, undefined, 'FMSPC from PCK Certificate("50806f000000") is not equal'],
] as const)('refuses a quote when %s', async ([, said, wrong, words], context) => {
  if (!program.ok) return context.skip(program.reason);
  served.facts = { ...lowerCase, ...said };
  served.fault = wrong;
  const problem = await problemOf(version4[0] ?? expect.unreachable());
  served.facts = lowerCase;
  served.fault = undefined;
  expect(problem).toContain(words);
});

it('refuses a quote with a flipped bit, and after its certificates have expired', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  const [first = expect.unreachable()] = version4;
  const quote = Buffer.from(first.quote);
  quote[184 + 48] = (quote[184 + 48] ?? 0) ^ 1;
  expect(await problemOf({ quote })).toContain('unable to verify message digest');
  expect(await problemOf(first, authorities.root.pem, nowSeconds + 40 * 86_400)).toContain('tcbInfo has expired');
});
