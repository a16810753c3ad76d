import type { Evidence } from '../../sim/contracts/evidence.js';
import type { NovaAdmission } from '../model/nova-life.js';
import { type NovaRule, refusesFor } from '../model/nova-request.js';
import type { Invariant } from './invariant.js';
import { lookAtGuests, novaAnswer, novaWanted } from './nova-guest-views.js';

/**
 * Judges that a request whose first mistake is this one is refused for it: with Nova's class of exception and one of the texts its
 * releases have.
 */
export function novaRule(requirement: string, rule: NovaRule, also: (admission: NovaAdmission) => boolean = always): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const admission of lookAtGuests(evidence).admissions) {
        const { event, refusals } = admission;
        const [first] = refusals;
        if (first?.rule !== rule || !also(admission)) continue;
        say.check(
          isRefusedFor(admission),
          event,
          () => `${event.guest} had to be refused ${novaWanted(first)}, but ${novaAnswer(event.decision)}`,
        );
      }
    },
  };
}

/** Is the request refused for the first thing that is wrong with it? */
export function isRefusedFor({ event: { decision }, refusals: [first] }: NovaAdmission): boolean {
  return first !== undefined && !decision.allowed && decision.causes.some((cause) => refusesFor(first, cause));
}

/** Judges that requests that break no rule are accepted: those among them that are told by this. */
export function novaAccepted(requirement: string, what: string, isMeant: (admission: NovaAdmission) => boolean): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const admission of lookAtGuests(evidence).admissions) {
        const { event, refusals } = admission;
        if (refusals.length > 0 || !isMeant(admission)) continue;
        say.check(event.decision.allowed, event, () => `${event.guest} ${what}, but ${novaAnswer(event.decision)}`);
      }
    },
  };
}

/** Requests that were refused. */
export function novaRefused(evidence: Evidence): readonly NovaAdmission[] {
  return lookAtGuests(evidence).admissions.filter(({ event }) => !event.decision.allowed);
}

function always(): boolean {
  return true;
}
