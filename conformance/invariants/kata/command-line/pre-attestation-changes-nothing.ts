/**
 * Checks: arguments of pods that differ only in that annotation, in the same case, on the same node.
 * Does not check: their names.
 * Source: no code of kata-containers 3.x reads io.katacontainers.config.pre_attestation.enabled
 */
import { preAttestationAnnotation } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { type KataRendered, renderedLines } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/pre-attestation-changes-nothing`. */
export const kataCommandLinePreAttestationChangesNothing: Invariant = {
  requirement: 'kata/command-line/pre-attestation-changes-nothing',
  judge(evidence, say) {
    const seen = new Map<string, KataRendered>();
    for (const rendering of renderedLines(evidence)) {
      const { event } = rendering;
      const key = alike(rendering);
      const other = seen.get(key);
      seen.set(key, rendering);
      if (other === undefined || hasMarker(other) === hasMarker(rendering)) continue;
      const isSame = protectionPart(rendering) === protectionPart(other);
      say.check(isSame, event, () => `${event.guest} differs from ${other.event.guest} by more than an annotation nobody reads`);
    }
  },
};

function alike({ event, guest: { pod }, config }: KataRendered): string {
  const { [preAttestationAnnotation]: _, 'io.containerd.cri.runtime-handler': __, ...annotations } = pod.annotations;
  return JSON.stringify([event.host, pod.className, annotations, pod.memoryLimit, config]);
}

function hasMarker({ guest }: KataRendered): boolean {
  return preAttestationAnnotation in guest.pod.annotations;
}

function protectionPart({ line }: KataRendered): string {
  return JSON.stringify(['-machine', '-cpu', '-m', '-object', '-bios', '-append'].map((flag) => line.values(flag)));
}
