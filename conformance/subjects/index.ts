import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { allKit } from './all.js';
import { kataKit } from './kata.js';
import { kubevirtKit } from './kubevirt.js';
import { novaKit } from './nova.js';
import type { StackKit } from './stack-kit.js';

/** All stacks that can be judged, and all of them on the same hosts. */
export const stackKits: readonly StackKit[] = [kubevirtKit, novaKit, kataKit, allKit];

/** The kit of the stack a release is of, by the product in front of the `@`; the first one's where it is nobody's, to say which there are. */
export function kitOfRelease(release: string): StackKit {
  const [product] = release.split('@');
  const found = stackKits.find(({ releases }) => releases.some((name) => name.startsWith(`${product}@`)));
  return found ?? (stackKits[0] as StackKit);
}

/**
 * The kit of a stack.
 *
 * @throws UsageError for a stack that does not exist.
 */
export function stackKit(stack: string): StackKit {
  const kit = stackKits.find((candidate) => candidate.stack === stack);
  if (kit !== undefined) return kit;
  const names = stackKits.map((candidate) => candidate.stack);
  const near = nearestName(stack, names);
  throw new UsageError(`there is no stack "${stack}"`, {
    fix: near === undefined ? `known stacks: ${names.join(', ')}` : `did you mean "${near}"?`,
  });
}
