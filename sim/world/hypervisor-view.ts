import { createHash } from 'node:crypto';
import type { HypervisorView } from '../contracts/subject.js';
import type { GuestRecord } from './guest.js';
import type { WorldHost } from './world-host.js';

/** What libvirt on a guest's host says about launch security at this moment, and the firmware images beside it. */
export function hypervisorView(here: WorldHost, { domain }: GuestRecord): HypervisorView {
  const sevInfo = here.host.sevInfo();
  const measurement = domain === undefined ? undefined : here.host.launchMeasurement(domain);
  return { ...(sevInfo && { sevInfo }), ...(measurement && { measurement, firmwareSha256: digests(here) }) };
}

/** Hashed as the stack finds them: a file that was damaged for it has another digest than what was launched. */
function digests({ host, reader }: WorldHost): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const path of host.boot.firmwareFiles) {
    const file = reader.read(path);
    if (file.ok) found[path] = createHash('sha256').update(file.text).digest('hex');
  }
  return found;
}
