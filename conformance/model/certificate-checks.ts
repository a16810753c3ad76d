import type { Certificate, CertificateKind } from '../../sim/contracts/evidence.js';
import { isHeldBack } from './accepted-requests.js';
import { mayHaveToWait } from './broken-firmware.js';
import { confidentialResources } from './kubevirt-names.js';
import type { HostAtEnd, Placement, Replay } from './observations.js';
import { boundUnits, fitsByTruth } from './placement.js';

/**
 * Is it true what a certificate says of a waiting guest and a host? Worked out from the trace and the truth; of the certificate's facts only
 * those are used that say what to look at.
 */
export function isTrue(certificate: Certificate, replay: Replay): boolean {
  const host = replay.hosts.find(({ name }) => name === certificate.host);
  const placement = replay.lastPlacement.get(certificate.guest);
  if (host === undefined || placement === undefined) return false;
  return checks[certificate.kind]({ certificate, host, placement, replay });
}

interface Claimed {
  readonly certificate: Certificate;
  readonly host: HostAtEnd;
  readonly placement: Placement;
  readonly replay: Replay;
}

const checks: Readonly<Record<CertificateKind, (claimed: Claimed) => boolean>> = {
  'awaits-owner': ({ certificate, replay }) => {
    const vmi = replay.requests.get(certificate.guest);
    return vmi !== undefined && isHeldBack(vmi);
  },
  'fault-remains': ({ certificate, host, placement }) =>
    certificate.facts.fault === 'scheduler-lags' ? host.lagging : mayHaveToWait(host.faults, placement.event.protection),
  cordoned: ({ host }) => host.room.cordoned,
  'not-launchable': ({ host, placement }) => {
    const { protection } = placement.event;
    return protection !== 'none' && !host.pools.truth.launchable[protection].possible;
  },
  'other-nodes-wanted': ({ certificate, host, placement }) => {
    const label = String(certificate.facts.label);
    const { labels, expectedLabels } = host.room;
    const wanted = placement.event.claim.selectors[label];
    return wanted !== undefined && labels[label] !== wanted && (expectedLabels[label] !== true || wanted !== 'true');
  },
  'no-free-key': ({ host, placement }) => host.pools.available(placement.event.protection) <= 0,
  'nothing-left': (claimed) => {
    const { host, certificate } = claimed;
    const resource = String(certificate.facts.resource);
    if (!confidentialResources.includes(resource)) return !couldGoThere(claimed);
    return boundUnits(host.room.bookings, resource) >= (host.room.expectedResources[resource] ?? 0);
  },
  'no-memory': ({ host, placement }) => {
    const { bookings, memoryBytes } = host.room;
    return bookings.memoryBytes + placement.event.claim.memoryBytes > memoryBytes;
  },
  'scheduler-refuses': (claimed) => !couldGoThere(claimed),
  'cannot-start': ({ certificate, replay }) => {
    const { guest, facts } = certificate;
    const start = replay.starts.findLast(({ event }) => event.guest === guest)?.event.result;
    const rendering = replay.renderings.findLast(({ event }) => event.guest === guest)?.event.decision;
    const refusals = [
      start?.started === false ? start.error.message : undefined,
      rendering?.rendered === false ? rendering.message : undefined,
    ];
    return refusals.includes(String(facts.message));
  },
};

function couldGoThere({ host, placement, replay }: Claimed): boolean {
  const { vmi, event } = placement;
  const { protection, claim } = event;
  return fitsByTruth({ vmi, protection, memoryBytes: claim.memoryBytes }, host.room, replay.config);
}
