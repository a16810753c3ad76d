import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether something works here, and otherwise one sentence why not and one what to do. */
export type Usability = { readonly usable: true } | { readonly usable: false; readonly problem: string; readonly fix: string };

/** Can this user make a user namespace and mount in it? Tries it; the kernel's switches only explain why not. */
export function userNamespaces(): Usability {
  const attempt = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], { encoding: 'utf8' });
  if (attempt.status === 0) return { usable: true };
  const closed = closedSwitch(kernelSwitch);
  if (closed !== undefined) return { usable: false, ...closed };
  if (attempt.error !== undefined) return { usable: true };
  return { usable: false, problem: firstLine(attempt.stderr), fix: containerFix };
}

/** What a container must be started with so that namespaces can be made inside. */
export const containerFix =
  'start the container with --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined';

/**
 * The switch of the kernel that keeps users from making namespaces, if one is closed.
 *
 * @param read value of a sysctl by its path below `/proc/sys`, undefined when this kernel has no such switch.
 */
export function closedSwitch(read: (path: string) => string | undefined): { problem: string; fix: string } | undefined {
  const closed = switches.find(({ path, whenClosed }) => read(path) === whenClosed);
  if (closed === undefined) return undefined;
  const name = closed.path.replaceAll('/', '.');
  return { problem: `${name} is ${closed.whenClosed}`, fix: `sysctl -w ${name}=${closed.open}` };
}

/** Sources: Linux `kernel/ucount.c`; Debian's and Ubuntu's kernels for the second; Ubuntu's AppArmor for the third. */
const switches = [
  { path: 'user/max_user_namespaces', whenClosed: '0', open: '15000' },
  { path: 'kernel/unprivileged_userns_clone', whenClosed: '0', open: '1' },
  { path: 'kernel/apparmor_restrict_unprivileged_userns', whenClosed: '1', open: '0' },
] as const;

function kernelSwitch(path: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${path}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The first line of what a program said, without its name before it and without its guesses (`, likely because …`) behind. */
export function firstLine(said: string): string {
  return (said.trim().split('\n')[0] ?? '').replace(/^\w+: /, '').replace(/, likely .*$/, '');
}
