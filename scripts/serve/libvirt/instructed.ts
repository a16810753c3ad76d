/** What lines on standard input ask for, done by libvirtd, so that its clients see it. */
import type { LibvirtError } from '../../../sim/contracts/subject.js';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import type { StartAttempt } from '../../../sim/host/host.js';
import { askedFor } from '../../../sim/host/libvirt-define.js';
import type { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';
import type { Fault } from '../../../sim/libvirtd/daemon-contract.js';

/** What a start by libvirtd came to; it keeps to itself what exactly stood in the way. */
export type StartByLibvirt = Omit<StartAttempt, 'result' | 'usage'> & {
  readonly result:
    | Extract<StartAttempt['result'], { readonly started: true }>
    | { readonly started: false; readonly error: LibvirtError; readonly cause: 'refused-by-libvirt' };
};

/** Starts a domain that is gone when it stops: `virsh create`. */
export async function startedByLibvirt(daemon: LibvirtDaemon, xml: string): Promise<StartByLibvirt> {
  const created = await daemon.ask('domainCreateXml', { xmlDesc: xml, flags: 0 });
  if (!created.ok) {
    const result = { started: false, error: errorOf(created.reason), cause: 'refused-by-libvirt' } as const;
    return { ...askedFor(xml, daemon.host.boot), result };
  }
  const { name } = created.value.dom;
  const { protection = 'none', keyId } = daemon.host.truth.live.guests.find((guest) => guest.name === name) ?? {};
  return { name, protection, result: { started: true, protection, ...(keyId !== undefined && { keyId }) } };
}

/** `virsh destroy`. */
export async function stoppedByLibvirt(daemon: LibvirtDaemon, name: string): Promise<Outcome<undefined, LibvirtError>> {
  const found = await daemon.ask('domainLookupByName', { name });
  if (!found.ok) return refused(errorOf(found.reason));
  const stopped = await daemon.ask('domainDestroy', found.value);
  return stopped.ok ? done(undefined) : refused(errorOf(stopped.reason));
}

function errorOf({ code, domain, message }: Fault): LibvirtError {
  return { code, domain, message };
}
