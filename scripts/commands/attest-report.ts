import { type AmdAuthorities, amdAuthorities } from '../../sim/attestation/amd/authorities.js';
import { extendedReport } from '../../sim/attestation/amd/certificate-table.js';
import { defaultIssueTime, endorsementCertificate } from '../../sim/attestation/amd/endorsement-key.js';
import type { EvidenceCertificate } from '../../sim/attestation/amd/evidence.js';
import { policyFailure } from '../../sim/attestation/amd/guest-policy.js';
import { holderOf, type SnpPlatform, snpReport } from '../../sim/attestation/amd/platform.js';
import { reportVersions } from '../../sim/attestation/amd/report.js';
import { encodeTcb } from '../../sim/attestation/amd/tcb-version.js';
import { deriveBytes } from '../../sim/attestation/keys/derive-bytes.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { certificatesFile, pemText, writeEvidence } from '../attest/evidence-files.js';
import { hexBytes } from '../attest/hex-bytes.js';
import { snpPlatformOf } from '../attest/snp-platform-of.js';
import { secondsNow } from '../serve/http/seconds-now.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { type EvidenceArguments, evidenceOptions } from './evidence-options.js';
import { describedHost } from './host-options.js';

interface ReportArguments extends EvidenceArguments {
  readonly 'report-version': number;
  readonly vmpl: number;
  readonly policy: string;
  readonly measurement: string | undefined;
  readonly 'host-data': string;
  readonly extended: boolean;
  readonly json: boolean;
}

/** `fauxmetal attest report`: what the firmware of a host answers an SNP guest. */
export const attestReportCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'report <machine>',
    describe: 'a report of an SNP guest, signed by the simulated chip of a host, with the certificates of its key',
    builder: (yargs) =>
      evidenceOptions(yargs)
        .option('report-version', { type: 'number', choices: reportVersions, default: 3, describe: 'version of the report' })
        .option('vmpl', { type: 'number', choices: [0, 1, 2, 3], default: 0, describe: 'privilege level that asks for it' })
        .option('policy', { type: 'string', default: '0x30000', describe: 'policy of the guest' })
        .option('measurement', {
          type: 'string',
          describe: 'launch digest, 48 bytes in hexadecimal or @FILE; default: by the name',
        })
        .option('host-data', { type: 'string', default: '', describe: 'HOST_DATA, up to 32 bytes in hexadecimal or @FILE' })
        .option('extended', {
          type: 'boolean',
          default: false,
          describe: 'with the certificate table behind it, as hosts hand it over',
        })
        .example('$0 attest report genoa --report-data 00ff --out report.bin', 'a report, and report.bin.certs.pem beside it')
        .example('$0 attest report milan --report-version 5 --json', 'the same on screen'),
    handler: (flags) => makeReport(flags, terminal),
  });

function makeReport(flags: ReportArguments, terminal: Terminal): void {
  const name = flags.name ?? flags.machine;
  const platform = snpPlatformOf(name, describedHost(flags), flags['report-version']);
  const report = snpReport(platform, guestOf(name, platform, flags), {
    reportData: hexBytes('report-data', flags['report-data'], 64),
    vmpl: flags.vmpl,
  });
  const certificates = certificatesOf(platform, secondsNow(terminal)());
  const entries = certificates.map(({ kind, der: bytes }) => ({ kind, bytes }));
  const bytes = flags.extended ? extendedReport(report, entries) : report;
  if (flags.out !== undefined) writeEvidence(flags.out, bytes, certificatesFile(flags.out), pemText(certificates));
  if (flags.json) {
    const pem = Object.fromEntries(certificates.map((each) => [each.kind.toLowerCase(), pemText([each])]));
    terminal.print(`${JSON.stringify({ report: bytes.toString('hex'), certificates: pem }, undefined, 2)}\n`);
  } else if (flags.out === undefined) terminal.print(`${bytes.toString('hex')}\n`);
  else terminal.print(`${bytes.length} bytes in ${flags.out}, certificates in ${certificatesFile(flags.out)}\n`);
}

function guestOf(name: string, { chip, firmware, platformInfo }: SnpPlatform, flags: ReportArguments) {
  const policy = policyIn(flags.policy);
  const failure = policyFailure(policy, platformInfo, firmware.current.version);
  if (failure !== undefined)
    throw new UsageError(`the firmware starts no guest with policy ${flags.policy} (${failure})`, { fix: 'write 0x30000' });
  const { measurement } = flags;
  return {
    policy,
    measurement:
      measurement === undefined ? deriveBytes(name, 'attest/measurement', 48) : hexBytes('measurement', measurement, 48),
    hostData: hexBytes('host-data', flags['host-data'], 32),
    reportId: deriveBytes(name, 'attest/report-id', 32),
    launchTcb: encodeTcb(chip.line, firmware.current.tcb),
  };
}

function policyIn(text: string): bigint {
  if (/^(0x[0-9a-f]{1,16}|\d{1,19})$/i.test(text)) return BigInt(text);
  throw new UsageError(`--policy "${text}" is no number`, { fix: 'write 0x30000' });
}

/** Certificates do not change from day to day; on a clock before their usual beginning they begin earlier. */
function certificatesOf(platform: SnpPlatform, now: number): readonly EvidenceCertificate[] {
  const authorities: AmdAuthorities = amdAuthorities(platform.chip.line);
  const issuedAt = Math.min(defaultIssueTime, Math.floor(now) - 86_400);
  const leaf = endorsementCertificate(authorities, holderOf(platform), platform.firmware.reportedTcb, issuedAt);
  return [
    { kind: 'VCEK', der: leaf },
    { kind: 'ASK', der: authorities.ask.certificate },
    { kind: 'ARK', der: authorities.ark.certificate },
  ];
}
