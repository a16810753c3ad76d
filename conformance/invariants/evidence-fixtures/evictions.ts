import type { RunDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { isObject } from '../../model/json-member.js';
import type { Vmi } from '../../model/vmi.js';

/** The right answer to somebody who evicts a guest that cannot migrate, with the object as it was sent. */
export function rightEviction(vmi: Vmi, before: JsonObject, eviction: JsonObject = {}): RunDecision {
  const { evictionStrategy, namespace, name } = vmi;
  const denied = (message: string, status = before): RunDecision => ({
    status,
    next: 'nothing',
    answer: { allowed: false, httpCode: 429, message },
  });
  if (evictionStrategy === 'LiveMigrate')
    return denied(`VMI ${name} is configured with an eviction strategy but is not live-migratable`);
  if (evictionStrategy !== 'External') return { status: before, next: 'stop', answer: { allowed: true } };
  const evacuation = `Eviction triggered evacuation of VMI "${namespace}/${name}"`;
  if (before.evacuationNodeName !== undefined) return denied(`Evacuation in progress: ${evacuation}`);
  if (!isObject(eviction.deleteOptions ?? {})) return denied('failed to parse the eviction object: …');
  return denied(evacuation, { ...before, evacuationNodeName: before.nodeName ?? '' });
}
