import type { LabelEvent } from '../../sim/contracts/evidence.js';
import type { Invariant } from './invariant.js';
import { look } from './views.js';

/** Judges that a host able to run what a label stands for carries it. */
export function labelWhenLaunchable(requirement: string, label: string): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, expectedLabels } of look(evidence).labellings) {
        if (expectedLabels[label] !== true) continue;
        say.check(
          label in event.decision.labels,
          event,
          () => `${event.host} can run what ${label} stands for, but does not carry it`,
        );
      }
    },
  };
}

/** Judges that a host unable to run what a label stands for does not carry it. */
export function labelOnlyWhenLaunchable(requirement: string, label: string): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const { event, expectedLabels } of look(evidence).labellings) {
        if (expectedLabels[label] === true) continue;
        say.check(
          !(label in event.decision.labels) || isSomebodysOwn(event, label),
          event,
          () => `${event.host} carries ${label}, but cannot run what it stands for`,
        );
      }
    },
  };
}

/** A value that says no, was there before and was left alone: somebody's edit on a node that the agent skips. */
function isSomebodysOwn({ before, decision }: LabelEvent, label: string): boolean {
  return before[label] === decision.labels[label] && decision.labels[label] !== 'true';
}
