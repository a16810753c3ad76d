import type { Entry } from '../load.js';
import type { Bundle } from './bundle.js';
import { type CommandLine, parameterValue, readCommandLine } from './command-line.js';
import { type Cpuinfo, readCpuinfo } from './cpuinfo.js';
import { type KernelLog, readKernelLog } from './kernel-log.js';
import { type LibvirtDocuments, readLibvirtDocuments } from './libvirt-documents.js';
import { type RegisterDump, readRegisters } from './register-dump.js';
import { type SoftwareVersions, softwareVersions } from './software-versions.js';

/** All that a bundle shows, read but not yet judged. */
export interface Evidence {
  readonly bundle: Bundle;
  readonly cpuinfo: Cpuinfo;
  readonly log: KernelLog;
  readonly commandLine: CommandLine;
  readonly documents: LibvirtDocuments;
  readonly registers: RegisterDump;
  readonly software: SoftwareVersions;
  /** Lines of misc.capacity by resource; undefined when the file was not there. */
  readonly capacity: Readonly<Record<string, number>> | undefined;
  /** Parameters of a loaded module as the kernel shows them; undefined when it is not loaded. */
  parameters(module: string): ShownParameters | undefined;
}

/** Values by name; booleans are read from Y and N. */
export type ShownParameters = Readonly<Record<string, boolean | number>>;

/**
 * Reads everything in a bundle.
 *
 * @throws UsageError for a part that cannot be read.
 */
export function readEvidence(bundle: Bundle): Evidence {
  const documents = readLibvirtDocuments(bundle);
  const cpuinfo = readCpuinfo(bundle);
  return {
    bundle,
    cpuinfo,
    log: readKernelLog(bundle),
    commandLine: readCommandLine(bundle),
    documents,
    registers: readRegisters(bundle, cpuinfo),
    software: softwareVersions(bundle, documents),
    capacity: readCapacity(bundle),
    parameters: (module) => readParameters(bundle, module),
  };
}

/** Where the observer's cgroup v2 root is. */
export const capacityPath = '/sys/fs/cgroup/misc.capacity';

/** Source: Linux 7.2.8 `kernel/cgroup/misc.c`; a mount of cgroup v1 has the same file in a folder of its own. */
function readCapacity(bundle: Bundle): Evidence['capacity'] {
  const text = bundle.text(capacityPath) ?? bundle.text('/sys/fs/cgroup/misc/misc.capacity');
  if (text === undefined) return undefined;
  return Object.fromEntries([...text.matchAll(/^(\w+) (\d+)$/gm)].map(([, name = '', count]) => [name, Number(count)]));
}

function readParameters(bundle: Bundle, module: string): ShownParameters | undefined {
  const folder = `/sys/module/${module}/parameters/`;
  const files = bundle.sections.filter(({ name, kind }) => name.startsWith(folder) && kind === 'file');
  if (files.length === 0) return undefined;
  const values = files.map(({ name, text }) => [name.slice(folder.length), parameterValue(text.trim(), 0)] as const);
  return Object.fromEntries(values.filter((pair): pair is [string, boolean | number] => pair[1] !== undefined));
}

/** Parameters of a vendor module that this kernel has, with what they read when nobody asks for anything. */
export function standardParameters({ kernel }: SoftwareVersions, module: string): ShownParameters {
  return byModule[module]?.(kernel) ?? {};
}

const byModule: Readonly<Record<string, (kernel: Entry<'kernel'>) => ShownParameters>> = {
  kvm_amd: ({ kvmAmd }) => kvmAmd.parameterDefaults,
  kvm_intel: ({ kvmIntel }) => kvmIntel.parameterDefaults,
};
