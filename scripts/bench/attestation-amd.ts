import { amdAuthorities, amdRevocationList } from '../../sim/attestation/amd/authorities.js';
import { endorsementCertificate } from '../../sim/attestation/amd/endorsement-key.js';
import { type EvidenceCertificate, snpEvidence } from '../../sim/attestation/amd/evidence.js';
import { exampleGuest, examplePlatform, exampleReportData, exampleTime } from '../../sim/attestation/amd/example-platform.js';
import { holderOf, type SnpGuest, type SnpPlatform, snpReport } from '../../sim/attestation/amd/platform.js';
import { decodeReport } from '../../sim/attestation/amd/report.js';
import { rootsOf, snpVerifier } from '../../sim/attestation/amd/snp-verifier.js';
import { ecKey } from '../../sim/attestation/keys/ec-key.js';
import { isSignedBy, signNatively } from '../../sim/attestation/keys/native-signature.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { BenchGroup } from './bench-group.js';

/**
 * Reports of SNP guests: signed by the machine's own cryptography and repeatably, and verified with their chain, from bytes and from the
 * JSON a broker gets. Every report is another guest's on one of 64 hosts, whose certificates the verifier has seen before, as a broker
 * has. The ceiling is the bare signature on P-384.
 */
export function attestationAmdGroup(): BenchGroup {
  const key = ecKey('P-384', 'bench', 'bare');
  const message = Buffer.alloc(0x2a0);
  const bare = signNatively(key, 'ecdsa-sha384', message);
  const shown = hosts.map(shownHost);
  const next = inTurns(shown);
  const authorities = amdAuthorities('Milan');
  const verifier = snpVerifier([rootsOf(authorities, amdRevocationList(authorities, exampleTime))]);
  const expected = { reportData: exampleReportData };
  return {
    name: 'SNP reports, Milan, 64 hosts',
    ceiling: 'a bare signature',
    unit: 'reports',
    tasks: {
      'a bare signature': () => void signNatively(key, 'ecdsa-sha384', message),
      'sign natively': () => void signed(next(), signNatively),
      'sign repeatably': () => void signed(next()),
      'check a bare signature': () => void isSignedBy(key.publicKey, 'ecdsa-sha384', message, bare),
      'verify report, chain and revocation list': () => {
        const { report, certificates } = next();
        ensure(verifier.judge({ report, certificates }, expected, exampleTime).ok);
      },
      'verify evidence as a broker gets it': () => ensure(verifier.verify(next().evidence, expected, exampleTime).genuine),
    },
    targetsUs: {
      'sign natively': 1e6 / 1500,
      'verify report, chain and revocation list': 1e6 / 800,
      'verify evidence as a broker gets it': 1e6 / 800,
    },
  };
}

const hosts = Array.from({ length: 64 }, (_, index) => `host-${index}`);

interface ShownHost {
  readonly platform: SnpPlatform;
  readonly guest: SnpGuest;
  readonly report: Buffer;
  readonly certificates: readonly EvidenceCertificate[];
  readonly evidence: JsonObject;
}

function shownHost(name: string): ShownHost {
  const platform = examplePlatform('Milan', name);
  const { ark, ask } = amdAuthorities('Milan');
  const leaf = endorsementCertificate(amdAuthorities('Milan'), holderOf(platform), platform.firmware.reportedTcb);
  const certificates: readonly EvidenceCertificate[] = [
    { kind: 'VCEK', der: leaf },
    { kind: 'ASK', der: ask.certificate },
    { kind: 'ARK', der: ark.certificate },
  ];
  const guest = exampleGuest(platform);
  const report = snpReport(platform, guest, { reportData: exampleReportData });
  const decoded = decodeReport(report);
  ensure(decoded.ok);
  return { platform, guest, report, certificates, evidence: snpEvidence(decoded.value, certificates) };
}

function signed({ platform, guest }: ShownHost, sign?: typeof signNatively): Buffer {
  return snpReport(platform, guest, { reportData: exampleReportData }, sign);
}

function inTurns<Element>(list: readonly Element[]): () => Element {
  let next = 0;
  return () => list[next++ % list.length] as Element;
}

/** Nothing is measured that does not do what it says. */
function ensure(condition: boolean): asserts condition {
  if (!condition) throw new Error('evidence that should be genuine is not');
}
