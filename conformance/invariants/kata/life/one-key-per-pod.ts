/**
 * Checks: key IDs of pods that run at the same time on a node.
 * Does not check: guests from outside.
 * Source: Linux arch/x86/kvm/svm/sev.c, arch/x86/kvm/vmx/tdx.c
 */
import type { Invariant } from '../../invariant.js';

/** Judge of `kata/life/one-key-per-pod`. */
export const kataLifeOneKeyPerPod: Invariant = {
  requirement: 'kata/life/one-key-per-pod',
  judge(evidence, say) {
    const held = new Map<string, string>();
    for (const event of evidence.trace) {
      if (event.event === 'boot') forget(held, (key) => key.startsWith(`${event.host} `));
      if (event.event === 'release') forget(held, (_, owner) => owner === event.guest);
      if (event.event !== 'start' || event.outside || !event.result.started || event.protection === 'none') continue;
      const { keyId, protection } = event.result;
      const key = `${event.host} ${protection} ${keyId}`;
      const owner = held.get(key);
      held.set(key, event.guest);
      say.check(
        keyId !== undefined && owner === undefined,
        event,
        () => `${event.guest} runs on key ID ${keyId}, which is ${owner ?? 'nobody'}’s`,
      );
    }
  },
};

function forget(held: Map<string, string>, isGone: (key: string, owner: string) => boolean): void {
  for (const [key, owner] of held) if (isGone(key, owner)) held.delete(key);
}
