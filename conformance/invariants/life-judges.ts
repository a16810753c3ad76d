import type { GuestForm } from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { EventOf } from '../model/observations.js';
import type { Say } from './invariant.js';
import { happenings, haveSameCause, look, phaseOf, quoted } from './views.js';

/** Has the guest of this status ended? */
export function isFinal(status: JsonObject | undefined): boolean {
  const phase = phaseOf(status);
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Does a decision tell an event with this reason and message? */
export function saysEvent({ decision }: EventOf<'run'>, reason: string, message: string): boolean {
  return decision.events?.some((event) => event.reason === reason && event.message === message) === true;
}

/** Something that happened to a guest, with the form it was asked for in; of a manifest by hand the form is not looked for. */
export interface Formed {
  readonly event: EventOf<'run'>;
  readonly form: GuestForm | 'manifest';
  readonly before: JsonObject | undefined;
}

/** All that happened to guests, in order. A name that is used again may stand for a guest of another form. */
export function formed(evidence: Evidence): readonly Formed[] {
  const forms = new Map<string, Formed['form']>();
  const list: Formed[] = [];
  const { happenings: all } = look(evidence);
  for (const traced of evidence.trace) {
    if (traced.event === 'admit' && traced.decision.allowed) {
      forms.set(traced.guest, traced.spec.manifest === undefined ? (traced.spec.form ?? 'instance') : 'manifest');
    }
    if (traced.event !== 'run') continue;
    const happened = all[list.length];
    if (happened === undefined) continue;
    list.push({ event: happened.event, form: forms.get(traced.guest) ?? 'instance', before: happened.before });
  }
  return list;
}

/** Judges that guests that run go on undisturbed after something below them came back. */
export function keptRunning(evidence: Evidence, say: Say, what: 'agent-back' | 'libvirtd-back'): void {
  const { starts, releases } = look(evidence);
  for (const { event, before } of happenings(evidence, what)) {
    if (phaseOf(before) !== 'Running') continue;
    const { guest, decision } = event;
    const same = phaseOf(decision.status) === 'Running' && decision.status.nodeName === before?.nodeName;
    const touched = [...starts, ...releases].some((other) => other.event.guest === guest && haveSameCause(other.event, event));
    say.check(
      same && decision.next === 'nothing' && !touched,
      event,
      () => `${guest} ran when ${what}; next step ${decision.next}, shown as ${quoted(decision.status)}, touched: ${touched}`,
    );
  }
}
