import type { Command } from '../../../sim/contracts/commands.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { oneOfEachFamily, tightestOfEach } from './tightest.js';

/** Users ask the API for something about a guest that runs, twice each. */
export const apiRequests: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const spec = { ...kit.plainGuest, protection };
    for (const { request, body } of kit.guestRequests) {
      const asked: Command = { do: 'request', guest: 'g0', request, ...(body && { body }) };
      for (const form of [{}, { form: 'machine' }] as const) {
        yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec: { ...spec, ...form } }, asked, asked]);
      }
    }
    yield caseOf(kit, place, [
      { do: 'create', guest: 'g0', spec },
      { do: 'request', guest: 'g0', request: 'pause' },
      { do: 'evict', guest: 'g0' },
      { do: 'request', guest: 'g0', request: 'unpause' },
    ]);
  }
};

/** Somebody evicts a guest with a request of the caller's own making, before and after a plain eviction. */
export const evictionRequests: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    for (const eviction of ['LiveMigrate', 'LiveMigrateIfPossible', 'External'] as const) {
      const spec = { ...kit.plainGuest, protection, eviction };
      for (const { request, body } of kit.guestRequests.filter((asked) => asked.request === 'eviction')) {
        const asked: Command = { do: 'request', guest: 'g0', request, ...(body && { body }) };
        yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec }, asked, { do: 'evict', guest: 'g0' }, asked]);
      }
    }
  }
};
