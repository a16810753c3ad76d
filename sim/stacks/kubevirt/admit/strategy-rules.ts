import type { AdmitCause } from '../../../contracts/subject.js';
import type { VirtualMachineInstance } from '../vmi.js';
import { invalid } from './cause.js';

/** Words the API knows for how to start. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateStartStrategy). */
export function startStrategyRule(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const { startStrategy, livenessProbe } = vmi.spec;
  if (startStrategy === undefined) return [];
  if (startStrategy !== 'Paused') return [unrecognized('spec.startStrategy', startStrategy)];
  if (livenessProbe === undefined) return [];
  const both =
    'either spec.startStrategy or spec.livenessProbe should be provided.Pausing VMI with LivenessProbe is not supported';
  return [invalid('spec.startStrategy', both)];
}

/** Words the API knows for what to do when a node is drained. Source: `vmi-create-admitter.go` (validateLiveMigration). */
export function evictionStrategyRule(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const { evictionStrategy } = vmi.spec;
  if (evictionStrategy === undefined || evictionStrategies.includes(evictionStrategy)) return [];
  return [unrecognized('spec.evictionStrategy', evictionStrategy)];
}

const evictionStrategies = ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'];

function unrecognized(field: string, value: string): AdmitCause {
  return invalid(field, `${field} is set with an unrecognized option: ${value}`);
}
