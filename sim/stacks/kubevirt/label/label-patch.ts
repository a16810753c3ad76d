import type { LabelDecision } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';

type Labels = Readonly<Record<string, string>>;

/**
 * The JSON patch from one set of labels to another, which first tests what it replaces: when somebody else was faster, the API server
 * refuses it and the labeller starts over. Nothing when no label differs.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/node_labeller.go` (patchNode). virt-controller and the heartbeat send merge
 * patches of single labels instead, which no edit of others can spoil; a guarded patch has the same effect.
 */
export function labelPatch(before: Labels, after: Labels, choices: Choices): Pick<LabelDecision, 'patch'> {
  if (!choices.patchesUnchangedLabels && areEqual(before, after)) return {};
  const replace = { op: 'replace', path: '/metadata/labels', value: after };
  return { patch: choices.testsBeforePatching ? [{ op: 'test', path: '/metadata/labels', value: before }, replace] : [replace] };
}

/** Labels that were published are the same object when they come back, so a node nothing happened to costs one comparison. */
function areEqual(left: Labels, right: Labels): boolean {
  if (left === right) return true;
  for (const key in right) if (left[key] !== right[key]) return false;
  for (const key in left) if (!(key in right)) return false;
  return true;
}
