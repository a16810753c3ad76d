import type { HostToRenderFor, RenderDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import type { KataChoices } from './choices.js';
import { qemuArguments } from './command-line/arguments.js';
import type { GuestProtection } from './command-line/protection-object.js';
import { readConfig } from './config.js';
import { configurationFor } from './config-file/configuration.js';
import type { Configuration } from './config-file/delivered.js';
import { readInitdata } from './config-file/initdata.js';
import { podOf } from './pod.js';
import { type Shim, shimOfHandler } from './runtime-class/shims.js';

/**
 * Stage `render`: the shim on a node reads its configuration file and the pod's annotations, looks how this host protects guests, and
 * makes QEMU's arguments. There is no libvirt in between.
 */
export function render(guest: JsonObject, host: HostToRenderFor, config: JsonObject, choices: KataChoices): RenderDecision {
  const commandLine = argumentsFor(guest, host, config, choices);
  return commandLine.ok
    ? { rendered: true, xml: '', commandLine: commandLine.value }
    : { rendered: false, message: commandLine.reason };
}

function argumentsFor(
  guest: JsonObject,
  { reader }: HostToRenderFor,
  config: JsonObject,
  choices: KataChoices,
): Outcome<readonly string[], string> {
  const pod = podOf(guest);
  const shim = shimOf(pod.runtimeClassName);
  if (shim === undefined) return refused(`no runtime for "${pod.runtimeClassName}" is configured`);
  const read = configurationFor(shim, pod, readConfig(config), choices);
  if (!read.ok) return read;
  const configuration = read.value;
  const broken = brokenRule(configuration, choices);
  if (broken !== undefined) return refused(broken);
  const protection = protectionFor(shim, configuration, choices.hostProtection(reader), choices);
  if (!protection.ok) return protection;
  const initdata = configuration.initdata === '' ? done(undefined) : readInitdata(configuration.initdata, choices);
  if (!initdata.ok) return initdata;
  return qemuArguments(pod, { protection: protection.value, configuration, digest: initdata.value?.digest, reader }, choices);
}

/** A pod without a class is run by what containerd starts by default, which kata-deploy makes the ordinary shim. */
function shimOf(className: string | undefined): Shim | undefined {
  return className === undefined ? 'qemu' : shimOfHandler(className);
}

/** Source: kata-containers 7c6ba40c54 `src/runtime/pkg/katautils/config.go` (checkHypervisorConfig). */
function brokenRule(
  { confidential_guest: isConfidential, block_device_driver: driver }: Configuration,
  choices: KataChoices,
): string | undefined {
  if (!isConfidential || driver !== 'virtio-blk-mmio' || !choices.refusesMmioDisks) return undefined;
  return 'virtio-blk-mmio is not supported for confidential guests';
}

/**
 * The kernel says how this host protects guests; the runtime asks for that, whatever its file is called. The reference asks for what the
 * class promises, and refuses where the host has something else or the file asks for less.
 */
function protectionFor(
  shim: Shim,
  { confidential_guest: isConfidential, sev_snp_guest: isSnp }: Configuration,
  found: 'tdx' | 'snp' | undefined,
  choices: KataChoices,
): Outcome<GuestProtection, string> {
  const promised = promises[shim];
  if (!isConfidential) return promised === undefined || !choices.refusesLesserProtection ? done('none') : refused(lesser(shim));
  if (found === undefined) return choices.refusesWithoutProtection ? refused(unprotected) : done('none');
  if (found !== promised && promised !== undefined && choices.classDecidesProtection) return refused(unprotected);
  if (found === 'tdx' || isSnp) return done(found);
  return choices.refusesLesserProtection ? refused(lesser(shim)) : done('sev');
}

const promises: Readonly<Partial<Record<Shim, 'tdx' | 'snp'>>> = { 'qemu-snp': 'snp', 'qemu-tdx': 'tdx' };

const unprotected = `This system doesn't support Confidential Computing (Guest Protection)`;

function lesser(shim: Shim): string {
  return `configuration-${shim}.toml asks for less than its runtime class promises`;
}
