import type { Subject } from '../contracts/subject.js';
import { Defect } from '../core/defect.js';

/** A subject threw instead of answering. The world turns it into a `panic` event; it is the subject's failure, not ours. */
export class SubjectPanic extends Error {
  override readonly name = 'SubjectPanic';
  readonly decision: string;

  constructor(decision: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.decision = decision;
  }
}

/** The decisions of a subject, guarded. */
export type GuardedSubject = Pick<Subject, 'label' | 'admit' | 'claim' | 'place' | 'render' | 'run'>;

/** The decisions of a subject, each of which turns what it throws into a {@link SubjectPanic}; our own defects pass through. */
export function guarded(subject: Subject): GuardedSubject {
  return {
    label: (host, config) => answer('label', () => subject.label(host, config)),
    admit: (request, config) => answer('admit', () => subject.admit(request, config)),
    claim: (guest, config) => answer('claim', () => subject.claim(guest, config)),
    place: (claim, hosts, config) => answer('place', () => subject.place(claim, hosts, config)),
    render: (guest, host, config) => answer('render', () => subject.render(guest, host, config)),
    run: (guest, happening, before, config) => answer('run', () => subject.run(guest, happening, before, config)),
  };
}

function answer<Decision>(decision: string, ask: () => Decision): Decision {
  try {
    return ask();
  } catch (problem) {
    if (problem instanceof Defect) throw problem;
    throw new SubjectPanic(decision, problem);
  }
}
