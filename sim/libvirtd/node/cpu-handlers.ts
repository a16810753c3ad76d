import { done, type Outcome } from '../../core/outcome.js';
import { emulatorOf } from '../../surfaces/emulator.js';
import { hostFeaturesOf } from '../../surfaces/guest-cpu.js';
import type { Call, Fault } from '../daemon-contract.js';
import { fault, type Refused, unknownFlags } from '../faults.js';
import type { ArgsOf, Handlers } from '../protocol/procedures.js';
import { type BaselineLimits, baselineOf } from './cpu-baseline.js';
import { type CpuComparison, compareCpu, type KnownCpu } from './cpu-comparison.js';
import { type CpuDefinition, readCpuDefinition, writeCpu } from './cpu-definition.js';
import { mapNames } from './cpu-map.js';
import { askedEmulator, isArchitecture } from './emulator-asked.js';
import { compareWithGiven, givenBy } from './given-cpu.js';
import { mainframeBaseline } from './mainframe-cpu.js';

/** Processors compared and reduced to what they share, with the host's own or with what QEMU can give. */
export const cpuHandlers: Handlers = {
  connectGetCpuModelNames: (args, call) => modelNames(args, call),
  connectCompareCpu: (args, call) => compareWithHost(args, call),
  connectBaselineCpu: (args, call) => baselineOfHosts(args, call),
  connectCompareHypervisorCpu: (args, call) => compareWithHypervisor(args, call),
  connectBaselineHypervisorCpu: (args, call) => baselineForHypervisor(args, call),
};

/** `VIR_CONNECT_COMPARE_CPU_…` and `VIR_CONNECT_BASELINE_CPU_…`. */
const compareFlag = { failIncompatible: 1, validateXml: 2 } as const;
const baselineFlag = { expandFeatures: 1, migratable: 2 } as const;

/** Numbers of `virCPUCompareResult`. */
const results = { incompatible: 0, identical: 1, superset: 2 } as const;

/** An architecture whose models libvirt does not list answers 0: it takes any. */
function modelNames({ arch, needResults, flags }: ArgsOf<'connectGetCpuModelNames'>, call: Call) {
  const wrong = unknownFlags('qemuConnectGetCPUModelNames', flags, 0);
  if (wrong !== undefined) return wrong;
  if (!isArchitecture(arch)) return fault(call.daemon, 'invalid-argument', `cannot find architecture ${arch}`);
  const listed = arch === 'x86_64' || arch === 'i686';
  const models = listed ? mapNames(call.daemon.host.boot.libvirt.version) : [];
  return done({ models: needResults === 0 ? [] : models, ret: models.length });
}

function compareWithHost({ xml, flags }: ArgsOf<'connectCompareCpu'>, call: Call) {
  const wrong = unknownFlags('qemuConnectCompareCPU', flags, 3);
  if (wrong !== undefined) return wrong;
  const { boot } = call.daemon.host;
  const cpu = readCpuDefinition(xml, call);
  if (!cpu.ok) return cpu;
  if (emulatorOf(boot).architecture !== 'x86_64') return notForArchitecture('cannot compare CPUs of', call);
  const host: KnownCpu = { vendor: boot.cpu.libvirtVendor, features: hostFeaturesOf(boot.cpu, boot.libvirt.version) };
  return told(compareCpu(host, cpu.value, call), flags, call);
}

function notForArchitecture(words: string, call: Call): Refused {
  const { architecture } = emulatorOf(call.daemon.host.boot);
  return fault(call.daemon, 'no-support', `${words} ${architecture} architecture`, 'cpu');
}

function told(comparison: Outcome<CpuComparison, Fault>, flags: number, call: Call) {
  if (!comparison.ok) return comparison;
  const { value } = comparison;
  if (value.result === 'incompatible' && (flags & compareFlag.failIncompatible) !== 0) {
    return fault(call.daemon, 'cpu-incompatible', value.because, 'cpu');
  }
  return done({ result: results[value.result] });
}

function baselineOfHosts({ xmlCPUs, flags }: ArgsOf<'connectBaselineCpu'>, call: Call): Outcome<{ readonly cpu: string }, Fault> {
  const wrong = unknownFlags('qemuConnectBaselineCPU', flags, 3);
  if (wrong !== undefined) return wrong;
  const cpus = readAll(xmlCPUs, call, 'host');
  if (!cpus.ok) return cpus;
  if (cpus.value.some(({ architecture }) => architecture !== 'x86_64' && architecture !== 'i686')) {
    return notForArchitecture('cannot compute baseline CPU of', call);
  }
  return baseline(cpus.value, limitsOf(flags), call);
}

const nothing: ReadonlySet<string> = new Set();

function limitsOf(flags: number): BaselineLimits {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return { migratable: has(baselineFlag.migratable), expanded: has(baselineFlag.expandFeatures), leftOut: nothing };
}

function readAll(xmls: readonly string[], call: Call, type?: CpuDefinition['type']): Outcome<readonly CpuDefinition[], Fault> {
  if (xmls.length === 0) return fault(call.daemon, 'invalid-argument', 'no CPUs given', 'cpu');
  const cpus: CpuDefinition[] = [];
  for (const xml of xmls) {
    const cpu = readCpuDefinition(xml, call, type);
    if (!cpu.ok) return cpu;
    cpus.push(cpu.value);
  }
  return done(cpus);
}

function baseline(cpus: readonly CpuDefinition[], limits: BaselineLimits, call: Call): Outcome<{ readonly cpu: string }, Fault> {
  const result = baselineOf(cpus, limits, call);
  if (!result.ok) return result;
  const features =
    limits.models === undefined ? result.value.features.filter(({ name }) => !unlisted.has(name)) : result.value.features;
  return done({ cpu: writeCpu({ ...result.value, features }) });
}

/**
 * Features that QEMU has no name for. Source: libvirt 11.3.0 `src/qemu/qemu_capabilities.c` virQEMUCapsCPUFilterFeatures; what is left
 * out of a hypervisor's baseline was compared with libvirt 11.3.0 and 12.8.0.
 */
const unlisted: ReadonlySet<string> = new Set(['cmt', 'mbm_total', 'mbm_local', 'osxsave', 'ospke']);

function compareWithHypervisor(
  { emulator, arch, machine, virttype, xmlCPU, flags }: ArgsOf<'connectCompareHypervisorCpu'>,
  call: Call,
) {
  const wrong = unknownFlags('qemuConnectCompareHypervisorCPU', flags, 3);
  if (wrong !== undefined) return wrong;
  const asked = askedEmulator({ emulator, arch, machine, virttype }, call);
  if (!asked.ok) return asked;
  const cpu = readCpuDefinition(xmlCPU, call);
  if (!cpu.ok) return cpu;
  return told(compareWithGiven(givenBy(asked.value, call), cpu.value, call), flags, call);
}

function baselineForHypervisor(
  { emulator, arch, machine, virttype, xmlCPUs, flags }: ArgsOf<'connectBaselineHypervisorCpu'>,
  call: Call,
): Outcome<{ readonly cpu: string }, Fault> {
  const wrong = unknownFlags('qemuConnectBaselineHypervisorCPU', flags, 3);
  if (wrong !== undefined) return wrong;
  const cpus = readAll(xmlCPUs, call);
  if (!cpus.ok) return cpus;
  const asked = askedEmulator({ emulator, arch, machine, virttype }, call);
  if (!asked.ok) return asked;
  const given = givenBy(asked.value, call);
  if (given.mainframe) {
    const made = mainframeBaseline(cpus.value, given, call);
    return made.ok ? done({ cpu: writeCpu(made.value) }) : made;
  }
  const leftOut = (flags & baselineFlag.migratable) === 0 ? unlisted : new Set([...unlisted, 'invtsc']);
  return baseline(cpus.value, { ...limitsOf(flags), migratable: false, models: given.models, leftOut }, call);
}
