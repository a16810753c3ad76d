import { assertThat } from '../../core/defect.js';
import { done, type Outcome } from '../../core/outcome.js';
import type { Call, Daemon, DomainName, Fault } from '../daemon-contract.js';
import { fault, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import type { Definition } from './definition.js';
import { tellLifecycle } from './domain-events.js';
import { lifecycle } from './domain-states.js';
import { type Domain, domainsOf, isActive, nameOf } from './domain-store.js';
import { readDefinition } from './read-definition.js';
import { startedFrom } from './start-from.js';

/** Handlers that make domains. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c` `qemuDomainDefineXMLFlags`, `qemuDomainCreateXML`. */
export const defineHandlers: Handlers = {
  domainDefineXml: ({ xml }, { daemon }) => define(daemon, xml, 0),
  domainDefineXmlFlags: ({ xml, flags }, { daemon }) => define(daemon, xml, flags),
  domainCreateXml: ({ xmlDesc, flags }, call) => create(call, xmlDesc, flags),
};

const validate = 1;
const createFlags = { paused: 1, autodestroy: 2, bypassCache: 4, forceBoot: 8, validate: 16, resetNvram: 32 } as const;

type Named = { readonly dom: DomainName };

function define(daemon: Daemon, xml: string, flags: number): Outcome<Named, Fault> {
  const wrong = unknownFlags('qemuDomainDefineXMLFlags', flags, validate);
  if (wrong !== undefined) return wrong;
  const definition = readDefinition(daemon, xml, (flags & validate) !== 0);
  if (!definition.ok) return definition;
  const domain = domainFor(daemon, definition.value);
  if (!domain.ok) return domain;
  const added = domain.value === undefined || !domain.value.persistent;
  const defined = domain.value ?? domainsOf(daemon).add(definition.value, true);
  redefine(defined, definition.value);
  tellLifecycle(daemon, defined, lifecycle.defined.event, added ? lifecycle.defined.added : lifecycle.defined.updated);
  return done({ dom: nameOf(defined) });
}

/** A running domain becomes something else at its next start. */
function redefine(domain: Domain, definition: Definition): void {
  domain.persistent = true;
  if (isActive(domain)) domain.next = definition;
  else domain.definition = definition;
}

function create(call: Call, xml: string, flags: number): Outcome<Named, Fault> {
  const { daemon, client } = call;
  const wrong = unknownFlags('qemuDomainCreateXML', flags, 0x3f);
  if (wrong !== undefined) return wrong;
  const definition = readDefinition(daemon, xml, (flags & createFlags.validate) !== 0);
  if (!definition.ok) return definition;
  const known = domainFor(daemon, definition.value);
  if (!known.ok) return known;
  const result = startedFrom(daemon, known.value, definition.value, { paused: (flags & createFlags.paused) !== 0 });
  if (!result.ok) return result;
  const domain = domainsOf(daemon).byUuid(definition.value.uuid);
  assertThat(domain !== undefined, 'a domain that was started is known');
  if ((flags & createFlags.autodestroy) !== 0) domain.destroyedWith = client.id;
  return done({ dom: nameOf(domain) });
}

/** The domain a definition is for, if it is known; a name and a UUID that belong to different domains are refused. */
export function domainFor(daemon: Daemon, { name, uuid }: Definition): Outcome<Domain | undefined, Fault> {
  const store = domainsOf(daemon);
  const same = store.byUuid(uuid);
  if (same !== undefined && same.definition.name !== name) {
    return fault(daemon, 'operation-failed', `domain '${same.definition.name}' is already defined with uuid ${uuid}`, 'domain');
  }
  const other = same ?? store.byName(name);
  if (other === undefined || other === same) return done(same);
  return fault(daemon, 'operation-failed', `domain '${name}' already exists with uuid ${other.definition.uuid}`, 'domain');
}
