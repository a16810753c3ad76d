import { expect, it } from 'vitest';
import { closedSwitch, firstLine } from './user-namespaces.js';

function closedIn(switches: Readonly<Record<string, string>>): unknown {
  return closedSwitch((path) => switches[path]);
}

it('finds no closed switch where all are open or unknown to the kernel', () => {
  expect(closedIn({})).toBeUndefined();
  expect(closedIn({ 'user/max_user_namespaces': '63000', 'kernel/unprivileged_userns_clone': '1' })).toBeUndefined();
});

it.each([
  ['user/max_user_namespaces', '0', 'sysctl -w user.max_user_namespaces=15000'],
  ['kernel/unprivileged_userns_clone', '0', 'sysctl -w kernel.unprivileged_userns_clone=1'],
  ['kernel/apparmor_restrict_unprivileged_userns', '1', 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
])('names %s when it is %s, and how to open it', (path, value, fix) => {
  expect(closedIn({ [path]: value })).toEqual({ problem: `${path.replaceAll('/', '.')} is ${value}`, fix });
});

it('takes the first line of what a program said, without its name', () => {
  expect(firstLine('bwrap: No permissions to create a new namespace, likely because of something\nmore')).toBe(
    'No permissions to create a new namespace',
  );
  expect(firstLine('')).toBe('');
});
