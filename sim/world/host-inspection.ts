import type { Command } from '../contracts/commands.js';
import type { CgroupLook, MiscFiles } from '../contracts/evidence.js';
import type { HostReader } from '../contracts/reader.js';
import type { Host } from '../host/host.js';
import type { Trace } from './trace.js';
import type { WorldHost } from './world-host.js';

/** Somebody writes a line to misc.max of a cgroup, which is made when it is not there. */
export function limit(trace: Trace, here: WorldHost, { group, pool, max }: Extract<Command, { do: 'limit' }>): void {
  const written = `${pool} ${max}`;
  const before = miscFiles(here.shown);
  makeGroups(here.host, group);
  const answer = here.host.writeMiscMax(group, written);
  const after = miscFiles(here.shown);
  const errno = answer.ok ? {} : { errno: answer.reason };
  trace.record({ event: 'limit', host: here.node.name, group, written, ...errno, before, after });
}

/** An administrator looks at what the host shows; what a fault or `spoil` hides from the node agent is not hidden from him. */
export function inspect(trace: Trace, { host, node, shown }: WorldHost): void {
  const { boot, live } = host.truth;
  const parameters = Object.keys(boot.kvm.parameters).map((name) => `/sys/module/${boot.kvm.module}/parameters/${name}`);
  const files = Object.fromEntries([...lookedAt, ...parameters].flatMap((path) => textAt(shown, path)));
  trace.record({ event: 'inspect', host: node.name, truth: boot, usage: live.keyUsage, files });
}

const cgroupRoot = '/sys/fs/cgroup';

const lookedAt = [
  `${cgroupRoot}/misc.capacity`,
  `${cgroupRoot}/misc.current`,
  '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml',
  '/proc/cpuinfo',
];

/** Does something, and looks at all misc files before and after it where it happens in a cgroup of its own. */
export function lookAround<Value>(
  { shown }: WorldHost,
  group: string | undefined,
  act: () => Value,
): { readonly value: Value; readonly look?: CgroupLook } {
  if (group === undefined) return { value: act() };
  const before = miscFiles(shown);
  const value = act();
  return { value, look: { path: group, before, after: miscFiles(shown) } };
}

/** mkdir -p of a cgroup; a path nobody can make is left alone. */
export function makeGroups(host: Host, path: string): void {
  const names = path.split('/').slice(1);
  for (const [index] of names.entries()) host.makeCgroup(`/${names.slice(0, index + 1).join('/')}`);
}

function miscFiles(reader: HostReader): MiscFiles {
  const found: Record<string, string> = {};
  collect(reader, '', found);
  return found;
}

function collect(reader: HostReader, directory: string, found: Record<string, string>): void {
  for (const name of reader.list(`${cgroupRoot}${directory}`) ?? []) {
    const path = `${directory}/${name}`;
    const text = name.startsWith('misc.') ? reader.read(`${cgroupRoot}${path}`) : undefined;
    if (text?.ok) found[path] = text.text;
    else collect(reader, path, found);
  }
}

function textAt(reader: HostReader, path: string): readonly (readonly [string, string])[] {
  const read = reader.read(path);
  return read.ok ? [[path, read.text]] : [];
}
