/**
 * Checks: a unix socket exactly where the file is there.
 * Does not check: configured ports; hosts whose service has gone.
 * Source: kata-containers src/runtime/pkg/govmm/qemu/qemu.go (getQgsSocketAddress)
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, isBlurred, linesOf, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/quote-service-of-the-host`. */
export const kataCommandLineQuoteServiceOfTheHost: Invariant = {
  requirement: 'kata/command-line/quote-service-of-the-host',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'tdx')) {
      const { event, line, truth } = rendering;
      if (shimSettings(rendering).tdx_quote_generation_service_socket_port || isBlurred(evidence)) continue;
      const has = truth.nodes.some(({ path }) => path === '/var/run/tdx-qgs/qgs.socket');
      const found = guestObject(line)?.members['quote-generation-socket'] ?? '';
      say.check(found.includes('qgs.socket') === has, event, () => `${event.guest} finds the quote service at ${quoted(found)}`);
    }
  },
};
