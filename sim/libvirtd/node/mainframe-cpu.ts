import { done, type Outcome } from '../../core/outcome.js';
import type { Call, Fault } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { CpuComparison, KnownCpu } from './cpu-comparison.js';
import type { CpuDefinition, WrittenCpu } from './cpu-definition.js';

/** What QEMU can give on s390x. */
interface Mainframe {
  readonly cpu: KnownCpu;
  /** The processor of `host-model`. */
  readonly hostModel: string;
  /** Models by name with what stands in the way of each. */
  readonly models: ReadonlyMap<string, readonly string[]>;
  readonly offered: ReadonlySet<string>;
}

/** QEMU compares by itself here: the same model and features are identical, a model without obstacles is less. */
export function compareOnMainframe(given: Mainframe, cpu: CpuDefinition, call: Call): Outcome<CpuComparison, Fault> {
  const model = cpu.model ?? (cpu.mode === 'host-passthrough' ? given.hostModel : cpu.mode === 'maximum' ? 'max' : undefined);
  if (model === undefined) return fault(call.daemon, 'invalid-argument', 'cpu parameter is missing a model name');
  if (!given.models.has(model)) {
    const words = `unable to execute QEMU command 'query-cpu-model-comparison': The CPU definition '${model}' is unknown.`;
    return fault(call.daemon, 'internal', words);
  }
  return done(mainframeComparison(given, model, cpu));
}

function mainframeComparison({ models, offered, hostModel, cpu }: Mainframe, model: string, asked: CpuDefinition): CpuComparison {
  const wanted = asked.features.filter(({ policy }) => policy === 'require').map(({ name }) => name);
  const missing = [...(models.get(model) ?? []), ...wanted.filter((name) => !offered.has(name))];
  if (missing.length > 0) return { result: 'incompatible', because: missing.join(', ') };
  const same = model === hostModel && [...cpu.features].every((name) => wanted.includes(name));
  return { result: same ? 'identical' : 'superset' };
}

/** QEMU makes it by itself: the one model with what all ask for. Several models are reduced to their names' first (assumed). */
export function mainframeBaseline(cpus: readonly CpuDefinition[], given: Mainframe, call: Call): Outcome<WrittenCpu, Fault> {
  const nameless = cpus.findIndex(({ model }) => model === undefined);
  if (nameless >= 0) return fault(call.daemon, 'invalid-argument', `no CPU model specified at index ${nameless}`);
  const unknown = cpus.find(({ model = '' }) => !given.models.has(model));
  if (unknown !== undefined)
    return fault(call.daemon, 'invalid-argument', `CPU model '${unknown.model}' not supported by hypervisor`);
  const [first] = cpus;
  const wanted = (cpu: CpuDefinition, name: string): boolean =>
    cpu.features.some((feature) => feature.name === name && feature.policy === 'require');
  const features = (first?.features ?? []).filter(({ name }) => cpus.every((cpu) => wanted(cpu, name)));
  return done({ model: first?.model ?? '', fallback: 'forbid', addressLimit: 0, features });
}
