import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault, notRunning, systemFault, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { jobCompleted, operations } from './completed-job.js';
import { domainFor } from './define-handlers.js';
import { documentText } from './document/write-document.js';
import { tellLifecycle } from './domain-events.js';
import { lifecycle, reasons, states } from './domain-states.js';
import { type Domain, domainsOf, isActive, type SavedDomain } from './domain-store.js';
import { migrationBlocked } from './migration-blockers.js';
import { onDomain } from './on-domain.js';
import { setState } from './start-domain.js';
import { startedFrom } from './start-from.js';
import { stopDomain } from './stop-domain.js';

/** Handlers of the image a guest is put away in until its next start. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c`, as run. */
export const saveHandlers: Handlers = {
  domainManagedSave: onDomain((domain, { flags }, { daemon }) => managedSave(domain, flags, daemon)),
  domainHasManagedSaveImage: onDomain((domain) => done({ result: domain.saved === undefined ? 0 : 1 })),
  domainManagedSaveRemove: onDomain((domain) => {
    if (domain.saved === undefined) {
      const path = `/var/lib/libvirt/qemu/save/${domain.definition.name}.save`;
      return systemFault(`Failed to remove managed save file '${path}'`, 2, 'No such file or directory');
    }
    domain.saved = undefined;
    return done(undefined);
  }),
  domainSave: onDomain((domain, { to }, { daemon }) => saveTo(domain, to, 0, daemon)),
  domainSaveFlags: onDomain((domain, { to, flags }, { daemon }) => saveTo(domain, to, flags, daemon)),
  domainRestore: ({ from }, { daemon }) => restore(daemon, from, 0),
  domainRestoreFlags: ({ from, flags }, { daemon }) => restore(daemon, from, flags),
  domainManagedSaveGetXmlDesc: onDomain((domain, _, { daemon }) => {
    if (domain.saved !== undefined) return done({ xml: documentText(domain.saved.definition.root) });
    return fault(daemon, 'operation-invalid', 'domain does not have managed save image');
  }),
};

const saveFlags = { bypassCache: 1, running: 2, paused: 4 } as const;

function managedSave(domain: Domain, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = unknownFlags('qemuDomainManagedSave', flags, 7);
  if (wrong !== undefined) return wrong;
  if (!isActive(domain)) return notRunning(daemon);
  if (!domain.persistent) return fault(daemon, 'operation-invalid', 'cannot do managed save for transient domain');
  const image = putAway(domain, flags, daemon);
  if (!image.ok) return image;
  domain.saved = image.value;
  return done(undefined);
}

function saveTo(domain: Domain, path: string, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = unknownFlags('qemuDomainSaveFlags', flags, 7);
  if (wrong !== undefined) return wrong;
  if (!isActive(domain)) return notRunning(daemon);
  const image = putAway(domain, flags, daemon);
  if (!image.ok) return image;
  domainsOf(daemon).images.set(path, image.value);
  return done(undefined);
}

/** The guest's memory is written away and the guest ends; what QEMU cannot write, stays. */
function putAway(domain: Domain, flags: number, daemon: Daemon): Outcome<SavedDomain, Fault> {
  const blocked = migrationBlocked(daemon, domain);
  if (blocked !== undefined) return blocked;
  const wasPaused = domain.state === states.paused;
  const definition = domain.next ?? domain.definition;
  const paused = (flags & saveFlags.paused) !== 0 || (wasPaused && (flags & saveFlags.running) === 0);
  pauseForSaving(daemon, domain);
  jobCompleted(daemon, domain, operations.save);
  stopDomain(daemon, domain, 'saved', 'host');
  return done({ definition, paused });
}

/** A guest continues from an image, as a transient domain where none of its UUID is defined. The image stays. */
function restore(daemon: Daemon, path: string, flags: number): Outcome<undefined, Fault> {
  const wrong = unknownFlags('qemuDomainRestoreFlags', flags, 15);
  if (wrong !== undefined) return wrong;
  const image = domainsOf(daemon).images.get(path);
  if (image === undefined) return systemFault(`Failed to open file '${path}'`, 2, 'No such file or directory');
  const known = domainFor(daemon, image.definition);
  if (!known.ok) return known;
  const asked = (flags & saveFlags.paused) !== 0;
  const paused = asked || (image.paused && (flags & saveFlags.running) === 0);
  return startedFrom(daemon, known.value, image.definition, { paused, from: 'image' });
}

function pauseForSaving(daemon: Daemon, domain: Domain): void {
  if (domain.state === states.paused) return;
  daemon.host.suspendDomain(domain.definition.name);
  setState(daemon, domain, states.paused, reasons.paused.user);
  tellLifecycle(daemon, domain, lifecycle.suspended.event, lifecycle.suspended.paused);
}
