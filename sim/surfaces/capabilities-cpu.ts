import type { BootTruth, CpuTruth } from '../contracts/truth.js';
import { element, type XmlElement } from '../core/xml-writer.js';
import { featuresInMap } from './cpu-map-releases.js';
import { emulatorOf } from './emulator.js';
import { hostFeaturesOf, hostModelOf } from './guest-cpu.js';
import { isAtLeast } from './release.js';

/** Page sizes in KiB: 4 KiB, 2 MiB and 1 GiB on x86, 4 KiB and 1 MiB on s390x. */
export function pageSizesKib(boot: BootTruth): readonly number[] {
  return emulatorOf(boot).architecture === 'x86_64' ? [4, 2048, 1048576] : [4, 1024];
}

/** The `<cpu>` of host capabilities: the processor as libvirt decodes it, before any hypervisor takes its share. */
export function hostCpuElement(boot: BootTruth): XmlElement {
  return emulatorOf(boot).architecture === 'x86_64' ? x86Cpu(boot) : undecodedCpu(boot);
}

function x86Cpu(boot: BootTruth): XmlElement {
  const { cpu, libvirt } = boot;
  const model = hostModelOf(cpu, libvirt.version);
  const included = model && featuresInMap(model, libvirt.version);
  const beyond = [...hostFeaturesOf(cpu, libvirt.version)].filter((name) => included?.has(name) !== true);
  return element(
    'cpu',
    {},
    element('arch', {}, 'x86_64'),
    element('model', {}, model?.name ?? cpu.libvirtModel),
    element('vendor', {}, cpu.libvirtVendor),
    element('microcode', { version: Number(cpu.microcode) }),
    element('signature', { family: cpu.family, model: cpu.model, stepping: cpu.stepping }),
    timeStampCounter(cpu),
    topology(cpu, libvirt.version),
    element('maxphysaddr', { mode: 'emulate', bits: cpu.physicalBits }),
    ...beyond.map((name) => element('feature', { name })),
    ...pageSizes(boot),
  );
}

/** libvirt reads no model out of an s390x host. */
function undecodedCpu(boot: BootTruth): XmlElement {
  return element('cpu', {}, element('arch', {}, 's390x'), topology(boot.cpu, boot.libvirt.version), ...pageSizes(boot));
}

function pageSizes(boot: BootTruth): readonly XmlElement[] {
  return pageSizesKib(boot).map((size) => element('pages', { unit: 'KiB', size }));
}

/** Absent when the kernel does not know the frequency. Scaling is KVM_CAP_TSC_CONTROL: the processor scales the TSC of guests. */
function timeStampCounter({ tscHz, flags }: CpuTruth): XmlElement | undefined {
  if (tscHz === undefined) return undefined;
  const scaling = flags.includes('tsc_scale') || flags.includes('vmx') ? 'yes' : 'no';
  return element('counter', { name: 'tsc', frequency: tscHz, scaling });
}

/** libvirt counts the sockets of one NUMA node, which is one here. */
function topology({ coresPerSocket, threadsPerCore }: CpuTruth, libvirt: string): XmlElement {
  const clusters = isAtLeast(libvirt, '10.1') ? 1 : undefined;
  return element('topology', { sockets: 1, dies: 1, clusters, cores: coresPerSocket, threads: threadsPerCore });
}
