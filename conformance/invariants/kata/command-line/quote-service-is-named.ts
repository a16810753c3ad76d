/**
 * Checks: the quote generation socket: the configured port, else the service’s own socket or port 4050.
 * Does not check: whether it listens.
 * Source: kata-containers src/runtime/pkg/govmm/qemu/qemu.go (getQgsSocketAddress)
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/quote-service-is-named`. */
export const kataCommandLineQuoteServiceIsNamed: Invariant = {
  requirement: 'kata/command-line/quote-service-is-named',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'tdx')) {
      const { event, line } = rendering;
      const port = Number(shimSettings(rendering).tdx_quote_generation_service_socket_port ?? 0);
      const found = guestObject(line)?.members['quote-generation-socket'];
      const wanted = port === 0 ? /vsock.*4050|tdx-qgs\/qgs\.socket/ : new RegExp(`vsock.*${port}`);
      say.check(wanted.test(found ?? ''), event, () => `${event.guest} finds the quote service at ${quoted(found)}`);
    }
  },
};
