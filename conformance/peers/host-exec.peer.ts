import { beforeAll, expect, it } from 'vitest';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { bootHost } from '../../sim/host/boot.js';
import { builtC, builtGo } from './built-programs.js';
import { nameOf, peerHost } from './every-host.js';
import { findHostExec, type HostExec } from './host-exec.js';

// A program of libc and a static one of Go, neither of which knows of us, read under `host exec` what the truth of the host is.

const hosts = [
  peerHost('genoa', { 'min-sev-asid': 100 }),
  peerHost('genoa', { 'es-only': true }),
  peerHost('genoa', { 'smee-off': true }),
  peerHost('genoa', { 'nested-cgroup': true }),
  peerHost('rome', {}),
  peerHost('emerald-rapids', {}),
  peerHost('emerald-rapids', { 'tdx-off': true }),
];

const programs: Record<string, Outcome<string, string>> = {};
let hostExec: Outcome<HostExec, string>;

beforeAll(async () => {
  hostExec = await findHostExec();
  programs.C = await builtC('read-host');
  programs.Go = await builtGo('read-host');
});

it.for(['C', 'Go'].flatMap((language) => hosts.map((host) => [language, nameOf(host), host] as const)))(
  'a %s program reads the truth of %s',
  async ([language, , host], context) => {
    const program = programs[language];
    if (!hostExec.ok) return context.skip(hostExec.reason);
    if (program?.ok !== true) return context.skip(program?.reason);
    const printed = await hostExec.value(host, [program.value]);
    const expected = trueLines(bootHost(host.description));
    expect(printed.ok ? printed.value.split('\n').filter((line) => line !== '') : printed.reason).toEqual(expected);
    await context.annotate(`${language} under host exec ${nameOf(host)}: ${expected.length} facts`);
  },
);

/** What both programs must print, from the truth and not from any surface. */
function trueLines({ cpu, kvm, cgroup, nodes, miscCapacity }: BootTruth): readonly string[] {
  const capacity = Object.entries(miscCapacity).map(([pool, size]) => `${pool} ${size};`);
  const isReadable = cgroup.miscController && cgroup.namespace === 'root';
  return [
    ['/sys/fs/cgroup/misc.capacity', isReadable ? capacity.join('') : 'absent'],
    ...['sev', 'sev_es', 'sev_snp'].map((name) => parameterLine('kvm_amd', name)),
    parameterLine('kvm_intel', 'tdx'),
    ...['/dev/kvm', '/dev/sev'].map((path) => [path, nodes.some((node) => node.path === path) ? 'character device' : 'absent']),
    ['flags', cpu.flags.join(' ')],
    ['processors', `${cpu.sockets * cpu.coresPerSocket * cpu.threadsPerCore}`],
  ].map((line) => line.join('\t'));

  function parameterLine(module: string, name: string): readonly string[] {
    const value = kvm.loaded && kvm.module === module ? kvm.parameters[name] : undefined;
    return [`/sys/module/${module}/parameters/${name}`, value === undefined ? 'absent' : value === true ? 'Y;' : 'N;'];
  }
}
