import type { Command, GuestSpec } from '../../../sim/contracts/commands.js';
import { type ConfidentialProtection, confidentialProtections, protections } from '../../../sim/contracts/protection.js';
import { novaGuestRequests, novaJourneys, novaManifests } from '../../commands/nova-manifests.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { smallPools } from '../plan-machine.js';
import { caseOf, caseOnTwo } from './case-of.js';
import { runnableOn, tightestOfEach } from './tightest.js';

/** Every combination of flavor and image worth trying, where what it asks for can run; those that pass are stopped, started and deleted. */
export const novaRequests: CaseFamily = function* (machines, kit) {
  const places = new Map(tightestOfEach(machines));
  const anywhere = places.get('none');
  for (const { protection, members } of novaManifests) {
    const place = places.get(protection) ?? anywhere;
    if (place === undefined) continue;
    const spec: GuestSpec = { ...kit.plainGuest, protection, members };
    yield caseOf(kit, place, [
      { do: 'create', guest: 'g0', spec },
      { do: 'request', guest: 'g0', request: 'stop' },
      { do: 'request', guest: 'g0', request: 'start' },
      { do: 'delete', guest: 'g0' },
    ]);
  }
};

/** Everything that can be asked about a server, of one of each protection, running and stopped, with one host and with another to go to. */
export const novaActions: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const create: Command = { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } };
    for (const asked of novaGuestRequests) {
      const ask: Command = { do: 'request', guest: 'g0', ...asked };
      yield caseOf(kit, place, [create, ask, { do: 'delete', guest: 'g0' }]);
      yield caseOnTwo(kit, place, [create, { do: 'request', guest: 'g0', request: 'stop' }, ask]);
    }
  }
};

/** Stories of several requests, on two hosts, ending in a deletion. */
export const novaStories: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const journey of novaJourneys) {
      const asked = journey.map((each): Command => ({ do: 'request', guest: 'g0', ...each }));
      const create: Command = { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } };
      yield caseOnTwo(kit, place, [create, ...asked, { do: 'delete', guest: 'g0' }]);
      yield caseOf(kit, place, [create, ...asked, { do: 'create', guest: 'g1', spec: { ...kit.plainGuest, protection } }]);
    }
    if (protection !== 'none') yield caseOnTwo(kit, place, movesToATakenHost(protection, kit.plainGuest));
  }
};

/** A server is to move to a host whose key IDs somebody has taken whom placement does not know. */
function movesToATakenHost(protection: ConfidentialProtection, plain: Omit<GuestSpec, 'protection'>): readonly Command[] {
  return [
    { do: 'create', guest: 'g0', spec: { ...plain, protection, onHost: 'h0' } },
    { do: 'start-outside', host: 'h1', protection, count: 2 },
    { do: 'request', guest: 'g0', request: 'migrate' },
    { do: 'request', guest: 'g0', request: 'stop' },
    { do: 'delete', guest: 'g0' },
  ];
}

/** nova-compute is started anew, falls silent or ends, libvirt is restarted, the host reboots: with guests, and guests that come meanwhile. */
export const novaMishaps: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const spec = { ...kit.plainGuest, protection };
    for (const what of ['agent-started', 'agent-restarted', 'agent-silent', 'agent-stopping', 'libvirtd-restarted'] as const) {
      yield caseOnTwo(kit, place, [
        { do: 'create', guest: 'g0', spec: { ...spec, onHost: 'h0' } },
        { do: 'mishap', host: 'h0', what },
        { do: 'create', guest: 'g1', spec },
        { do: 'label', host: 'h0' },
        { do: 'request', guest: 'g0', request: 'evacuate' },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
        { do: 'delete', guest: 'g0' },
      ]);
    }
    yield caseOnTwo(kit, place, [
      { do: 'create', guest: 'g0', spec: { ...spec, onHost: 'h0' } },
      { do: 'reboot', host: 'h0' },
      { do: 'request', guest: 'g0', request: 'start' },
      { do: 'crash', guest: 'g0' },
      { do: 'request', guest: 'g0', request: 'reboot', body: { type: 'HARD' } },
      { do: 'delete', guest: 'g0' },
    ]);
  }
};

/**
 * All pools of a machine filled, one after the other, one beyond each, and small ones in either order; then something is deleted, and the host comes back from a reboot
 * with its key IDs divided otherwise while guests hold some.
 */
export const novaPools: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    const [first, second] = [machine.settings.small[0], machine.settings.small.at(-1)];
    if (first === undefined || second === undefined) continue;
    yield caseOf(kit, { machine, settings: first }, [...confidentialProtections.map(filled), ...emptied]);
    for (const settings of machine.settings.small) {
      const fills = smallPools(machine, settings).map(filled);
      for (const order of [fills, [...fills].reverse()]) yield caseOf(kit, { machine, settings }, [...order, ...emptied]);
    }
    for (const [protection, place] of runnableOn(machine)) {
      for (const settings of [first, second]) {
        yield caseOf(kit, place, [
          filled(protection),
          { do: 'reboot', host: 'h0', settings },
          { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } },
          { do: 'request', guest: `h0-${protection}-0`, request: 'start' },
          { do: 'delete', guest: `h0-${protection}-0` },
          { do: 'mishap', host: 'h0', what: 'agent-started' },
          { do: 'create', guest: 'g1', spec: { ...kit.plainGuest, protection } },
        ]);
      }
    }
  }
};

function filled(protection: ConfidentialProtection): Command {
  return { do: 'fill', host: 'h0', protection, beyond: 1 };
}

const emptied: readonly Command[] = protections.flatMap((protection): readonly Command[] => [
  { do: 'delete', guest: `h0-${protection}-0` },
  { do: 'delete', guest: `h0-${protection}-1` },
]);

/** A SEV and a SEV-ES guest that are alike otherwise, side by side on one host. */
export const novaAlike: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    const both = [...machine.settings.small, ...machine.settings.real].find((settings) =>
      (['sev', 'sev-es'] as const).every((protection) => machine.keyIds(settings, protection) > 0),
    );
    if (both === undefined) continue;
    const create = (protection: 'sev' | 'sev-es'): Command => {
      return { do: 'create', guest: `g-${protection}`, spec: { ...kit.plainGuest, protection } };
    };
    yield caseOf(kit, { machine, settings: both }, [create('sev'), create('sev-es')]);
  }
};
