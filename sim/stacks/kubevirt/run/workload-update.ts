import type { RunDecision } from '../../../contracts/subject.js';
import { conditionOf } from './conditions.js';
import { decided } from './decision.js';
import { evictionAnswer } from './eviction.js';
import type { Asked } from './rules.js';

/**
 * The guest's launcher is outdated and shall be replaced by the methods an administrator allows. A guest that cannot migrate is left
 * alone unless evicting is allowed, and then its eviction strategy has a word.
 * Source: KubeVirt v1.9 `pkg/virt-controller/watch/workload-updater/workload-updater.go` (getUpdateData).
 */
export function workloadUpdateAnswer(asked: Asked): RunDecision {
  const { status, body } = asked;
  const methods = Array.isArray(body?.methods) ? body.methods : [];
  if (status.phase !== 'Running') return decided(status, 'nothing');
  const migratable = conditionOf(status.conditions, 'LiveMigratable')?.status === 'True';
  if (migratable && methods.includes('LiveMigrate')) return decided(status, 'migrate');
  return methods.includes('Evict') ? evictionAnswer(asked) : decided(status, 'nothing');
}
