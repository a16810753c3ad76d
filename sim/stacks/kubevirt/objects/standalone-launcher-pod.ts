import type { Claim } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';

/**
 * The launcher pod of a guest that exists nowhere else: to be created by hand, so that a real scheduler can place it. It has a name
 * instead of a pattern for one, the image virt-controller would put in, and no owner, for want of which a cluster would remove it.
 *
 * @param tolerations in addition to those it has.
 */
export function standaloneLauncherPod({ object }: Claim, tolerations: readonly JsonObject[] = []): JsonObject {
  const { metadata, spec } = object as unknown as LauncherPod;
  const { generateName, ownerReferences: _, ...kept } = metadata;
  return {
    ...object,
    metadata: { name: generateName.replace(/-$/, ''), ...kept },
    spec: {
      ...spec,
      tolerations: [...(spec.tolerations ?? []), ...tolerations],
      containers: spec.containers.map((container) => ({ image: launcherImage, ...container })),
    },
  };
}

const launcherImage = 'quay.io/kubevirt/virt-launcher:v1.9.0';

interface LauncherPod {
  readonly metadata: JsonObject & { readonly generateName: string; readonly ownerReferences: readonly JsonObject[] };
  readonly spec: JsonObject & { readonly containers: readonly JsonObject[]; readonly tolerations?: readonly JsonObject[] };
}
