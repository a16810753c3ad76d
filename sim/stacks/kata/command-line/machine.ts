import type { HostReader } from '../../../contracts/reader.js';

/** What the processor of a host is, as the runtime finds it out for itself. */
export interface Processor {
  readonly architecture: 'x86_64' | 's390x';
  /** Position of the C-bit, of which CPUID 8000001f tells: 47 on the first Zen, 51 on all since. */
  readonly cbitpos: number;
}

/** Reads /proc/cpuinfo, which stands for the CPUID instruction here. */
export function processorOf(reader: HostReader): Processor {
  const read = reader.read('/proc/cpuinfo');
  const text = read.ok ? read.text : '';
  if (/^vendor_id\s*:\s*IBM\/S390/m.test(text)) return { architecture: 's390x', cbitpos: 0 };
  const firstZen = numberOf(text, 'cpu family') === 23 && (numberOf(text, 'model') ?? 0) < 0x30;
  return { architecture: 'x86_64', cbitpos: firstZen ? 47 : 51 };
}

function numberOf(text: string, name: string): number | undefined {
  const written = new RegExp(`^${name}\\s*:\\s*(\\d+)`, 'm').exec(text)?.[1];
  return written === undefined ? undefined : Number(written);
}
