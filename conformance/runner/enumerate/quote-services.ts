import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightest } from './tightest.js';

/** The quote generation service of a TDX host goes and comes back, before and after a guest is there, under every configuration. */
export const quoteServices: CaseFamily = function* (machines, kit) {
  const place = tightest(machines, 'tdx');
  if (place === undefined) return;
  const spec = { ...kit.plainGuest, protection: 'tdx' } as const;
  for (const config of [kit.config, ...kit.otherConfigs]) {
    for (const left of ['directory', 'nothing'] as const) {
      yield caseOf(
        kit,
        place,
        [
          { do: 'quote-service', host: 'h0', left },
          { do: 'create', guest: 'g0', spec },
          { do: 'quote-service', host: 'h0', left: 'socket' },
        ],
        config,
      );
      yield caseOf(
        kit,
        place,
        [
          { do: 'create', guest: 'g0', spec },
          { do: 'quote-service', host: 'h0', left },
          { do: 'mishap', host: 'h0', what: 'kubelet-restarted' },
          { do: 'delete', guest: 'g0' },
          { do: 'create', guest: 'g1', spec },
          { do: 'quote-service', host: 'h0', left: 'socket' },
        ],
        config,
      );
    }
  }
};
