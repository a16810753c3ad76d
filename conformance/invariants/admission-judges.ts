import type { AdmitDecision } from '../../sim/contracts/subject.js';
import type { AdmissionRule } from '../model/admission.js';
import type { EventOf } from '../model/observations.js';
import type { Invariant } from './invariant.js';
import { look, quoted } from './views.js';

/** Judges that a request that breaks a rule is refused with that rule's exact messages. */
export function admissionRule(requirement: string, rule: AdmissionRule): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, expected } of look(evidence).admissions) {
        for (const cause of expected) {
          if (cause.rule !== rule) continue;
          const holds = messagesOf(event.decision).includes(cause.message) || wrongAnyway(event);
          say.check(
            holds,
            event,
            () => `${event.guest} had to be refused with ${quoted(cause.message)}, but ${answer(event.decision)}`,
          );
        }
      }
    },
  };
}

/** A hand-written manifest may be refused before its launch security is looked at. */
function wrongAnyway({ spec, decision }: EventOf<'admit'>): boolean {
  return spec.manifest !== undefined && !decision.allowed;
}

/** Messages of a refusal; none for an acceptance. */
export function messagesOf(decision: AdmitDecision): readonly string[] {
  return decision.allowed ? [] : decision.causes.map(({ message }) => message);
}

/** An admission decision in words. */
export function answer(decision: AdmitDecision): string {
  return decision.allowed ? 'it was accepted' : `the causes were ${quoted(messagesOf(decision))}`;
}
