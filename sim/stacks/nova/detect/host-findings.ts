import type { HostReader } from '../../../contracts/reader.js';
import { done, type Outcome } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import { type MemoryEncryptionModel, memoryEncryptionModels } from '../models.js';
import { knownArchitectures } from './architectures.js';
import type { HostCapabilities } from './host-capabilities.js';
import { hostCapabilities, type Versions, versions } from './libvirt-answers.js';
import { type MachineAnswer, machineAnswers, spokesmen } from './machines.js';
import type { ModelUnits } from './model-units.js';
import { type DetectionProblem, problem } from './problem.js';
import { isAtLeast } from './release.js';
import { sevModels } from './sev-models.js';
import { tdxModel } from './tdx-model.js';

/** What a compute service knows of its host. Plain data, so that a process can remember it. */
export interface HostFindings {
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Models guests can have here, in Nova's order. */
  readonly supported: readonly MemoryEncryptionModel[];
  /** How many guests of each at a time; models that are not supported are absent. */
  readonly units: ModelUnits;
  readonly uefi: boolean;
  readonly secureBoot: boolean;
  readonly statelessFirmware: boolean;
}

/** A look at a host: what was found, or undefined when that cannot be said now, and what went wrong. */
export interface Detection {
  readonly findings: HostFindings | undefined;
  /** The host itself, where that much is known. */
  readonly host?: HostCapabilities;
  readonly problems: readonly DetectionProblem[];
}

/**
 * Finds out what a host can do, from the kernel's parameters and libvirt's answers. It never throws: what cannot be read or understood
 * is a problem, and the same host gives the same answer every time.
 */
export function detectHost(reader: HostReader, config: Config, choices: NovaChoices): Detection {
  const host = hostCapabilities(reader);
  if (!host.ok) return unknown([host.reason]);
  const strangers = unknownArchitectures(host.value, choices);
  if (strangers.length > 0) return unknown(strangers);
  const software = versions(reader, choices);
  if (!software.ok) return unknown([software.reason], host.value);
  const tooOld = tooOldSoftware(software.value, choices);
  if (tooOld.length > 0) return unknown(tooOld);
  const answers = machineAnswers(reader, host.value, choices);
  if (!answers.ok) return unknown(answers.reason, host.value);
  const { machines, problems } = answers.value;
  const units = modelUnits(reader, host.value, machines, software.value, config, choices);
  if (!units.ok) return unknown([...problems, units.reason], host.value);
  return { findings: findingsOf(host.value, machines, software.value, units.value, choices), host: host.value, problems };
}

function unknown(problems: readonly DetectionProblem[], host?: HostCapabilities): Detection {
  return { findings: undefined, problems, ...(host !== undefined && { host }) };
}

/** Findings about a host of which only its CPUs and memory are known. */
export function bareFindings({ architecture, cpus, memoryMiB }: HostCapabilities): HostFindings {
  return { architecture, cpus, memoryMiB, supported: [], units: {}, uefi: false, secureBoot: false, statelessFirmware: false };
}

function unknownArchitectures({ guests }: HostCapabilities, choices: NovaChoices): readonly DetectionProblem[] {
  if (choices.passesOverUnknownArchitectures) return [];
  const unheard = guests.filter(({ name }) => !knownArchitectures.has(name));
  return unheard.map(({ name }) => problem('architecture-unknown', name, `Architecture name '${name}' is not valid`));
}

function tooOldSoftware({ libvirt, qemu }: Versions, { floors }: NovaChoices): readonly DetectionProblem[] {
  const rows = [
    ['libvirt', libvirt, floors.libvirt],
    ['QEMU', qemu, floors.qemu],
  ] as const;
  return rows.flatMap(([name, have, need]) =>
    isAtLeast(have, need) ? [] : [problem('too-old', name, `Nova requires ${name} version ${need} or greater.`)],
  );
}

function modelUnits(
  reader: HostReader,
  { architecture }: HostCapabilities,
  machines: readonly MachineAnswer[],
  software: Versions,
  config: Config,
  choices: NovaChoices,
): Outcome<ModelUnits, DetectionProblem> {
  if (architecture !== 'x86_64') return done({});
  const believed = spokesmen(machines, choices);
  const sev = sevModels(reader, believed, software, choices);
  if (!sev.ok) return sev;
  const tdx = tdxModel(reader, believed, config, choices);
  return tdx.ok ? done({ ...sev.value, ...tdx.value }) : tdx;
}

function findingsOf(
  { architecture, cpus, memoryMiB }: HostCapabilities,
  machines: readonly MachineAnswer[],
  { libvirt }: Versions,
  units: ModelUnits,
  choices: NovaChoices,
): HostFindings {
  const uefi = machines.some((machine) => machine.uefi);
  const { libvirtForStateless, statelessNeedsUefi, supportNeedsUnits, secureBootNeedsFirmware } = choices;
  const supported = memoryEncryptionModels.filter((model) => (units[model] ?? -1) > 0 || (model in units && !supportNeedsUnits));
  return {
    ...{ architecture, cpus, memoryMiB, supported, uefi },
    units: Object.fromEntries(supported.map((model) => [model, units[model] ?? 0])),
    secureBoot: !secureBootNeedsFirmware || machines.some((machine) => machine.secureBoot),
    statelessFirmware:
      libvirtForStateless !== undefined && isAtLeast(libvirt, libvirtForStateless) && (uefi || !statelessNeedsUefi),
  };
}
