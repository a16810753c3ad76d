import type { HostDescription } from '../../profiles/index.js';
import { type IntelAuthorities, intelAuthorities } from '../../sim/attestation/intel/platform/intel-authorities.js';
import { type TdxPlatform, tdxPlatform } from '../../sim/attestation/intel/platform/tdx-platform.js';
import { UsageError } from '../../sim/core/usage-error.js';

/**
 * What makes quotes on a host: keys of its own by its name, its processor and the generation of its TDX module.
 *
 * @throws UsageError for a machine that makes no quotes.
 */
export function tdxPlatformOf(
  name: string,
  { cpu, intel, machine }: HostDescription,
  authorities: IntelAuthorities = intelAuthorities(),
): TdxPlatform {
  const module = intel?.module;
  if (module === undefined)
    throw new UsageError(`${machine} makes no TDX quotes`, { fix: 'name emerald-rapids or granite-rapids' });
  return tdxPlatform(authorities, name, {
    version: module.version.startsWith('1.0') ? '1.0' : '1.5',
    cpuSignature: signatureOf(cpu),
    identity: { smtEnabled: cpu.threadsPerCore > 1 },
  });
}

/** EAX of CPUID leaf 1. */
function signatureOf({ family, model, stepping }: HostDescription['cpu']): number {
  const [baseFamily, moreFamily] = family > 15 ? [15, family - 15] : [family, 0];
  return (moreFamily << 20) | ((model >> 4) << 16) | (baseFamily << 8) | ((model & 0xf) << 4) | stepping;
}
