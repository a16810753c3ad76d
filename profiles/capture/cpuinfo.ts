import type { Bundle } from './bundle.js';

/** `/proc/cpuinfo` of the captured host, of its first processor and of where the others sit. */
export interface Cpuinfo {
  readonly architecture: 'x86_64' | 's390x';
  readonly vendorId: string;
  readonly family: number;
  readonly model: number;
  readonly stepping: number;
  readonly modelName: string;
  /** Absent where the kernel shows none. */
  readonly microcode?: string;
  readonly flags: readonly string[];
  readonly bugs: readonly string[];
  /** Physical-address bits left after memory encryption took its share; absent on s390x. */
  readonly physicalBits?: number;
  readonly virtualBits?: number;
  readonly bogomips?: number;
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
}

/** Where it stands in a bundle. */
export const cpuinfoPath = '/proc/cpuinfo';

/**
 * Reads the processor. Linux 7.2.8 `arch/x86/kernel/cpu/proc.c` and `arch/s390/kernel/processor.c` say how it is written.
 *
 * @throws UsageError when a line is missing without which there is no machine, or for another architecture.
 */
export function readCpuinfo(bundle: Bundle): Cpuinfo {
  const text = bundle.text(cpuinfoPath);
  if (text === undefined)
    throw bundle.wrong(cpuinfoPath, 'the processor was not captured', 'run the script where /proc is mounted');
  const first = fieldsOf(text.split(/^[ \t]*$/m)[0] ?? '');
  const vendor = first.get('vendor_id') ?? '';
  if (vendor === 'IBM/S390') return s390xCpuinfo(bundle, text, first);
  if (first.has('vendor_id') && first.has('flags')) return x86Cpuinfo(bundle, text, first);
  const problem = 'this is the processor of neither an x86 nor an s390x machine';
  throw bundle.wrong(cpuinfoPath, problem, 'fauxmetal knows hosts of AMD, Intel and IBM Z');
}

function x86Cpuinfo(bundle: Bundle, text: string, first: Fields): Cpuinfo {
  const number = (name: string): number => numberOf(bundle, first, name);
  const sizes = /^(\d+) bits physical, (\d+) bits virtual$/.exec(first.get('address sizes') ?? '');
  const microcode = first.get('microcode');
  const bogomips = Number(first.get('bogomips'));
  return {
    architecture: 'x86_64',
    vendorId: first.get('vendor_id') ?? '',
    family: number('cpu family'),
    model: number('model'),
    stepping: first.get('stepping') === 'unknown' ? 0 : number('stepping'),
    modelName: first.get('model name') ?? 'unknown',
    ...(microcode !== undefined && /^0x[0-9a-f]+$/.test(microcode) ? { microcode } : {}),
    flags: wordsOf(first.get('flags')),
    bugs: wordsOf(first.get('bugs')),
    ...(sizes === null ? {} : { physicalBits: Number(sizes[1]), virtualBits: Number(sizes[2]) }),
    ...(bogomips > 0 ? { bogomips } : {}),
    ...x86Topology(text, first),
  };
}

/** Every socket is taken to be like the first: profiles cannot say otherwise. */
function x86Topology(text: string, first: Fields): Pick<Cpuinfo, 'sockets' | 'coresPerSocket' | 'threadsPerCore'> {
  const processors = valuesOf(text, 'processor').length;
  const sockets = new Set(valuesOf(text, 'physical id')).size || 1;
  const perSocket = Math.max(1, Math.round(processors / sockets));
  const cores = Number(first.get('cpu cores')) || perSocket;
  return { sockets, coresPerSocket: cores, threadsPerCore: Math.max(1, Math.round(perSocket / cores)) };
}

function s390xCpuinfo(bundle: Bundle, text: string, first: Fields): Cpuinfo {
  const processors = numberOf(bundle, first, '# processors');
  const threads = 1 + (Number(first.get('max thread id')) || 0);
  const machine = /machine = (\w+)/.exec(text)?.[1] ?? '0000';
  return {
    architecture: 's390x',
    vendorId: 'IBM/S390',
    family: 0,
    model: 0,
    stepping: 0,
    modelName: `IBM/S390 machine ${machine}`,
    flags: wordsOf(first.get('features')),
    bugs: [],
    sockets: 1,
    coresPerSocket: Math.max(1, Math.round(processors / threads)),
    threadsPerCore: threads,
  };
}

/** Values by what stands before the colon. */
type Fields = ReadonlyMap<string, string>;

function fieldsOf(block: string): Fields {
  const pairs = [...block.matchAll(/^([^:\n]*?)[ \t]*:[ \t]*(.*)$/gm)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, value.trim()] as const));
}

function valuesOf(text: string, field: string): readonly string[] {
  return [...text.matchAll(/^([a-z ]+?)[ \t]*:[ \t]*(.*)$/gm)]
    .filter(([, name]) => name === field)
    .map(([, , value = '']) => value);
}

function numberOf(bundle: Bundle, fields: Fields, name: string): number {
  const value = fields.get(name);
  if (value !== undefined && /^\d{1,6}$/.test(value)) return Number(value);
  const problem =
    value === undefined ? `the line "${name}" is missing` : `"${name}" is ${JSON.stringify(value)}, which is no number`;
  throw bundle.wrong(cpuinfoPath, problem, 'capture the host again with an unchanged script');
}

function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
