import type { Subject } from '../../sim/contracts/subject.js';

/** A subject that differs from another in the given decisions; everything else is passed on. Used by the zoo and the canary. */
export function wrapSubject(inner: Subject, id: string, changes: Partial<Omit<Subject, 'id'>>): Subject {
  return {
    stack: inner.stack,
    quirks: inner.quirks,
    label: (host, config) => inner.label(host, config),
    admit: (request, config) => inner.admit(request, config),
    claim: (guest, config) => inner.claim(guest, config),
    place: (claim, hosts, config) => inner.place(claim, hosts, config),
    render: (guest, host, config) => inner.render(guest, host, config),
    run: (guest, happening, before, config) => inner.run(guest, happening, before, config),
    ...changes,
    id,
  };
}
