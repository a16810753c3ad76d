import { element, type XmlElement } from '../../../core/xml-writer.js';
import { type Cpu, type VirtualMachineInstance, vcpuCount } from '../vmi.js';

/**
 * How many CPUs the guest has and may get, and what kind. With room for hotplug every CPU is listed: those of the sockets that
 * are there are enabled, those of the first socket cannot be unplugged.
 * Source: KubeVirt v1.9 `converter/compute/cpu.go`.
 */
export function cpuElements(vmi: VirtualMachineInstance): {
  readonly vcpu: XmlElement;
  readonly vcpus: XmlElement | undefined;
  readonly cpu: XmlElement;
} {
  const cpu = vmi.spec.domain.cpu ?? {};
  const enabled = vcpuCount(cpu);
  const sockets = cpu.maxSockets || cpu.sockets || 1;
  const total = vcpuCount({ ...cpu, sockets });
  const perSocket = vcpuCount({ ...cpu, sockets: 1 });
  return {
    vcpu: element('vcpu', { placement: 'static' }, total),
    vcpus: cpu.maxSockets ? element('vcpus', {}, ...listed(total, enabled, perSocket)) : undefined,
    cpu: element('cpu', modeOf(cpu), ...modelOf(cpu), topology(cpu, sockets), ...featuresOf(cpu)),
  };
}

function* listed(total: number, enabled: number, perSocket: number): Generator<XmlElement> {
  for (let id = 0; id < total; id += 1) {
    yield element('vcpu', { id, enabled: yesNo(id < enabled), hotpluggable: yesNo(id >= perSocket) });
  }
}

function topology(cpu: Cpu, sockets: number): XmlElement {
  return element('topology', { sockets, cores: cpu.cores || 1, threads: cpu.threads || 1 });
}

function modeOf({ model = 'host-model' }: Cpu): { readonly mode: string } {
  return { mode: isHostMode(model) ? model : 'custom' };
}

function modelOf({ model = 'host-model' }: Cpu): readonly XmlElement[] {
  return isHostMode(model) ? [] : [element('model', {}, model)];
}

/** libvirt's description of some models has the long deprecated `mpx`, which no machine offers any more. */
function featuresOf({ model = 'host-model', features = [] }: Cpu): readonly XmlElement[] {
  const listed = features.map(({ name, policy = 'require' }) => element('feature', { policy, name }));
  const withoutMpx = !isHostMode(model) && !features.some(({ name }) => name === 'mpx');
  return withoutMpx ? [...listed, element('feature', { policy: 'disable', name: 'mpx' })] : listed;
}

function isHostMode(model: string): boolean {
  return model === 'host-model' || model === 'host-passthrough';
}

function yesNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}
