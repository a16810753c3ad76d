import { digestOf } from '../../../core/json.js';
import { done, type Outcome } from '../../../core/outcome.js';
import type { KataChoices } from '../choices.js';
import type { Pod } from '../pod.js';
import { amountOfQuantity, unitsOfQuantity } from '../quantity.js';
import { kernelLine } from './kernel-line.js';
import { processorOf } from './machine.js';
import { type ObjectParts, protectionObject } from './protection-object.js';

/**
 * QEMU's arguments for a pod's sandbox, in the order the runtime writes them.
 * Source: kata-containers 7c6ba40c54 `src/runtime/pkg/govmm/qemu/qemu.go` (LaunchQemu), `src/runtime/virtcontainers/qemu.go`.
 */
export function qemuArguments(pod: Pod, parts: ObjectParts, choices: KataChoices): Outcome<readonly string[], string> {
  const object = protectionObject(parts, choices);
  if (!object.ok) return object;
  const { configuration, protection } = parts;
  const { kernel, image } = configuration;
  const memory = memoryMib(pod, parts, choices);
  const vcpus = vcpuCount(pod, parts, choices);
  return done([
    ...['-name', `sandbox-${sandboxId(pod)},debug-threads=on`, '-uuid', uuidOf(pod)],
    ...['-machine', machine(parts, choices), '-cpu', cpu(protection, choices)],
    ...['-m', memoryArgument(memory, protection, parts, choices)],
    ...object.value,
    ...certificates(parts, choices),
    ...['-global', 'kvm-pit.lost_tick_policy=discard', '-vga', 'none', '-no-user-config', '-nodefaults', '-nographic'],
    ...['--no-reboot', '-object', `memory-backend-ram,id=dimm1,size=${memory}M`, '-numa', 'node,memdev=dimm1'],
    ...firmware(parts, choices),
    ...['-drive', `id=image-${sandboxId(pod).slice(0, 16)},file=${image},aio=threads,format=raw,if=none,readonly=on`],
    ...['-kernel', kernel, '-append', kernelLine(configuration, vcpus, choices)],
    ...['-smp', `${vcpus},cores=1,threads=1,sockets=${vcpus},maxcpus=${vcpus}`],
  ]);
}

/** The sandbox of a pod; real ones are drawn by lot. */
export function sandboxId({ namespace, name, uid }: Pod): string {
  return digestOf(['sandbox', namespace, name, uid]);
}

function uuidOf(pod: Pod): string {
  const digits = digestOf(['uuid', sandboxId(pod)], 32);
  return [8, 12, 16, 20, 32].map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end)).join('-');
}

function machine({ protection, reader, configuration }: ObjectParts, { splitsIrqchip }: KataChoices): string {
  if (processorOf(reader).architecture === 's390x') return 's390-ccw-virtio,accel=kvm';
  const split = splitsIrqchip && (protection !== 'none' || configuration.enable_iommu);
  const support = protection === 'none' ? '' : `,confidential-guest-support=${protection}`;
  return `q35,accel=kvm${split ? ',kernel_irqchip=split' : ''}${support}`;
}

function cpu(protection: ObjectParts['protection'], { snpCpuModel }: KataChoices): string {
  return `${protection === 'snp' ? snpCpuModel : 'host'},pmu=off`;
}

/** With static management a sandbox has from the beginning what its containers may use. */
function memoryMib({ containers }: Pod, { configuration }: ObjectParts, { sizesGuestByLimits }: KataChoices): number {
  const { default_memory: own, static_sandbox_resource_mgmt: isStatic } = configuration;
  if (!isStatic || !sizesGuestByLimits) return own;
  const bytes = containers.reduce((sum, { limits }) => sum + unitsOfQuantity(limits.memory), 0);
  return own + Math.floor(bytes / 2 ** 20);
}

/** CPUs likewise; parts of one are added up before they are rounded. */
function vcpuCount({ containers }: Pod, { configuration }: ObjectParts, { sizesGuestByLimits }: KataChoices): number {
  const { default_vcpus: own, static_sandbox_resource_mgmt: isStatic } = configuration;
  if (!isStatic || !sizesGuestByLimits) return own;
  return Math.ceil(own + containers.reduce((sum, { limits }) => sum + amountOfQuantity(limits.cpu), 0));
}

/** Memory of an encrypted guest cannot grow: it has neither slots nor room for any. */
function memoryArgument(
  memory: number,
  protection: ObjectParts['protection'],
  { reader }: ObjectParts,
  { plugsNoConfidentialMemory }: KataChoices,
): string {
  if (protection !== 'none' && plugsNoConfidentialMemory) return `${memory}M`;
  return `${memory}M,slots=10,maxmem=${Math.max(memory, hostMemoryMib(reader))}M`;
}

/** Memory of the host is shown nowhere in its file tree; this stands for it. */
function hostMemoryMib(_reader: ObjectParts['reader']): number {
  return 262144;
}

/** Where the path of the certificate chain was passed on, TDX guests got it as well. */
function certificates({ protection, configuration }: ObjectParts, { certsPathIsFor }: KataChoices): readonly string[] {
  const { snp_certs_path: path } = configuration;
  return path !== '' && certsPathIsFor === 'anyone' && protection !== 'snp' ? ['-object', `sev-snp-certs,path=${path}`] : [];
}

function firmware({ configuration, protection }: ObjectParts, { protectedFirmware }: KataChoices): readonly string[] {
  const { firmware: path } = configuration;
  if (path === '') return [];
  if (protection === 'none' || protectedFirmware === 'bios') return ['-bios', path];
  return ['-drive', `if=pflash,format=raw,readonly=on,file=${path}`];
}
