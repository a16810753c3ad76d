import type { PlaceDecision } from '../contracts/subject.js';
import type { Cluster } from './cluster.js';
import { SubjectPanic } from './guarded-subject.js';
import type { GuestRecord } from './guest.js';
import { ended, happen, start } from './guest-life.js';
import { freeKeys } from './key-usage.js';
import type { WorldHost } from './world-host.js';

/**
 * Asks the scheduler for a host. The kubelet there has the last word; once it has taken the pod the guest is started, unless the
 * subject holds it.
 */
export function place(cluster: Cluster, guest: GuestRecord): void {
  const decision = schedule(cluster, guest);
  if (!decision.placed) return happen(cluster, guest, { what: 'not-placed', message: decision.message });
  const here = cluster.hosts.get(decision.host);
  if (here === undefined) throw new SubjectPanic('place', `there is no host "${decision.host}" among those that were shown`);
  if (!admitted(cluster, guest, here)) return;
  guest.state = 'bound';
  guest.host = decision.host;
  happen(cluster, guest, { what: 'placed', host: decision.host });
  if (guest.state === 'bound') start(cluster, guest);
}

function schedule({ subject, hosts, config, trace }: Cluster, { name, spec, claim }: GuestRecord): PlaceDecision {
  const { protection } = spec;
  const shown = Array.from(hosts.values(), ({ node }) => node.view);
  const decision = subject.place(claim, shown, config);
  const free = protection === 'none' ? {} : freeKeys(hosts, protection);
  trace.record({ event: 'place', guest: name, protection, claim, hosts: shown, decision, freeKeys: free });
  return decision;
}

function admitted(cluster: Cluster, guest: GuestRecord, { node }: WorldHost): boolean {
  const { claim } = guest;
  const { name: host } = node;
  const verdict = node.admit(claim);
  cluster.trace.record({ event: 'kubelet', guest: guest.name, host, claim, ...verdict });
  if (verdict.admitted) return true;
  const { reason, message } = verdict;
  ended(cluster, guest, { what: 'kubelet-refused', host, reason, message });
  return false;
}
