import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { type LineProgram, startLineProgram } from '../line-program.js';
import { pythonPackage } from '../python-packages.js';
import { collateralJson, evidenceOf, type HostEvidence, tdxHosts } from './evidence-of-hosts.js';
import { nowSeconds } from './time-of-peers.js';

// dcap-qvl, a verifier in Rust with nothing in common with Intel's or Google's, takes quotes of our hosts in every form under our root, and
// refuses them under another.

const requirement = 'dcap-qvl==0.7.0';
const authorities = intelAuthorities();
const foreign = intelAuthorities('another seed');
const evidence = evidenceOf(tdxHosts(authorities));

let packages: Outcome<string, string>;
let running: LineProgram | undefined;

beforeAll(async () => {
  packages = await pythonPackage(requirement);
  if (!packages.ok) return;
  running = startLineProgram('python3', [join(import.meta.dirname, 'dcap-qvl.py')], { PYTHONPATH: packages.value });
});

afterAll(async () => {
  await running?.end();
});

async function verdictOn(
  { quote, platform }: Pick<HostEvidence, 'quote' | 'platform'>,
  facts = {},
  root = authorities,
): Promise<JsonObject> {
  const collateral = collateralJson(authorities, platform, facts);
  const asked = { quote: quote.toString('base64'), collateral, root: root.root.certificate.toString('base64'), now: nowSeconds };
  running?.write(JSON.stringify(asked));
  return (await running?.next<JsonObject>(() => true)) ?? {};
}

it('takes a quote of every host in every form under our root, and refuses it under another', async (context) => {
  if (!packages.ok) return context.skip(packages.reason);
  for (const each of evidence) {
    const which = `${each.name} ${each.form}`;
    expect([which, await verdictOn(each)]).toEqual([which, { problem: '', status: 'UpToDate', advisories: [] }]);
    expect([which, (await verdictOn(each, {}, foreign)).problem]).toEqual([
      which,
      expect.stringContaining('Verification failed'),
    ]);
  }
  await context.annotate(
    `${requirement}: ${evidence.length} quotes of 20 hosts, versions 4 and 5, under our root and under another`,
  );
});

it('weighs platform, module and quoting enclave as we do', async (context) => {
  if (!packages.ok) return context.skip(packages.reason);
  const [first = expect.unreachable()] = evidence;
  expect(await verdictOn(first, { ahead: { module: 1 } })).toMatchObject({ status: 'OutOfDate', advisories: ['INTEL-SA-01036'] });
  expect(await verdictOn(first, { ahead: { qe: 1 } })).toMatchObject({ status: 'OutOfDate' });
  expect(await verdictOn(first, { ahead: { platform: 1 } })).toMatchObject({ status: 'OutOfDate' });
  expect(await verdictOn(first, { status: { platform: 'ConfigurationNeeded', module: 'OutOfDate' } })).toMatchObject({
    status: 'OutOfDateConfigurationNeeded',
  });
  await context.annotate(`${requirement}: the status of 4 states`);
});
