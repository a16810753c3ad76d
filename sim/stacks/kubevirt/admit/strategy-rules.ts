import type { AdmitCause } from '../../../contracts/subject.js';
import { invalid, noCauses } from './cause.js';
import type { Rule } from './rule.js';

/** Words the API knows for how to start. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateStartStrategy). */
export const startStrategyRule: Rule = ({ spec }, at) => {
  const { startStrategy, livenessProbe } = spec;
  if (startStrategy === undefined) return noCauses;
  const field = `${at}.startStrategy`;
  if (startStrategy !== 'Paused') return [unrecognized(field, startStrategy)];
  if (livenessProbe === undefined) return noCauses;
  const both = `either ${field} or ${at}.livenessProbe should be provided.Pausing VMI with LivenessProbe is not supported`;
  return [invalid(field, both)];
};

/** Words the API knows for what to do when a node is drained. Source: `vmi-create-admitter.go` (validateLiveMigration). */
export const evictionStrategyRule: Rule = ({ spec }, at) => {
  const { evictionStrategy } = spec;
  if (evictionStrategy === undefined || evictionStrategies.includes(evictionStrategy)) return noCauses;
  return [unrecognized(`${at}.evictionStrategy`, evictionStrategy)];
};

const evictionStrategies = ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'];

function unrecognized(field: string, value: string): AdmitCause {
  return invalid(field, `${field} is set with an unrecognized option: ${value}`);
}
