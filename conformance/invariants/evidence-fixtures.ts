import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Protection } from '../../sim/contracts/protection.js';
import type { Story, Twist } from './evidence-fixtures/story.js';
import { Teller } from './evidence-fixtures/teller.js';

export { openGates } from './evidence-fixtures/teller.js';

/** A guest whose request breaks no rule. */
export function plain(protection: Protection, more: Partial<GuestSpec> = {}): GuestSpec {
  return { protection, secureBoot: false, ...more };
}

/** Tells a story and hands over the evidence. A small world of its own, so that judges are tested without any stack. */
export function evidenceOf(story: Story, twist: Twist = {}): Evidence {
  const teller = new Teller(story, twist);
  for (const [step, command] of story.commands.entries()) teller.apply(command, step);
  return teller.evidence();
}
