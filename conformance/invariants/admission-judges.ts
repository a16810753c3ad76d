import type { GuestForm } from '../../sim/contracts/commands.js';
import type { AdmitCause, AdmitDecision } from '../../sim/contracts/subject.js';
import type { AdmissionRule, ExpectedCause } from '../model/admission.js';
import type { EventOf } from '../model/observations.js';
import type { Invariant } from './invariant.js';
import { look, quoted } from './views.js';

/**
 * Judges that an instance that breaks a rule is refused with that rule's exact messages; where the words are the subject's own, with a
 * cause that points at the right place. What instances are made from is judged by one requirement of its own.
 */
export function admissionRule(requirement: string, rule: AdmissionRule, form: GuestForm = 'instance'): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, asked, expected } of look(evidence).admissions) {
        for (const cause of expected) {
          if (cause.rule !== rule || asked.form !== form) continue;
          const holds = isTold(cause, event.decision) || wrongAnyway(event);
          say.check(holds, event, () => `${event.guest} had to be refused ${wanted(cause)}, but ${answer(event.decision)}`);
        }
      }
    },
  };
}

/** Does a decision tell of a cause? */
export function isTold(expected: ExpectedCause, decision: AdmitDecision): boolean {
  return !decision.allowed && decision.causes.some((cause) => isCauseFor(expected, cause));
}

/**
 * Is this how a subject tells of an expected cause? Own words may point at what the wrong field is part of, and at it by upstream's path
 * without `domain`, of which field-path-resolves has its own opinion.
 */
export function isCauseFor({ message, fields }: ExpectedCause, cause: AdmitCause): boolean {
  if (message !== undefined) return cause.message === message;
  const told = `${cause.field}.`;
  return fields.some(
    (field) =>
      [field, field.replace('.domain.', '.')].some((path) => `${path}.`.startsWith(told)) || cause.message.includes(field),
  );
}

function wanted({ message, fields }: ExpectedCause): string {
  return message === undefined ? `for ${fields.join(' or ')}` : `with ${quoted(message)}`;
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
