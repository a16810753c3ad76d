import type { Protection } from '../contracts/protection.js';
import type { Claim, Happening, HostToPlaceOn, LabelDecision, RunDecision, Subject } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import { exampleDomain } from '../host/example-domain.js';

/** What a test wants of {@link exampleSubject} otherwise than usual. */
export interface Otherwise extends Partial<Pick<Subject, 'label' | 'place'>> {
  /** What is to be done next, by what happened; a function is asked anew each time. */
  readonly next?: Partial<Record<Happening['what'], RunDecision['next'] | (() => RunDecision['next'])>>;
  /** The guest's object after a request. */
  readonly afterRequest?: JsonObject;
}

/**
 * The smallest control plane that can be told from a real one: a node with label `open` offers two seats, a guest takes one, and goes to
 * the first host that has any. Requests are `{ name, protection }`, and `session` for a SEV guest with a launch session. The status
 * of a guest is what happened last.
 */
export function exampleSubject({ next = {}, afterRequest, ...otherwise }: Otherwise = {}): Subject {
  return {
    id: 'example/reference',
    stack: 'example',
    quirks: [],
    label: ({ labels }) => ({ ...twoSeats, labels: { ...labels, open: 'true' } }),
    admit: (guest) => ({ allowed: true, guest, warnings: [] }),
    claim: () => oneSeat,
    place: (claim, hosts) => {
      const fitting = hosts.find((host) => fits(claim, host));
      return fitting ? { placed: true, host: fitting.name } : { placed: false, message: 'no seat is free', reasons: {} };
    },
    render: (guest) => ({ rendered: true, xml: domainOf(guest) }),
    run: (_guest, happening) => {
      const chosen = next[happening.what] ?? usualNext[happening.what] ?? 'nothing';
      const changed = happening.what === 'request' ? afterRequest : undefined;
      const status = { last: happening.what };
      return { status, next: typeof chosen === 'string' ? chosen : chosen(), ...(changed && { guest: changed }) };
    },
    ...otherwise,
  };
}

/** What the node agent of {@link exampleSubject} offers. */
export const twoSeats: LabelDecision = { labels: { open: 'true' }, resources: { seats: 2 }, problems: [] };

const oneSeat: Claim = { selectors: {}, resources: { seats: 1 }, memoryBytes: 1, overheadBytes: 0, object: {} };

const usualNext: Partial<Record<Happening['what'], RunDecision['next']>> = {
  'restart-asked': 'stop',
  'eviction-asked': 'stop',
  'migration-asked': 'migrate',
};

function fits({ resources }: Claim, host: HostToPlaceOn): boolean {
  if (host.cordoned === true || host.labels.open !== 'true') return false;
  return Object.entries(resources).every(([name, amount]) => (host.resources[name] ?? 0) - (host.used[name] ?? 0) >= amount);
}

function domainOf({ name, protection, session }: JsonObject): string {
  const owner = session === undefined ? '' : `<session>${String(session)}</session>`;
  const launchSecurity = `<launchSecurity type='sev'><policy>0x1</policy>${owner}</launchSecurity>`;
  return exampleDomain(String(name), protection as Protection, protection === 'sev' ? { launchSecurity } : {});
}
