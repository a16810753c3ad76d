import type { MachineFile } from '../schema.js';
import { parameterValue } from './command-line.js';
import { type Evidence, type ShownParameters, standardParameters } from './evidence.js';
import { sevBits } from './sev-cpuid.js';
import { sevSigns } from './sev-signs.js';

type Asked = MachineFile['boot']['moduleParameters'];

/**
 * What the administrator asked of KVM: on the command line, or, as it cannot be seen, in modprobe.d. The latter follows from what
 * a module shows and would not show by itself.
 */
export function askedParameters(evidence: Evidence, amd: MachineFile['amd']): Asked {
  const asked: Record<string, Record<string, boolean | number>> = {};
  for (const module of ['kvm', 'kvm_amd', 'kvm_intel']) {
    const standard = standardParameters(evidence.software, module);
    const shown = evidence.parameters(module) ?? {};
    const values = {
      ...unusual(shown, standard, module),
      ...decided(evidence, module, shown, amd),
      ...written(evidence, module, standard),
    };
    if (Object.keys(values).length > 0) asked[module] = values;
  }
  return asked;
}

function written(evidence: Evidence, module: string, standard: ShownParameters): ShownParameters {
  const words = Object.entries(evidence.commandLine.asked[module] ?? {});
  const values = words.map(([name, value]) => [name, parameterValue(value, standard[name])] as const);
  return Object.fromEntries(values.filter((pair): pair is [string, boolean | number] => pair[1] !== undefined));
}

/** Parameters that read otherwise than on an untouched host of that kernel. Of `kvm` only two matter to confidential guests. */
function unusual(shown: ShownParameters, standard: ShownParameters, module: string): ShownParameters {
  const expected = module === 'kvm' ? { enable_mmio_caching: true, enable_virt_at_load: true } : standard;
  const changed = Object.entries(shown).filter(([name, value]) => {
    const usual = expected[name];
    return usual !== undefined && !decidedByModule.includes(name) && Number(usual) !== Number(value);
  });
  return Object.fromEntries(changed);
}

/** These read what the module made of the request. */
const decidedByModule = ['sev', 'sev_es', 'sev_snp', 'debug_swap', 'ciphertext_hiding_asids', 'tdx'];

function decided(evidence: Evidence, module: string, shown: ShownParameters, amd: MachineFile['amd']): ShownParameters {
  if (module === 'kvm_intel') return shown.tdx === true || asksForTdx(evidence) ? { tdx: true } : {};
  return module === 'kvm_amd' && amd !== undefined && Object.keys(shown).length > 0 ? decidedByKvmAmd(evidence, shown, amd) : {};
}

/** Only somebody who asks for TDX is told why not. */
function asksForTdx({ log }: Evidence): boolean {
  const answers = [
    'kvm-intel.tdx-no-keys',
    'kvm-intel.tdx-not-supported',
    'kvm-intel.tdx-enable-virt-at-load',
    'kvm-intel.tdx-max-vcpus',
  ];
  return answers.some((code) => log.event(code) !== undefined);
}

function decidedByKvmAmd(evidence: Evidence, shown: ShownParameters, amd: NonNullable<MachineFile['amd']>): ShownParameters {
  const hiding = Number(shown.ciphertext_hiding_asids ?? 0);
  return {
    ...(sevWasRefused(evidence, shown) ? { sev: false } : {}),
    ...(esWasRefused(evidence, shown, amd) ? { sev_es: false } : {}),
    ...(snpWasRefused(evidence, shown, amd) ? { sev_snp: false } : {}),
    ...debugSwap(evidence, shown, amd),
    ...(hiding === 0 ? {} : { ciphertext_hiding_asids: hiding }),
  };
}

/** Only a module that was told not to prints no range, or registers nothing, on a host whose flags are all there. */
function sevWasRefused(evidence: Evidence, shown: ShownParameters): boolean {
  const { cpuinfo, log, capacity } = evidence;
  const able = ['sev', 'decodeassists', 'flushbyasid'].every((flag) => cpuinfo.flags.includes(flag));
  if (shown.sev !== false || !able || Number(shown.npt ?? 1) === 0 || Number(shown.nrips ?? 1) === 0) return false;
  const line = log.event('kvm-amd.sev');
  if (line !== undefined) return line.last === '0';
  return !sevSigns(evidence).failed && capacity !== undefined && capacity.sev === undefined && capacity.sev_es === undefined;
}

function esWasRefused(evidence: Evidence, shown: ShownParameters, amd: NonNullable<MachineFile['amd']>): boolean {
  const able = evidence.cpuinfo.flags.includes('sev_es') && amd.cpuid8000001f.edx.value > 1;
  const others = Number(shown.lbrv ?? 1) !== 0 && evidence.commandLine.asked.kvm?.enable_mmio_caching === undefined;
  return shown.sev === true && shown.sev_es === false && able && others;
}

function snpWasRefused(evidence: Evidence, shown: ShownParameters, amd: NonNullable<MachineFile['amd']>): boolean {
  const able = (amd.cpuid8000001f.eax.value & sevBits.snp) !== 0 && amd.rmp.value === 'full' && amd.iommu.value === 'on';
  const signs = sevSigns(evidence);
  return shown.sev_es === true && shown.sev_snp === false && able && signs.snpPlatform && !signs.failed;
}

function debugSwap(evidence: Evidence, shown: ShownParameters, amd: NonNullable<MachineFile['amd']>): ShownParameters {
  const standard = standardParameters(evidence.software, 'kvm_amd').debug_swap;
  const able = shown.sev_es === true && (amd.cpuid8000001f.eax.value & sevBits.debugSwap) !== 0;
  return able && typeof shown.debug_swap === 'boolean' && shown.debug_swap !== standard ? { debug_swap: shown.debug_swap } : {};
}
