import { done } from '../../core/outcome.js';
import type { Daemon } from '../daemon-contract.js';
import { fault, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { states } from './domain-states.js';
import { type Domain, domainsOf, isActive, nameOf } from './domain-store.js';

/** Handlers that find and list domains. Source: libvirt 11.3.0 `src/conf/virdomainobjlist.c`, `src/qemu/qemu_driver.c`. */
export const listHandlers: Handlers = {
  domainLookupByName: ({ name }, { daemon }) => {
    const domain = domainsOf(daemon).byName(name);
    return domain === undefined ? missing(daemon, `name '${name}'`) : done({ dom: nameOf(domain) });
  },
  domainLookupByUuid: ({ uuid }, { daemon }) => {
    const domain = domainsOf(daemon).byUuid(uuid);
    return domain === undefined ? missing(daemon, `uuid '${uuid}'`) : done({ dom: nameOf(domain) });
  },
  domainLookupById: ({ id }, { daemon }) => {
    const domain = domainsOf(daemon).byId(id);
    return domain === undefined ? missing(daemon, `id ${id}`) : done({ dom: nameOf(domain) });
  },
  connectListAllDomains: ({ needResults, flags }, { daemon }) => {
    const wrong = unknownFlags('qemuConnectListAllDomains', flags, 0xffff);
    if (wrong !== undefined) return wrong;
    const domains = listed(daemon, flags).map(nameOf);
    return done({ domains: needResults === 0 ? [] : domains, ret: domains.length });
  },
  connectListDomains: ({ maxids }, { daemon }) =>
    done({
      ids: listed(daemon, 1)
        .slice(0, Math.max(0, maxids))
        .map(({ id }) => id),
    }),
  connectNumOfDomains: (_, { daemon }) => done({ num: listed(daemon, 1).length }),
  connectListDefinedDomains: ({ maxnames }, { daemon }) =>
    done({
      names: listed(daemon, 2)
        .slice(0, Math.max(0, maxnames))
        .map(({ definition }) => definition.name),
    }),
  connectNumOfDefinedDomains: (_, { daemon }) => done({ num: listed(daemon, 2).length }),
};

function missing(daemon: Daemon, what: string): ReturnType<typeof fault> {
  return fault(daemon, 'no-domain', `no domain with matching ${what}`);
}

/**
 * Filters of virConnectListAllDomains by group: a domain is listed when it passes one of each group that is asked for.
 * `virConnectListAllDomainsFlags`.
 */
const filters: readonly (readonly (readonly [number, (domain: Domain) => boolean])[])[] = [
  either(1, isActive),
  either(4, ({ persistent }) => persistent),
  [
    [16, ({ state }) => state === states.running],
    [32, ({ state }) => state === states.paused],
    [64, ({ state }) => state === states.shutoff],
    [128, ({ state }) => !Object.values(states).includes(state as 1)],
  ],
  either(256, ({ saved }) => saved !== undefined),
  either(1024, ({ autostart }) => autostart),
  either(4096, () => false),
  either(16384, () => false),
];

/** A bit for those that have something, the next for those that have not. */
function either(bit: number, has: (domain: Domain) => boolean): readonly (readonly [number, (domain: Domain) => boolean])[] {
  return [
    [bit, has],
    [bit * 2, (domain) => !has(domain)],
  ];
}

/** Domains that pass the filters, in the order they were made; libvirt's order is that of a hash table. */
export function listed(daemon: Daemon, flags: number): readonly Domain[] {
  const asked = filters.map((group) => group.filter(([bit]) => (flags & bit) !== 0)).filter((group) => group.length > 0);
  const domains = domainsOf(daemon).all();
  return asked.length === 0 ? domains : domains.filter((domain) => asked.every((group) => group.some(([, has]) => has(domain))));
}
