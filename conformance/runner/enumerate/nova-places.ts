import type { Command } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf, caseOnTwo } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** Where a server may not go: a host that is closed, one whose service is silent or has ended, any but the one it names. */
export const novaPlaces: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const spec = { ...kit.plainGuest, protection };
    const create = (guest: string, onHost?: string): Command => ({
      do: 'create',
      guest,
      spec: { ...spec, ...(onHost !== undefined && { onHost }) },
    });
    const closed: readonly Command[] = [{ do: 'drain', host: 'h0' }, create('g0'), { do: 'uncordon', host: 'h0' }, create('g1')];
    yield caseOf(kit, place, closed);
    yield caseOnTwo(kit, place, [...closed, create('g2')]);
    for (const what of ['agent-silent', 'agent-stopping'] as const) {
      yield caseOf(kit, place, [
        { do: 'mishap', host: 'h0', what },
        create('g0'),
        { do: 'configure', config: { ...kit.config, nested_providers: false } },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
        create('g1'),
      ]);
    }
    yield caseOnTwo(kit, place, [create('g0', 'h1'), create('g1', 'h0'), create('g2', 'h1')]);
    yield caseOnTwo(kit, place, [
      create('g0', 'h0'),
      { do: 'mishap', host: 'h0', what: 'agent-silent' },
      { do: 'request', guest: 'g0', request: 'evacuate', body: { force: true, host: 'h1' } },
      { do: 'mishap', host: 'h0', what: 'agent-started' },
    ]);
  }
};
