import type { Certificate, CertificateKind } from '../contracts/evidence.js';
import type { JsonObject } from '../core/json.js';
import type { Cluster } from './cluster.js';
import type { GuestRecord } from './guest.js';
import { usageFor } from './key-usage.js';
import type { WorldHost } from './world-host.js';

/**
 * Why each guest that waits does so, host by host, when all has calmed down. A guest that waits without a reason gets no certificate,
 * which whoever judges must notice.
 */
export function certificates(cluster: Cluster, guests: readonly GuestRecord[]): readonly Certificate[] {
  return guests.flatMap((guest) => {
    if (guest.state === 'over' || guest.state === 'running') return [];
    const hosts = [...cluster.hosts.values()].filter(({ node }) => guest.host === undefined || node.name === guest.host);
    return hosts.flatMap((here) => certified(cluster, guest, here));
  });
}

function certified(cluster: Cluster, guest: GuestRecord, here: WorldHost): readonly Certificate[] {
  const reason = cluster.rules.certifiesHonestly ? reasonOf(guest, here) : alwaysKeys;
  return reason === undefined ? [] : [{ guest: guest.name, host: here.node.name, ...reason }];
}

interface Reason {
  readonly kind: CertificateKind;
  readonly facts: JsonObject;
}

const alwaysKeys: Reason = { kind: 'no-free-key', facts: { free: 0, promised: 0 } };

function reasonOf(guest: GuestRecord, here: WorldHost): Reason | undefined {
  if (guest.state === 'held') return { kind: 'awaits-owner', facts: {} };
  return guest.host === undefined ? whyNotPlaced(guest, here) : whyNotStarted(guest, here);
}

/** The obstacles in the order a scheduler meets them; what is broken is looked for last, because it need not be what matters. */
function whyNotPlaced(guest: GuestRecord, here: WorldHost): Reason | undefined {
  const { claim } = guest;
  const { node } = here;
  const { view } = node;
  if (node.lags) return { kind: 'fault-remains', facts: { fault: 'scheduler-lags' } };
  if (node.cordoned) return { kind: 'cordoned', facts: {} };
  const label = Object.keys(claim.selectors).find((key) => view.labels[key] !== claim.selectors[key]);
  if (label !== undefined) return unselected(guest, here, label);
  const resource = Object.keys(claim.resources).find((name) => left(view, name) < (claim.resources[name] ?? 0));
  if (resource !== undefined) {
    return { kind: 'nothing-left', facts: { resource, offered: view.resources[resource] ?? 0, held: view.used[resource] ?? 0 } };
  }
  const { memoryBytes: of, memoryUsedBytes: used } = view;
  if (used + claim.memoryBytes > of) return { kind: 'no-memory', facts: { bytes: claim.memoryBytes, used, of } };
  return guest.refusal === undefined ? undefined : { kind: 'scheduler-refuses', facts: { message: guest.refusal } };
}

function unselected({ spec, claim }: GuestRecord, { host, node }: WorldHost, label: string): Reason {
  const { protection } = spec;
  if (protection !== 'none' && !host.boot.launchable[protection].possible) return { kind: 'not-launchable', facts: { label } };
  const found = node.labels[label];
  const facts = { label, wanted: claim.selectors[label] ?? '', ...(found !== undefined && { found }) };
  return { kind: 'other-nodes-wanted', facts };
}

function whyNotStarted({ spec, failure }: GuestRecord, { host }: WorldHost): Reason | undefined {
  const { protection } = spec;
  const { faults } = host;
  if (failure === undefined) return undefined;
  if (protection !== 'none') {
    const usage = usageFor(host.truth, protection);
    const free = usage === undefined ? 0 : usage.free + usage.pending;
    if (free === 0) return { kind: 'no-free-key', facts: { free, promised: 0 } };
    if (faults.pspFails) return { kind: 'fault-remains', facts: { fault: 'psp-error' } };
    if (faults.flushFails) return { kind: 'fault-remains', facts: { fault: 'flush-fails' } };
  }
  return { kind: 'cannot-start', facts: { message: failure } };
}

function left({ resources, used }: Pick<WorldHost['node']['view'], 'resources' | 'used'>, name: string): number {
  return (resources[name] ?? 0) - (used[name] ?? 0);
}
