import { done, type Outcome } from '../../core/outcome.js';
import { childOf } from '../../core/xml-reader.js';
import type { Fault } from '../daemon-contract.js';
import { unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { migratable, withoutSecrets, withPartition, withRunningAttributes } from './document/shown-document.js';
import { documentText } from './document/write-document.js';
import { cpuTime, type Domain, isActive } from './domain-store.js';
import { onDomain, onRunning } from './on-domain.js';

/** Handlers that say what a domain is and how it does. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c`. */
export const describeHandlers: Handlers = {
  domainGetXmlDesc: onDomain((domain, { flags }) => xmlDesc(domain, flags)),
  domainGetInfo: onDomain((domain, _, { daemon }) => {
    const { maxMemory, memory, vcpus } = domain.definition;
    const time = isActive(domain) ? ticks(cpuTime(domain, daemon.now())) : 0n;
    return done({ state: domain.state, maxMem: maxMemory, memory, nrVirtCpu: vcpus, cpuTime: time });
  }),
  domainGetState: onDomain(({ state, reason }) => done({ state, reason })),
  domainGetOsType: onDomain(({ definition }) => done({ type: definition.osType })),
  domainGetMaxMemory: onDomain(({ definition }) => done({ memory: definition.maxMemory })),
  domainIsActive: onDomain((domain) => done({ active: isActive(domain) ? 1 : 0 })),
  domainIsPersistent: onDomain(({ persistent }) => done({ persistent: persistent ? 1 : 0 })),
  domainIsUpdated: onDomain(() => done({ updated: 0 })),
  domainGetControlInfo: onRunning(() => done({ state: 0, details: 0, stateTime: 0n })),
  domainGetSecurityLabel: onDomain(() => done({ label: '', enforcing: 0 })),
  domainGetSecurityLabelList: onDomain((domain) => {
    const labels = isActive(domain) ? [{ label: '+107:+107', enforcing: 0 }] : [];
    return done({ labels, ret: labels.length });
  }),
  domainGetMessages: onDomain((domain) => done({ msgs: isActive(domain) ? taints(domain) : [] })),
};

/** `virDomainXMLFlags`. */
const xmlFlags = { secure: 1, inactive: 2, updateCpu: 4, migratable: 8 } as const;

/** A domain that runs is shown as it runs, unless its definition is asked for. */
function xmlDesc(domain: Domain, flags: number): Outcome<{ readonly xml: string }, Fault> {
  const wrong = unknownFlags('qemuDomainGetXMLDesc', flags, 15);
  if (wrong !== undefined) return wrong;
  const has = (bit: number): boolean => (flags & bit) !== 0;
  const inactive = !isActive(domain) || has(xmlFlags.inactive) || has(xmlFlags.migratable);
  const { root } = inactive ? (domain.next ?? domain.definition) : domain.definition;
  const shown = has(xmlFlags.secure) ? root : withoutSecrets(root);
  if (!inactive) return done({ xml: documentText(withRunningAttributes(shown, domain.id)) });
  if (!has(xmlFlags.migratable)) return done({ xml: documentText(shown) });
  const running = isActive(domain) && !has(xmlFlags.inactive);
  return done({ xml: documentText(migratable(running ? withPartition(shown) : shown)) });
}

/** The kernel counts CPU time in hundredths of a second. */
function ticks(nanoseconds: bigint): bigint {
  return (nanoseconds / 10_000_000n) * 10_000_000n;
}

/** What makes the guest differ from one that libvirt's authors would vouch for. Source: libvirt 11.3.0 `src/qemu/qemu_domain.c`. */
function taints({ definition }: Domain): readonly string[] {
  const mode = childOf(definition.root, 'cpu')?.attributes.mode;
  return mode === 'host-passthrough' ? ['tainted: use of host cpu passthrough'] : [];
}
