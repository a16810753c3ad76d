import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Happening, RunDecision } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { type ExpectedRefusal, expectedRefusal, type RequestRule } from '../model/guest-requests.js';
import type { EventOf, Happened } from '../model/observations.js';
import type { Vmi } from '../model/vmi.js';
import type { Invariant } from './invariant.js';
import { look, quoted } from './views.js';

/** A request somebody made about a guest, and how it must be refused, if at all. */
export interface AskedRequest {
  readonly event: EventOf<'run'>;
  readonly happening: Extract<Happening, { what: 'request' }>;
  readonly vmi: Vmi;
  readonly before: JsonObject | undefined;
  readonly expected: ExpectedRefusal | undefined;
}

/** All requests about guests, or those of one name. */
export function asked(evidence: Evidence, request?: string): readonly AskedRequest[] {
  return look(evidence).happenings.flatMap((happened) => askedRequest(happened, request));
}

/** Requests of one name that were granted. */
export function granted(evidence: Evidence, request: string): readonly AskedRequest[] {
  return asked(evidence, request).filter(({ event }) => event.decision.answer?.allowed === true);
}

/** An answer as it reads in a message; what was granted is not repeated, because certificates are long. */
export function inWords(answer: RunDecision['answer']): string {
  if (answer === undefined) return 'not answered';
  const { allowed, httpCode = 'no code', message } = answer;
  return allowed ? `granted (${httpCode})` : `refused (${httpCode}, ${quoted(message)})`;
}

/** Judges that a request that breaks a rule first of all is refused with that rule's text, and with its code where that is asked. */
export function requestRule(requirement: string, rule: RequestRule, code?: 'with its code'): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, happening, expected } of asked(evidence)) {
        if (expected?.rule !== rule) continue;
        say.check(
          isRefusedAs(event, expected, code !== undefined),
          event,
          () =>
            `${happening.request} of ${event.guest} had to be refused with ${expected.httpCode ?? 'an error'} ` +
            `${quoted(expected.text)}, but it was ${inWords(event.decision.answer)}`,
        );
      }
    },
  };
}

function isRefusedAs({ decision }: EventOf<'run'>, { httpCode, text }: ExpectedRefusal, withCode: boolean): boolean {
  const { answer } = decision;
  if (answer?.allowed !== false || answer.message?.includes(text) !== true) return false;
  return !withCode || answer.httpCode === httpCode;
}

function askedRequest({ event, vmi, before, config }: Happened, wanted: string | undefined): readonly AskedRequest[] {
  const { happening } = event;
  if (happening.what !== 'request' || vmi === undefined || (wanted !== undefined && happening.request !== wanted)) return [];
  const { request, body } = happening;
  return [{ event, happening, vmi, before, expected: expectedRefusal({ request, body, vmi, status: before, config }) }];
}
