import type { Command, GuestSpec } from '../../../sim/contracts/commands.js';
import {
  foreignSession,
  type GuestRequest,
  launchRequests,
  launchSecret,
  launchSession,
} from '../../commands/launch-requests.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightest, tightestOfEach } from './tightest.js';

/**
 * An owner attests a SEV guest before it runs: the right order, every wrong one, requests without or with half a body, on guests of
 * another protection or without attestation, and everything else that may happen to a guest that is held back.
 */
export const launchAttestation: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const owned = { ...kit.plainGuest, protection, startPaused: true, attestation: true };
    const sev = protection === 'sev' || protection === 'sev-es';
    for (const requests of sev ? launchFlows : wrongGuestFlows) yield caseOf(kit, place, onGuest(owned, requests));
    yield caseOf(kit, place, onGuest({ ...kit.plainGuest, protection, startPaused: true }, launchRequests));
    if (!sev) continue;
    for (const requests of sessionInRequestFlows) yield caseOf(kit, place, onGuest({ ...owned, session: true }, requests));
    const half = { ...owned, launchMembers: { session: launchSession.session } };
    yield caseOf(kit, place, onGuest(half, [setupSession]));
    for (const commands of heldGuestCommands) yield caseOf(kit, place, [create(owned), ...commands, setUp, fetch]);
    yield caseOf(kit, place, [create({ ...owned, form: 'machine' }), fetch, { do: 'reboot', host: 'h0' }, fetch, setUp]);
    for (const config of kit.otherConfigs.slice(0, 3)) {
      yield caseOf(kit, place, [create(owned), { do: 'configure', config }, ...onGuest(owned, launchRequests).slice(1)]);
    }
  }
};

/** Guests of two owners wait for one key that a third party has taken meanwhile. */
export const heldGuestsAndKeys: CaseFamily = function* (machines, kit) {
  for (const protection of ['sev', 'sev-es'] as const) {
    const place = tightest(machines, protection);
    if (place === undefined) continue;
    const spec = { ...kit.plainGuest, protection, startPaused: true, attestation: true };
    const size = place.machine.keyIds(place.settings, protection);
    yield caseOf(kit, place, [
      create(spec),
      { do: 'fill', host: 'h0', protection, beyond: 0 },
      setUp,
      { do: 'delete', guest: `h0-${protection}-0` },
    ]);
    yield caseOf(kit, place, [
      create(spec),
      { do: 'start-outside', host: 'h0', protection, count: size },
      setUp,
      setUp,
      setUp,
      { do: 'stop-outside', host: 'h0', count: size },
    ]);
  }
};

const [fetchChain, setupSession, queryMeasurement, injectSecret, unpause] = launchRequests as Five<GuestRequest>;
type Five<Item> = readonly [Item, Item, Item, Item, Item];

const setUp: Command = { do: 'request', guest: 'g0', ...setupSession };
const fetch: Command = { do: 'request', guest: 'g0', ...fetchChain };

const launchFlows: readonly (readonly GuestRequest[])[] = [
  [],
  [setupSession],
  launchRequests,
  [setupSession, unpause],
  [setupSession, setupSession],
  [setupSession, fetchChain],
  [{ ...setupSession, body: foreignSession }, queryMeasurement],
  [{ request: 'sev/setupsession' }],
  [{ request: 'sev/setupsession', body: {} }],
  [{ request: 'sev/setupsession', body: { session: launchSession.session } }],
  [{ request: 'sev/setupsession', body: { dhCert: launchSession.dhCert } }],
  [queryMeasurement, injectSecret, unpause, setupSession],
  [setupSession, injectSecret, queryMeasurement],
  [setupSession, unpause, queryMeasurement, injectSecret],
  [setupSession, queryMeasurement, queryMeasurement],
  [setupSession, { request: 'sev/injectlaunchsecret' }],
  [setupSession, { request: 'sev/injectlaunchsecret', body: {} }],
  [setupSession, { request: 'sev/injectlaunchsecret', body: { header: launchSecret.header } }],
  [setupSession, { request: 'sev/injectlaunchsecret', body: { secret: launchSecret.secret } }],
  [setupSession, injectSecret, injectSecret],
];

const wrongGuestFlows: readonly (readonly GuestRequest[])[] = [[fetchChain], [setupSession], [queryMeasurement], [injectSecret]];

const sessionInRequestFlows: readonly (readonly GuestRequest[])[] = [
  [],
  [setupSession],
  [fetchChain, queryMeasurement, injectSecret, unpause],
];

/** What else happens while a guest is held back. */
const heldGuestCommands: readonly (readonly Command[])[] = [
  [{ do: 'delete', guest: 'g0' }],
  [{ do: 'evict', guest: 'g0' }],
  [{ do: 'restart', guest: 'g0' }],
  [{ do: 'migrate', guest: 'g0' }],
  [{ do: 'crash', guest: 'g0' }],
  [{ do: 'request', guest: 'g0', request: 'pause' }],
  [{ do: 'drain', host: 'h0' }],
  [{ do: 'reboot', host: 'h0' }],
  [{ do: 'mishap', host: 'h0', what: 'agent-restarted' }],
  [{ do: 'mishap', host: 'h0', what: 'agent-silent' }],
];

function create(spec: GuestSpec): Command {
  return { do: 'create', guest: 'g0', spec };
}

function onGuest(spec: GuestSpec, requests: readonly GuestRequest[]): readonly Command[] {
  const asked = requests.map((request): Command => ({ do: 'request', guest: 'g0', ...request }));
  return [create(spec), ...asked];
}
