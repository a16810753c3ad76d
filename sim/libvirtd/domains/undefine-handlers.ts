import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { tellLifecycle } from './domain-events.js';
import { lifecycle } from './domain-states.js';
import { type Domain, domainsOf, isActive } from './domain-store.js';
import { onDomain } from './on-domain.js';

/** Handlers that forget definitions. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c` `qemuDomainUndefineFlags`. */
export const undefineHandlers: Handlers = {
  domainUndefine: onDomain((domain, _, { daemon }) => undefine(domain, 0, daemon)),
  domainUndefineFlags: onDomain((domain, { flags }, { daemon }) => undefine(domain, flags, daemon)),
};

/** `virDomainUndefineFlagsValues`. Snapshots and checkpoints, of which there are none, are 2 and 16. */
const bits = { managedSave: 1, nvram: 4, keepNvram: 8, tpm: 32, keepTpm: 64 } as const;

/** A domain that runs lives on as a transient one. */
function undefine(domain: Domain, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = unknownFlags('qemuDomainUndefineFlags', flags, 0x7f) ?? obstacle(domain, flags, daemon);
  if (wrong !== undefined) return wrong;
  tellLifecycle(daemon, domain, lifecycle.undefined.event, lifecycle.undefined.removed);
  domain.persistent = false;
  domain.saved = undefined;
  domain.autostart = false;
  domain.next = undefined;
  if (!isActive(domain)) domainsOf(daemon).remove(domain);
  return done(undefined);
}

function obstacle(domain: Domain, flags: number, daemon: Daemon): ReturnType<typeof fault> | undefined {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  const words = (): string | undefined => {
    if (has(bits.nvram) && has(bits.keepNvram)) return 'cannot both keep and delete nvram';
    if (has(bits.tpm) && has(bits.keepTpm)) return 'cannot both keep and delete TPM';
    if (!domain.persistent) return 'cannot undefine transient domain';
    if (domain.saved !== undefined && !has(bits.managedSave))
      return 'Refusing to undefine while domain managed save image exists';
    return domain.nvramWritten && !has(bits.nvram) && !has(bits.keepNvram) ? 'cannot undefine domain with nvram' : undefined;
  };
  const said = words();
  return said === undefined ? undefined : fault(daemon, 'operation-invalid', said);
}
