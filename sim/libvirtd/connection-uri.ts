/** Which URI a client may open. Source: libvirt `src/libvirt.c` (virConnectOpenInternal), `src/driver.c`. */
import { done, refused } from '../core/outcome.js';
import type { Answer } from './daemon-contract.js';
import { noDriverFor, unexpectedPath } from './protocol/faults.js';

/** URI of clients that name none. */
export const defaultUri = 'qemu:///system';

/** The URI that is open from now on, as the daemon remembers it. */
export function openedUri(name: string | undefined, positional: boolean): Answer<string> {
  const uri = name === undefined || name === '' ? defaultUri : name;
  const [, scheme, server, path = ''] = /^([A-Za-z][\w+.-]*):\/\/([^/?#]*)([^?#]*)/.exec(uri) ?? [];
  if (scheme !== 'qemu' || server !== '') return refused(noDriverFor(uri, positional));
  if (path !== '/system' && path !== '/session') return refused(unexpectedPath(path, positional));
  return done(uri);
}
