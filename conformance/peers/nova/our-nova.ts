import { memoryReader } from '../../../sim/contracts/memory-reader.js';
import type { HostReader } from '../../../sim/contracts/reader.js';
import type { LabelDecision, ResourceProvider, Subject } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { nova, novaRelease } from '../../../sim/stacks/nova/index.js';
import type { NovaHost } from './nova-host.js';
import type { NovaRelease } from './nova-releases.js';

/** Our stack as it is with `--compat` of a release. */
export function ourNova({ compat }: NovaRelease): Subject {
  return nova(novaRelease(compat));
}

/** The same host as files, which is how our stack asks libvirt. */
export function readerOf(host: NovaHost): HostReader {
  const answers = Object.entries(host.domains).flatMap(([machine, answer]) =>
    'document' in answer ? [[`${directory}/domcapabilities/${machine}.xml`, answer.document] as const] : [],
  );
  const descriptors = Object.entries(host.descriptors ?? {}).map(
    ([name, text]) => [`/usr/share/qemu/firmware/${name}`, text] as const,
  );
  const firmware = (host.firmware ?? []).map((path) => [path, ''] as const);
  const files = Object.entries(host.files).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return memoryReader({
    ...Object.fromEntries([...files, ...answers, ...descriptors, ...firmware]),
    [`${directory}/capabilities.xml`]: host.capabilities.document,
    [`${directory}/version`]: `Using library: libvirt ${dotted(host.libvirt)}\nRunning hypervisor: QEMU ${dotted(host.qemu)}\n`,
  });
}

const directory = '/var/lib/nova/libvirt';

function dotted(version: number): string {
  return `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1000) % 1000}.${version % 1000}`;
}

/** The same configuration; where nothing is said, Nova's defaults and not ours. */
export function configOf({ config = {} }: NovaHost): JsonObject {
  const { hw_machine_type: machines, ...others } = config;
  const machine = Array.isArray(machines) ? machines.join(',') : 'x86_64=pc';
  return { libvirt: { cpu_mode: 'host-model', hw_machine_type: machine, ...others } };
}

/** What our stack does when its service starts on a host, with the providers and allocations there are. */
export function started(
  subject: Subject,
  host: NovaHost,
  before: {
    readonly providers?: readonly ResourceProvider[];
    readonly allocated?: Readonly<Record<string, number>>;
    readonly happening?: 'agent-started' | 'interval';
    readonly memory?: JsonObject;
  } = {},
): LabelDecision {
  const { happening = 'agent-started', memory = {}, ...rest } = before;
  const seen = { name: 'node', reader: readerOf(host), labels: {}, annotations: {}, happening, memory, ...rest };
  return subject.label(seen, configOf(host));
}
