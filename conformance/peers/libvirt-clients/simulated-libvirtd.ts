import type { Outcome } from '../../../sim/core/outcome.js';
import { type ServedHost, serveHost } from '../served-host.js';
import type { RunFolder } from './release-root.js';
import { type ClientRelease, softwareOf } from './releases.js';

/**
 * Serves a simulated host's libvirtd where clients of a run folder look for the default socket.
 *
 * @param machine id, with settings after it if need be: `genoa --setting min-sev-asid=100`.
 */
export function serveLibvirtd(machine: string, release: ClientRelease, run: RunFolder): Promise<Outcome<ServedHost, string>> {
  return serveHost([...machine.split(' '), ...softwareOf(release), '--socket', run.socket]);
}
