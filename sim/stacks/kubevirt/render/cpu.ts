import { element, type XmlElement } from '../../../core/xml-writer.js';
import { type Cpu, type Specified, vcpuCount } from '../vmi.js';
import { kept } from './kept.js';

/**
 * How many CPUs the guest has and may get, and what kind. With room for hotplug every CPU is listed: those of the sockets that
 * are there are enabled, those of the first socket cannot be unplugged.
 * Source: KubeVirt v1.9 `converter/compute/cpu.go`.
 */
export function cpuElements(vmi: Specified): {
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
    vcpu: countOf(total),
    vcpus: cpu.maxSockets ? listed(total, enabled, perSocket) : undefined,
    cpu: element('cpu', modeOf(cpu), ...modelOf(cpu), topology(sockets, cpu.cores || 1, cpu.threads || 1), ...featuresOf(cpu)),
  };
}

/** Most guests have one of a few topologies, and this is the longest part of their documents. */
const listed = kept((total: number, enabled: number, perSocket: number) =>
  element('vcpus', {}, ...each(total, enabled, perSocket)),
);

function* each(total: number, enabled: number, perSocket: number): Generator<XmlElement> {
  for (let id = 0; id < total; id += 1) {
    yield element('vcpu', { id, enabled: yesNo(id < enabled), hotpluggable: yesNo(id >= perSocket) });
  }
}

const topology = kept((sockets: number, cores: number, threads: number) => element('topology', { sockets, cores, threads }));

const countOf = kept((total: number) => element('vcpu', { placement: 'static' }, total));

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
