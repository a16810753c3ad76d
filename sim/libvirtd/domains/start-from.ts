import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { Definition } from './definition.js';
import { type Domain, domainsOf, isActive } from './domain-store.js';
import { type StartMode, startDomain } from './start-domain.js';

/**
 * Starts a domain from another definition than its own, to which it goes back afterwards. One that is not known becomes a transient
 * domain, and is forgotten when it does not start.
 */
export function startedFrom(
  daemon: Daemon,
  known: Domain | undefined,
  definition: Definition,
  mode: StartMode,
): Outcome<undefined, Fault> {
  if (known !== undefined && isActive(known)) {
    return fault(daemon, 'operation-invalid', `domain '${definition.name}' is already active`, 'domain');
  }
  const config = known?.definition;
  const domain = known ?? domainsOf(daemon).add(definition, false);
  domain.definition = definition;
  const result = startDomain(daemon, domain, mode);
  if (config !== undefined) goesBackTo(domain, config);
  if (result.ok) return done(undefined);
  if (!domain.persistent) domainsOf(daemon).remove(domain);
  return result;
}

/** What a domain is once it has ended, or at once where it did not start. */
export function goesBackTo(domain: Domain, config: Definition): void {
  if (isActive(domain)) domain.next = config;
  else domain.definition = config;
}
