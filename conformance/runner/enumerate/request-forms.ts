import { type GuestSpec, guestForms } from '../../../sim/contracts/commands.js';
import { guestSpec } from '../../commands/request-matrix.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** The same guest asked for in every form, right and wrong, with its protection written in one place or in several. */
export const requestForms: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const form of guestForms) {
      for (const change of variations) {
        const spec = guestSpec({ ...kit.plainGuest, ...change, protection, form });
        yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec }]);
      }
    }
    for (const protectionIn of protection === 'none' ? [] : writtenIn) {
      const spec: GuestSpec = { ...kit.plainGuest, protection, form: 'machine', protectionIn };
      yield caseOf(kit, place, [
        { do: 'create', guest: 'g0', spec },
        { do: 'restart', guest: 'g0' },
      ]);
      const wrong = guestSpec({ ...spec, firmware: 'bios', secureBoot: undefined });
      yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec: wrong }]);
    }
  }
};

/** One thing that is wrong for some protections, or for none. */
const variations = [
  {},
  { firmware: 'bios' },
  { secureBoot: undefined },
  { smm: true },
  { persistentEfi: true },
  { bootFromNetwork: true },
  { attestation: true },
  { architecture: 'arm64' },
  { architecture: 's390x' },
  { architecture: 'ppc64le' },
  { memoryMib: 1024, maxMemoryMib: 2048 },
] as const;

const writtenIn = [
  ['request'],
  ['instancetype'],
  ['preference'],
  ['request', 'instancetype'],
  ['request', 'preference'],
  ['instancetype', 'preference'],
  ['request', 'instancetype', 'preference'],
] as const;
