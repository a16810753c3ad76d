import { domainQuirks } from './domains/quirks.js';
import { nodeQuirks } from './node/quirks.js';

/** Behaviour of real libvirtd that a designer of a daemon would not choose, kept because tools meet it. Each can be turned off. */
interface LibvirtdQuirk {
  /** What `--libvirt-without` takes. */
  readonly id: string;
  /** What libvirtd does. */
  readonly does: string;
  /** What happens when it is off. */
  readonly without: string;
  /** Versions and where it was seen. */
  readonly source: string;
}

/** All of them; the daemon has each unless told otherwise. */
export const libvirtdQuirks = [
  ...nodeQuirks,
  ...domainQuirks,
  {
    id: 'event-serial-one',
    does: 'sends events with serial 1',
    without: 'events have serial 0, as the protocol’s description says',
    source: 'libvirt 11.3.0 src/remote/remote_daemon_dispatch.c, remoteDispatchObjectEventSend; observed with 12.8.0',
  },
  {
    id: 'second-open-closes',
    does: 'answers a second open with an error and forgets the first',
    without: 'the first open stays in force',
    source: 'observed with libvirt 9.0.0, 11.3.0 and 12.8.0',
  },
] as const satisfies readonly LibvirtdQuirk[];
