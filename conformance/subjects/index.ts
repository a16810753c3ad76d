import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { kubevirtKit } from './kubevirt.js';
import type { StackKit } from './stack-kit.js';

/** All stacks that can be judged, by name. */
export const stackKits: readonly StackKit[] = [kubevirtKit];

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
