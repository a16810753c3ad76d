import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amdAuthorities } from '../../../sim/attestation/amd/authorities.js';
import { extendedReport } from '../../../sim/attestation/amd/certificate-table.js';
import { chainPem } from '../../../sim/attestation/amd/key-distribution.js';
import { productFacts } from '../../../sim/attestation/amd/product-line.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { run } from '../program.js';
import { builtCheck, goSevGuestVersion } from './built-check.js';
import { type ShownHost, shownHosts, shownVersions, withFlippedBit } from './hosts.js';

// Google's verifier, as its own command, takes our evidence with our root, and refuses it with somebody else's.

const hosts = [...shownHosts('Milan', 10), ...shownHosts('Genoa', 10)];
const provided = [...shownHosts('Milan', 2, 'simulated'), ...shownHosts('Genoa', 2, 'simulated')];
const turin = shownHosts('Turin', 4);

let check: Outcome<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-snp-'));

beforeAll(async () => {
  check = await builtCheck();
}, 1_800_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Exit codes of `check`. Source: go-sev-guest `tools/check/README.md`. */
const exit = { accepted: 0, untrusted: 2, policy: 5 } as const;

it('accepts every host in every version of reports with our root', async (context) => {
  if (!check.ok) return context.skip(check.reason);
  for (const host of hosts) {
    for (const version of shownVersions) {
      const { code, stderr } = await checked(check.value, host, host.reportOf(version));
      expect([host.name, version, code, stderr]).toEqual([host.name, version, exit.accepted, expect.any(String)]);
    }
  }
  await context.annotate(
    `go-sev-guest ${goSevGuestVersion} check: ${hosts.length} hosts × ${shownVersions.length} versions accepted`,
  );
});

it('refuses every one of them with a foreign root, with none of its own, and with a flipped bit', async (context) => {
  if (!check.ok) return context.skip(check.reason);
  let refusals = 0;
  for (const host of hosts) {
    for (const version of shownVersions) {
      const report = host.reportOf(version);
      const codes = [
        await checked(check.value, host, report, { seed: 'foreign' }),
        await checked(check.value, host, report, { ownRoot: false }),
        await checked(check.value, host, withFlippedBit(report)),
      ].map(({ code }) => code);
      expect([host.name, version, codes]).toEqual([host.name, version, [exit.untrusted, exit.untrusted, exit.untrusted]]);
      refusals += codes.length;
    }
  }
  await context.annotate(`go-sev-guest ${goSevGuestVersion} check: ${refusals} refusals for ${refusals} wrong inputs`);
});

it('accepts what is signed by the key of a provider, and refuses it with a foreign root', async (context) => {
  if (!check.ok) return context.skip(check.reason);
  for (const host of provided) {
    for (const version of shownVersions) {
      const report = host.reportOf(version);
      const codes = [await checked(check.value, host, report), await checked(check.value, host, report, { seed: 'foreign' })];
      expect([host.name, version, ...codes.map(({ code }) => code)]).toEqual([host.name, version, exit.accepted, exit.untrusted]);
    }
  }
  await context.annotate(
    `go-sev-guest ${goSevGuestVersion} check: ${provided.length} hosts with VLEK × ${shownVersions.length} versions`,
  );
});

it('refuses another nonce, another policy and another measurement as a matter of policy', async (context) => {
  if (!check.ok) return context.skip(check.reason);
  const host = hosts[0] as ShownHost;
  const asked = [
    ['-report_data', Buffer.alloc(64, 9).toString('hex')],
    ['-guest_policy', '0x20000'],
    ['-measurement', Buffer.alloc(48, 9).toString('hex')],
    ['-minimum_tcb', `${0xffn << 56n}`],
  ];
  for (const more of asked) {
    const { code } = await checked(check.value, host, host.reportOf(3), { more });
    expect([more[0], code]).toEqual([more[0], exit.policy]);
  }
  await context.annotate(
    `go-sev-guest ${goSevGuestVersion} check: ${asked.length} expectations that are not met, each exit code 5`,
  );
});

it('cannot read certificates of Turin, which have other extensions than it expects', async (context) => {
  if (!check.ok) return context.skip(check.reason);
  for (const host of turin) {
    const { code, stdout, stderr } = await checked(check.value, host, host.reportOf(3));
    expect([host.name, code]).toEqual([host.name, exit.untrusted]);
    expect(stdout + stderr).toMatch(/not an AMD KDS OID|HWID|Spl4/);
  }
  await context.annotate(`go-sev-guest ${goSevGuestVersion} check: ${turin.length} hosts of Turin refused, as real ones are`);
});

interface Asking {
  /** Of the authorities that are trusted. */
  readonly seed?: string;
  /** Without, the verifier trusts AMD's roots only. */
  readonly ownRoot?: boolean;
  readonly more?: readonly string[];
}

function checked(program: string, host: ShownHost, report: Buffer, asking: Asking = {}) {
  const { seed = 'fauxmetal', ownRoot = true, more = [] } = asking;
  const { authorities, intermediate, kind, leaf, line, reportData } = host;
  const entries = [
    { kind, bytes: leaf },
    { kind: 'ASK', bytes: intermediate },
    { kind: 'ARK', bytes: authorities.ark.certificate },
  ] as const;
  const [evidence, root] = [join(folder, 'evidence.bin'), join(folder, `${seed}-${line}-${kind}.pem`)];
  writeFileSync(evidence, extendedReport(report, entries));
  writeFileSync(root, chainPem(amdAuthorities(line, seed), kind === 'VCEK' ? 'vcek' : 'vlek'));
  const name = line === 'Turin' ? 'Turin-B1' : productFacts[line].chipCertificateName;
  return run(program, [
    ...['-in', evidence, '-inform', 'bin', '-network=false'],
    ...['-guest_policy', '0x30000', '-report_data', reportData.toString('hex'), '-product_name', name],
    ...(ownRoot ? ['-product_key_path', root] : []),
    ...more,
  ]);
}
