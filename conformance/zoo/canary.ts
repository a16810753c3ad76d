import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { wrapSubject } from '../subjects/wrap.js';

/**
 * The canary: a subject that puts every guest somewhere even when nothing is free. It must be caught in every run; a run whose
 * canary survives has a broken alarm and its verdict is `error`, however green the rest looks.
 */
export function canarySubject(inner: Subject): Subject {
  return wrapSubject(inner, `${inner.id} with canary`, {
    place: (claim, hosts, config) => {
      const decision = inner.place(claim, hosts, config);
      const [first] = hosts;
      return decision.placed || first === undefined ? decision : { placed: true, host: first.name };
    },
  });
}

/** The case the canary dies in: a host filled to its limit and one guest more. Three SNP key IDs, so it costs nothing. */
export function canaryCase(kit: StackKit): Case {
  return {
    format: caseFormat,
    stack: kit.stack,
    config: kit.config,
    hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } }],
    commands: [{ do: 'fill', host: 'h0', protection: 'snp', beyond: 1 }],
  };
}
