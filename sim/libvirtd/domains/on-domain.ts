import type { Answer, Call, DomainName, Handler } from '../daemon-contract.js';
import { type FaultRaiser, notRunning } from '../faults.js';
import { type Domain, domainNamed, isActive } from './domain-store.js';

/** What is done to one domain. */
type Act<Args, Value> = (domain: Domain, args: Args, call: Call) => Answer<Value>;

/** A handler of the domain its arguments name; refused where there is none. */
export function onDomain<Args extends { readonly dom: DomainName }, Value>(act: Act<Args, Value>): Handler<Args, Value> {
  return (args, call) => {
    const domain = domainNamed(call.daemon, args.dom);
    return domain.ok ? act(domain.value, args, call) : domain;
  };
}

/** The same for domains that run; others are refused, by the part of libvirt that notices. */
export function onRunning<Args extends { readonly dom: DomainName }, Value>(
  act: Act<Args, Value>,
  raiser: FaultRaiser = 'domain',
): Handler<Args, Value> {
  return onDomain((domain, args: Args, call) => (isActive(domain) ? act(domain, args, call) : notRunning(call.daemon, raiser)));
}
