import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Happening, RunDecision } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { type ExpectedRefusal, expectedRefusal, type RequestRule } from '../model/guest-requests.js';
import type { EventOf, Happened, RenderedDocument } from '../model/observations.js';
import type { Vmi } from '../model/vmi.js';
import type { Invariant } from './invariant.js';
import { happenings, look, quoted } from './views.js';

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
  const all = happenings(evidence, 'request');
  if (all.length === 0) return none;
  const known = read.get(all) ?? all.flatMap(askedRequest);
  read.set(all, known);
  return request === undefined ? known : known.filter(({ happening }) => happening.request === request);
}

/** What must become of each request is worked out once, however many rules ask. */
const read = new WeakMap<readonly Happened[], readonly AskedRequest[]>();

const none: readonly AskedRequest[] = [];

/** Requests of one name that were granted. */
export function granted(evidence: Evidence, request: string): readonly AskedRequest[] {
  return asked(evidence, request).filter(({ event }) => event.decision.answer?.allowed === true);
}

/** The document a guest was last rendered to when something happened to it. */
export function startedFrom(evidence: Evidence, event: EventOf<'run'>): RenderedDocument | undefined {
  const { documents } = look(evidence);
  const own = documents.filter((candidate) => candidate.event.guest === event.guest && candidate.event.step <= event.step);
  if (evidence.case.interleaving === undefined) return own.at(-1);
  const { trace } = evidence;
  return own.findLast((candidate) => trace.indexOf(candidate.event) < trace.indexOf(event));
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

function askedRequest({ event, vmi, before, config }: Happened): readonly AskedRequest[] {
  const { happening } = event;
  if (happening.what !== 'request' || vmi === undefined) return [];
  const { request, body } = happening;
  return [{ event, happening, vmi, before, expected: expectedRefusal({ request, body, vmi, status: before, config }) }];
}
