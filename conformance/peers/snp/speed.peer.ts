import { beforeAll, expect, it } from 'vitest';
import { endorsementKey } from '../../../sim/attestation/amd/endorsement-key.js';
import { exampleGuest, examplePlatform } from '../../../sim/attestation/amd/example-platform.js';
import { holderOf, snpReport } from '../../../sim/attestation/amd/platform.js';
import { isReportSignedBy } from '../../../sim/attestation/amd/report-signature.js';
import { signNatively } from '../../../sim/attestation/keys/native-signature.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { outputOf } from '../program.js';
import { goSevGuestVersion } from './built-check.js';
import { builtLibrary } from './built-library.js';

// Reports signed and signatures verified in a second of processor time, ours and those of go-sev-guest's fake signer in turns, so that whatever else the
// machine does slows both. Ratios are printed, not judged: they are the machine's.

const rounds = 4;
const secondsForEach = 0.5;

interface Rates {
  readonly sign: number;
  readonly verify: number;
}

let program: Outcome<string, string>;

beforeAll(async () => {
  program = await builtLibrary();
}, 1_800_000);

it('counts reports in a second of processor time', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  const [ours, theirs]: [Rates[], Rates[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(ownRates());
    const output = await outputOf(program.value, ['speed', `${secondsForEach}`]);
    if (!output.ok) throw new Error(output.reason);
    theirs.push(JSON.parse(output.value) as Rates);
  }
  for (const what of ['sign', 'verify'] as const) {
    const [own, other] = [median(ours.map((each) => each[what])), median(theirs.map((each) => each[what]))];
    expect(own).toBeGreaterThan(0);
    await context.annotate(
      `${what}: ${own} reports/s of a core, go-sev-guest ${goSevGuestVersion} ${other}/s, ${(own / other).toFixed(2)} times`,
    );
  }
});

function ownRates(): Rates {
  const platform = examplePlatform('Milan');
  const guest = exampleGuest(platform);
  const report = snpReport(platform, guest, { reportData: Buffer.alloc(64) });
  const { publicKey } = endorsementKey(holderOf(platform), platform.firmware.reportedTcb);
  return {
    sign: each(() => snpReport(platform, guest, { reportData: Buffer.alloc(64) }, signNatively)),
    verify: each(() => isReportSignedBy(report, publicKey)),
  };
}

function each(work: () => unknown): number {
  const end = performance.now() + secondsForEach * 1000;
  const before = process.cpuUsage();
  let count = 0;
  for (; performance.now() < end; count += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (1e6 * count) / (user + system);
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0);
}
