import { tdxCollateral } from '../../sim/attestation/intel/collateral/tdx-collateral.js';
import { intelAuthorities } from '../../sim/attestation/intel/platform/intel-authorities.js';
import { makeQuote } from '../../sim/attestation/intel/quote/make-quote.js';
import { quoteForms } from '../../sim/attestation/intel/quote/quote-layout.js';
import { tdAttributes } from '../../sim/attestation/intel/report/td-measurements.js';
import { TrustDomain } from '../../sim/attestation/intel/report/trust-domain.js';
import { deriveBytes } from '../../sim/attestation/keys/derive-bytes.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { collateralFile, collateralText, writeEvidence } from '../attest/evidence-files.js';
import { hexBytes } from '../attest/hex-bytes.js';
import { tdxPlatformOf } from '../attest/tdx-platform-of.js';
import { secondsNow } from '../serve/http/seconds-now.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { type EvidenceArguments, evidenceOptions } from './evidence-options.js';
import { describedHost } from './host-options.js';

interface QuoteArguments extends EvidenceArguments {
  readonly form: (typeof quoteForms)[number];
  readonly measurement: string | undefined;
  readonly 'mr-config-id': string;
  readonly 'mr-owner': string;
  readonly 'mr-owner-config': string;
  readonly debug: boolean;
  readonly json: boolean;
}

/** `fauxmetal attest quote`: what the quoting enclave of a host makes of a trust domain's report. */
export const attestQuoteCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'quote <machine>',
    describe: 'a quote of a TDX guest, signed on a simulated host, with the collateral of the day',
    builder: (yargs) =>
      evidenceOptions(yargs)
        .option('form', {
          type: 'string',
          choices: quoteForms,
          default: 'v4' as const,
          describe: 'version and body of the quote',
        })
        .option('measurement', { type: 'string', describe: 'MRTD, 48 bytes in hexadecimal or @FILE; default: by the name' })
        .option('mr-config-id', { type: 'string', default: '', describe: 'MRCONFIGID, up to 48 bytes in hexadecimal or @FILE' })
        .option('mr-owner', { type: 'string', default: '', describe: 'MROWNER, likewise' })
        .option('mr-owner-config', { type: 'string', default: '', describe: 'MROWNERCONFIG, likewise' })
        .option('debug', { type: 'boolean', default: false, describe: 'a guest that its host can debug' })
        .example('$0 attest quote emerald-rapids --out quote.bin', 'a quote, and quote.bin.collateral.json beside it')
        .example('$0 attest quote granite-rapids --form v5-tdx1.5 --json', 'a quote of version 5 on screen'),
    handler: (flags) => printQuote(flags, terminal),
  });

function printQuote(flags: QuoteArguments, terminal: Terminal): void {
  const name = flags.name ?? flags.machine;
  const platform = tdxPlatformOf(name, describedHost(flags));
  const day = Math.floor(secondsNow(terminal)() / 86_400) * 86_400;
  const collateral = tdxCollateral(intelAuthorities(), platform, { issuedSeconds: day });
  const report = new TrustDomain(platform, startOf(name, flags)).report(hexBytes('report-data', flags['report-data'], 64));
  const quote = makeQuote(platform, report, { form: flags.form });
  if (!quote.ok) throw new UsageError(`this machine makes no quote of the form ${flags.form}`, { fix: 'write --form v4' });
  const bytes = quote.value;
  if (flags.out !== undefined) writeEvidence(flags.out, bytes, collateralFile(flags.out), collateralText(collateral));
  if (flags.json) {
    const shown = { quote: bytes.toString('hex'), collateral: JSON.parse(collateralText(collateral)) as unknown };
    terminal.print(`${JSON.stringify({ ...shown, root: intelAuthorities().root.pem }, undefined, 2)}\n`);
  } else if (flags.out === undefined) terminal.print(`${bytes.toString('hex')}\n`);
  else terminal.print(`${bytes.length} bytes in ${flags.out}, collateral in ${collateralFile(flags.out)}\n`);
}

function startOf(name: string, flags: QuoteArguments) {
  const { measurement } = flags;
  return {
    mrTd: measurement === undefined ? deriveBytes(name, 'attest/measurement', 48) : hexBytes('measurement', measurement, 48),
    mrConfigId: hexBytes('mr-config-id', flags['mr-config-id'], 48),
    mrOwner: hexBytes('mr-owner', flags['mr-owner'], 48),
    mrOwnerConfig: hexBytes('mr-owner-config', flags['mr-owner-config'], 48),
    attributes: tdAttributes.septVeDisable | (flags.debug ? tdAttributes.debug : 0n),
  };
}
