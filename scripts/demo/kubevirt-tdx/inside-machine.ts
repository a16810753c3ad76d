import { attestationWay } from '../../../sim/attestation/guest/attestation-way.js';
import { ConfidentialGuest } from '../../../sim/attestation/guest/confidential-guest.js';
import { dmesgOf } from '../../../sim/attestation/guest/guest-kernel-log.js';
import { tdxAttestQuote } from '../../../sim/attestation/guest/tdx-attest.js';
import { tsmReportRoot } from '../../../sim/attestation/guest/tsm-reports.js';
import type { TdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { launchValuesOf } from '../../../sim/attestation/intel/report/launch-values.js';
import { mrTdOfFirmware } from '../../../sim/attestation/intel/report/mrtd.js';
import { TrustDomain } from '../../../sim/attestation/intel/report/trust-domain.js';
import type { QuoteProvider } from '../../../sim/attestation/trust-authority/trust-authority-client.js';
import type { SocketTransport } from '../../attest/quote-over-socket.js';
import { fileOf } from '../host-shell.js';
import { StepFailure, type Teller } from '../story.js';
import { type RunningVm, vm } from './machine.js';

/** The guest from within. */
export interface InsideGuest {
  readonly guest: ConfidentialGuest;
  readonly domain: TrustDomain;
  /** Content of `/etc/tdx-attest.conf`. */
  readonly configuration: string;
}

/** Boots it on what its document says. */
export function bootGuest(
  { started: running, node, setting }: RunningVm,
  platform: TdxPlatform,
  socket: SocketTransport,
  teller: Teller,
) {
  const values = launchValuesOf(running.document);
  if (!values.ok) throw new StepFailure('launch-values', values.reason);
  const way = attestationWay(setting.way === 'tdvmcall' ? { QGS: 'vsock:2:4050' } : { autoattachVSOCK: true });
  const loader = /<loader[^>]*>([^<]+)</.exec(running.document)?.[1] ?? '';
  const domain = new TrustDomain(platform, { mrTd: mrTdOfFirmware(Buffer.from(fileOf(node.tree, loader))), ...values.value });
  const quoteService = values.value.quoteService === undefined ? {} : { quoteService: socket.transport };
  const guest = new ConfidentialGuest({ kernel: { release: guestKernel }, tdx: { domain, ...quoteService } });
  teller.run(`${vm}#`, 'dmesg | grep -i tdx', dmesgOf(guest.kernelLines.filter((line) => /tdx/i.test(line))));
  const shown = ['/dev/tdx_guest', tsmReportRoot].filter((path) => guest.paths.includes(path));
  teller.run(`${vm}#`, `ls -d ${shown.join(' ')}`, shown.join('\n'));
  const conf = way.ok && way.value.by === 'vsock' ? way.value.configuration : '';
  if (conf !== '') teller.run(`${vm}#`, 'cat /etc/tdx-attest.conf', conf);
  return { guest, domain, configuration: conf } satisfies InsideGuest;
}

/** A kernel with configfs-tsm. */
const guestKernel = '6.12.8';

/** Asks the guest’s own library. */
export function quoteProvider({ guest, domain, configuration: conf }: InsideGuest, socket: SocketTransport): QuoteProvider {
  return async (reportData) => {
    const tsm = guest.tsm === undefined ? {} : { tsm: guest.tsm };
    const setting = { domain, configuration: conf, vsock: () => socket.transport, ...tsm };
    const made = await socket.carry(() => tdxAttestQuote(setting, reportData));
    if (!made.ok) throw new Error(made.reason);
    return made.value.quote;
  };
}
