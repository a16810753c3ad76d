import type { Command, GuestSpec } from '../../../sim/contracts/commands.js';
import { guestSpec } from '../../commands/request-matrix.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** Requests that must get the same answer: one leaves a default out and one says it, or one is asked again under other feature gates. */
export const sameAnswers: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const [one, other] of equals) {
      const specs = [one, other].map((change) => guestSpec({ ...kit.plainGuest, ...change, protection }));
      const commands = specs.map((spec, index): Command => ({ do: 'create', guest: `g${index}`, spec }));
      yield caseOf(kit, place, commands);
    }
    for (const config of kit.otherConfigs) {
      for (const change of behindGates) {
        const create: Command = { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, ...change, protection } };
        yield caseOf(kit, place, [create, { do: 'delete', guest: 'g0' }, { do: 'configure', config }, create]);
      }
    }
  }
};

/** What stands behind a gate of its own, beside the protection. */
const behindGates: readonly Partial<GuestSpec>[] = [{}, { vsock: true }, { hostDevice: true }];

type Changes = { readonly [Field in keyof GuestSpec]?: GuestSpec[Field] | undefined };

/** Two ways to say the same. */
const equals: readonly (readonly [Changes, Changes])[] = [
  [{}, { smm: false }],
  [{}, { persistentEfi: false }],
  [{ secureBoot: undefined }, { secureBoot: true }],
  [{ form: 'replica-set' }, { form: 'replica-set', architecture: 'amd64' }],
  [
    { form: 'pool', secureBoot: undefined },
    { form: 'pool', secureBoot: true, architecture: 'amd64' },
  ],
];
