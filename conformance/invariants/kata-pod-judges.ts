import type { Evidence } from '../../sim/contracts/evidence.js';
import type { JsonObject } from '../../sim/core/json.js';
import { countsKeys, type KataClass, kataRuntimeLabel, kataTeeLabel } from '../model/kata-names.js';
import type { KataAdmission } from '../model/kata-replay.js';
import { lookAtKata } from './kata-views.js';

/** Pods that were admitted, with the class they name. */
export function admittedPods(evidence: Evidence): readonly AdmittedPod[] {
  return lookAtKata(evidence).admissions.flatMap((admission) => {
    const { admitted, class: known } = admission;
    return admitted === undefined || known === undefined ? [] : [{ ...admission, admitted, class: known }];
  });
}

/** A {@link KataAdmission} that ended well. */
export type AdmittedPod = KataAdmission &
  Required<Pick<KataAdmission, 'admitted' | 'class'>> & {
    readonly admitted: NonNullable<KataAdmission['admitted']>;
    readonly class: KataClass;
  };

/** What a class selects nodes by. */
export function selectorOfClass({ protection }: KataClass, config: JsonObject): Readonly<Record<string, string>> {
  const label = protection === 'none' || !countsKeys(config) ? {} : { [kataTeeLabel[protection]]: 'true' };
  return { [kataRuntimeLabel]: 'true', ...label };
}

/** Entries of a pod's own selector that say something else than its class. */
export function contradictions({ asked, class: known, event }: KataAdmission): readonly string[] {
  if (known === undefined) return [];
  const selector = selectorOfClass(known, event.config);
  return Object.keys(selector).filter(
    (key) => asked.nodeSelector[key] !== undefined && asked.nodeSelector[key] !== selector[key],
  );
}

/** Is the pod as everybody writes it: a class that is there, no overhead of its own, nothing against the class? */
export function isWellFormed(admission: KataAdmission): boolean {
  const { asked, class: known } = admission;
  return known !== undefined && asked.overhead === undefined && contradictions(admission).length === 0;
}

/** The message of a refusal; undefined where there is none. */
export function refusalOf({ event: { decision } }: KataAdmission): string | undefined {
  return decision.allowed ? undefined : decision.causes.map(({ message }) => message).join('; ');
}
