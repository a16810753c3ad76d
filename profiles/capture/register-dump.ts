import type { Bundle } from './bundle.js';
import type { Cpuinfo } from './cpuinfo.js';

/** One executed CPUID leaf, subleaf 0. */
export interface CpuidRegisters {
  readonly eax: number;
  readonly ebx: number;
  readonly ecx: number;
  readonly edx: number;
}

/** CPUID and model-specific registers of the captured host, where root could read them. */
export interface RegisterDump {
  /** Undefined when it was not read, or when the processor has no such leaf: beyond the last one Intel repeats another. */
  cpuid(leaf: number): CpuidRegisters | undefined;
  /** Undefined when it was not read or the processor has none. */
  register(number: number): bigint | undefined;
  /** The registers are of another processor than /proc/cpuinfo, as in a sandbox that shows a foreign one, and therefore not used. */
  readonly foreign: boolean;
}

/** Device the CPUID leaves are read from. */
export const cpuidDevice = '/dev/cpu/0/cpuid';

/** Device the model-specific registers are read from. */
export const registerDevice = '/dev/cpu/0/msr';

/** Reads the hexadecimal sections. Source: Linux 7.2.8 `arch/x86/kernel/cpuid.c`, `arch/x86/kernel/msr.c`. */
export function readRegisters(bundle: Bundle, cpuinfo: Cpuinfo): RegisterDump {
  const bytesOf = (device: string, place: number): readonly number[] => {
    const text = bundle.text(`${device}@${place.toString(16)}`) ?? '';
    return [...text.matchAll(/\b[0-9a-f]{2}\b/g)].map(([byte]) => Number.parseInt(byte, 16));
  };
  const leaf = (number: number): CpuidRegisters | undefined => {
    const bytes = bytesOf(cpuidDevice, number);
    if (bytes.length !== 16) return undefined;
    const [eax, ebx, ecx, edx] = [0, 4, 8, 12].map((at) => Number(littleEndian(bytes.slice(at, at + 4))));
    return { eax: eax ?? 0, ebx: ebx ?? 0, ecx: ecx ?? 0, edx: edx ?? 0 };
  };
  const signature = leaf(1)?.eax;
  if (signature !== undefined && !isOf(signature, cpuinfo))
    return { cpuid: () => undefined, register: () => undefined, foreign: true };
  return {
    foreign: false,
    cpuid: (number) => {
      const last = leaf(number < 0x80000000 ? 0 : 0x80000000)?.eax ?? 0;
      return number <= last ? leaf(number) : undefined;
    },
    register: (number) => {
      const bytes = bytesOf(registerDevice, number);
      return bytes.length === 8 ? littleEndian(bytes) : undefined;
    },
  };
}

/** Family, model and stepping of leaf 1 EAX. Source: Linux 7.2.8 `arch/x86/lib/cpu.c`. */
function isOf(signature: number, { family, model, stepping }: Cpuinfo): boolean {
  const base = (signature >>> 8) & 0xf;
  const extended = base === 6 || base === 15 ? ((signature >>> 16) & 0xf) << 4 : 0;
  const shown = [base === 15 ? base + ((signature >>> 20) & 0xff) : base, extended | ((signature >>> 4) & 0xf), signature & 0xf];
  return shown.join() === [family, model, stepping].join();
}

function littleEndian(bytes: readonly number[]): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
