import type { ConfidentialProtection } from '../../sim/contracts/protection.js';
import { countsKeys, type KataProtection, kataKeyResource } from '../model/kata-names.js';
import type { KataLabelling } from '../model/kata-replay.js';
import type { Invariant } from './invariant.js';
import { lookAtKata } from './kata-views.js';
import { quoted } from './views.js';

/** Does the worker of node feature discovery look at the host now? */
export function workerLooks({ event }: KataLabelling): boolean {
  return event.happening !== 'agent-silent' && event.happening !== 'agent-stopping';
}

/** Can it be said what it must find? */
export function isPlain(labelling: KataLabelling): boolean {
  return workerLooks(labelling) && !labelling.troubled;
}

/** Judges that a node whose kernel has a protection switched on carries a label. */
export function kataLabelWhenEnabled(requirement: string, label: string): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const labelling of lookAtKata(evidence).labellings) {
        const { event, expected } = labelling;
        if (!isPlain(labelling) || !expected.labels.includes(label)) continue;
        say.check(label in event.decision.labels, event, () => `${event.host} has it switched on, but does not carry ${label}`);
      }
    },
  };
}

/** Judges that a node whose kernel has a protection switched off does not carry a label. */
export function kataLabelOnlyWhenEnabled(requirement: string, label: string, protection: ConfidentialProtection): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const labelling of lookAtKata(evidence).labellings) {
        const { event, expected, config } = labelling;
        if (!isPlain(labelling) || !countsKeys(config) || expected.enabled[protection]) continue;
        say.check(!(label in event.decision.labels), event, () => `${event.host} carries ${label}, but has it switched off`);
      }
    },
  };
}

/** Judges that a node offers exactly as many keys as its kernel has. */
export function kataKeysEqualCapacity(requirement: string, protection: KataProtection): Invariant {
  const resource = kataKeyResource[protection];
  return {
    requirement,
    judge(evidence, say) {
      for (const labelling of lookAtKata(evidence).labellings) {
        const { event, expected } = labelling;
        const wanted = expected.resources[resource];
        if (!isPlain(labelling) || wanted === undefined) continue;
        const offered = event.decision.resources[resource];
        say.check(offered === wanted, event, () => `${event.host} offers ${quoted(offered)} ${resource}, expected ${wanted}`);
      }
    },
  };
}

/** Judges that a node that has no keys, or cannot be known to have any, does not offer some. */
export function kataNoKeysWithoutCapacity(requirement: string, protection: KataProtection): Invariant {
  const resource = kataKeyResource[protection];
  return {
    requirement,
    judge(evidence, say) {
      for (const labelling of lookAtKata(evidence).labellings) {
        const { event, expected } = labelling;
        if (!isPlain(labelling) || expected.resources[resource] !== undefined) continue;
        const offered = event.decision.resources[resource];
        say.check(
          offered === undefined,
          event,
          () => `${event.host} offers ${quoted(offered)} ${resource}, which nothing counts`,
        );
      }
    },
  };
}
