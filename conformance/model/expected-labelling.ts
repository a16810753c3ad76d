import type { BootTruth } from '../../sim/contracts/truth.js';
import type { JsonObject } from '../../sim/core/json.js';
import { capacityFile, countedKeys, expectedLabels, expectedResources, keptLabels, nothingOffered } from './expected-node.js';
import type { EventOf, Labelling } from './observations.js';

/** Annotation that keeps the node labeller away from a node, whatever its value. Source: KubeVirt `staging/src/kubevirt.io/api/core/v1/types.go`. */
export const skipAnnotation = 'node-labeller.kubevirt.io/skip-node';

/** Does the node labeller look at the host? Not when its agent ends or is silent, nor when it was told to skip the node. */
export function labellerLooks({ happening, annotations = {} }: Pick<EventOf<'label'>, 'happening' | 'annotations'>): boolean {
  return happening !== 'agent-stopping' && happening !== 'agent-silent' && !(skipAnnotation in annotations);
}

/**
 * What a labelling must come to. Whoever does not look at the host leaves its labels as they are: an agent that ends, one that was told
 * to skip the node, and the control plane when the agent is silent. Device plugins end with their agent, and the kubelet gives up those
 * that are silent with it. Plugins that run keep their last count while misc.capacity cannot be read.
 * `capacityOf` is the boot whose misc.capacity the agent goes on reading, where that is not the present one.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/node_labeller.go`, `pkg/virt-handler/device-manager/device_plugin_base.go`.
 */
export function expectedLabelling(
  event: EventOf<'label'>,
  config: JsonObject,
  previous: Labelling | undefined,
  capacityOf?: BootTruth,
): Pick<Labelling, 'expectedLabels' | 'expectedResources' | 'keyCounts'> {
  const { before, truth, spoiled } = event;
  const labels = labellerLooks(event) ? expectedLabels(truth, spoiled) : keptLabels(before);
  return { expectedLabels: labels, ...expectedDevices(event, config, previous, capacityOf) };
}

function expectedDevices(
  event: EventOf<'label'>,
  config: JsonObject,
  previous: Labelling | undefined,
  capacityOf: BootTruth | undefined,
): Pick<Labelling, 'expectedResources' | 'keyCounts'> {
  const { happening, quoteService } = event;
  const gone = happening === 'agent-stopping' || happening === 'agent-silent';
  if (gone) return { expectedResources: nothingOffered, keyCounts: {} };
  const isNew = happening === 'agent-started' || happening === 'agent-restarted';
  const running = isNew ? {} : (previous?.keyCounts ?? {});
  const { truth, spoiled } = capacityOf === undefined ? event : asItWas(event, capacityOf);
  const keyCounts = countedKeys(truth, config, spoiled, running);
  return { expectedResources: expectedResources(truth, config, spoiled, quoteService, keyCounts), keyCounts };
}

/** A stale misc.capacity is no unreadable one: it says what it said once. */
function asItWas(
  { truth, spoiled = [] }: EventOf<'label'>,
  { miscCapacity }: BootTruth,
): Pick<EventOf<'label'>, 'truth' | 'spoiled'> {
  return { truth: { ...truth, miscCapacity }, spoiled: spoiled.filter((path) => path !== capacityFile) };
}
