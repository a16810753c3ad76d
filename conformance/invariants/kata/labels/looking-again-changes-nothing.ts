/**
 * Checks: two looks at a host of the same boot, configuration and files.
 * Does not check: looks between which a fault came or went.
 * Source: node-feature-discovery pkg/nfd-worker: features are published as a whole
 */
import type { KataLabelling } from '../../../model/kata-replay.js';
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/looking-again-changes-nothing`. */
export const kataLabelsLookingAgainChangesNothing: Invariant = {
  requirement: 'kata/labels/looking-again-changes-nothing',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      const { event, previous } = labelling;
      if (previous === undefined || !isSameSight(labelling, previous)) continue;
      const now = ownPart(event.decision);
      say.check(
        now === ownPart(previous.event.decision),
        event,
        () => `${event.host} looks the same as before, but now has ${now}`,
      );
    }
  },
};

function isSameSight(labelling: KataLabelling, previous: KataLabelling): boolean {
  const both = [labelling, previous];
  if (!both.every(isPlain) || labelling.config !== previous.config) return false;
  return labelling.event.truth === previous.event.truth && sameFiles(labelling.spoiled, previous.spoiled);
}

function sameFiles(one: KataLabelling['spoiled'], other: KataLabelling['spoiled']): boolean {
  return one.size === other.size && [...one].every(([path, text]) => other.has(path) && other.get(path) === text);
}

function ownPart({ labels, resources }: KataLabelling['event']['decision']): string {
  const own = Object.entries(labels).filter(([name]) => name.includes('feature.node.kubernetes.io/'));
  return JSON.stringify([own.sort(), Object.entries(resources).sort()]);
}
