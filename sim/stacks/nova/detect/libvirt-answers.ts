import type { HostReader } from '../../../contracts/reader.js';
import { strerror } from '../../../core/errno.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type HostCapabilities, readHostCapabilities } from './host-capabilities.js';
import { type DetectionProblem, problem } from './problem.js';

/** Where a host keeps what libvirt answered its compute service. A real one asks over a socket. */
export const libvirtDirectory = '/var/lib/nova/libvirt';

/** Releases of the host's software. */
export interface Versions {
  readonly libvirt: string;
  readonly qemu: string;
}

/** What libvirt answered about the host. */
export function hostCapabilities(reader: HostReader): Outcome<HostCapabilities, DetectionProblem> {
  const path = `${libvirtDirectory}/capabilities.xml`;
  const content = reader.read(path);
  if (!content.ok) return refused(problem('answer-missing', path, strerror(content.errno)));
  const capabilities = readHostCapabilities(content.text);
  return capabilities.ok ? capabilities : refused(problem('answer-malformed', path, capabilities.reason));
}

/** What `virsh version` says. */
export function versions(reader: HostReader, { unreadVersionIsOld }: NovaChoices): Outcome<Versions, DetectionProblem> {
  const path = `${libvirtDirectory}/version`;
  const content = reader.read(path);
  const text = content.ok ? content.text : '';
  const libvirt = /^Using library: libvirt (\d[\d.]*)$/m.exec(text)?.[1];
  const qemu = /^Running hypervisor: QEMU (\d[\d.]*)$/m.exec(text)?.[1];
  if (libvirt !== undefined && qemu !== undefined) return done({ libvirt, qemu });
  if (unreadVersionIsOld) return done({ libvirt: libvirt ?? unread, qemu: qemu ?? unread });
  return refused(problem('version-unread', path, content.ok ? 'there is no version in it' : strerror(content.errno)));
}

/** Older than any. */
const unread = '0';
