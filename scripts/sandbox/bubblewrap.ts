import { spawnSync } from 'node:child_process';
import { UsageError } from '../../sim/core/usage-error.js';
import { installCommand } from '../doctor/package-manager.js';
import { containerFix, firstLine, userNamespaces } from './user-namespaces.js';

/** Whether bwrap(1) makes sandboxes here. */
export type Bubblewrap =
  | {
      readonly state: 'ok';
      readonly version: string;
      /** Flags it needs here before all others. */
      readonly flags: readonly string[];
    }
  | { readonly state: 'missing' | 'broken'; readonly problem: string; readonly fix: string };

/** Looks for bwrap and tries it: with the rights this user has, and for a root without CAP_SYS_ADMIN in a user namespace. */
export function findBubblewrap(): Bubblewrap {
  const asked = spawnSync('bwrap', ['--version'], { encoding: 'utf8' });
  if (asked.error !== undefined) {
    return { state: 'missing', problem: 'bubblewrap is not installed', fix: installCommand({ debian: 'bubblewrap' }) };
  }
  const version = firstLine(asked.stdout).replace(/^bubblewrap /, '');
  const attempts = flagSets().map((flags) => ({ flags, ...attempt(flags) }));
  const working = attempts.find(({ status }) => status === 0);
  if (working !== undefined) return { state: 'ok', version, flags: working.flags };
  return { state: 'broken', problem: firstLine(attempts[0]?.stderr ?? ''), fix: fixForNamespaces() };
}

/** {@link findBubblewrap} for those who cannot go on without. @throws UsageError with what to do. */
export function workingBubblewrap(): Bubblewrap & { readonly state: 'ok' } {
  const found = findBubblewrap();
  if (found.state === 'ok') return found;
  const problem = found.state === 'missing' ? found.problem : `bubblewrap cannot make a sandbox here (${found.problem})`;
  throw new UsageError(problem, { fix: `${found.fix} (fauxmetal doctor looks again)` });
}

function flagSets(): readonly (readonly string[])[] {
  return isRoot() ? [[], ['--unshare-user', '--uid', '0', '--gid', '0']] : [[]];
}

function attempt(flags: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  return spawnSync('bwrap', [...flags, '--ro-bind', '/', '/', 'true'], { encoding: 'utf8' });
}

function fixForNamespaces(): string {
  const namespaces = isRoot() ? undefined : userNamespaces();
  return namespaces?.usable === false ? namespaces.fix : containerFix;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
