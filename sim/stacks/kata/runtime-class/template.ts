import type { JsonObject } from '../../../core/json.js';
import { objectOf } from '../pod.js';

/**
 * The pod an object asks for: a Pod is one, a Deployment has its ReplicaSet make one from its template and make it anew when it is gone.
 * The one pod of a Deployment is named after it. In a List the first of them counts; Services and the like are beside the point. Source: Kubernetes 1.34 `pkg/controller/controller_utils.go` (GetPodFromTemplate).
 */
export function podAskedFor(submitted: JsonObject): JsonObject {
  const request = submitted.kind === 'List' ? workloadOf(submitted) : submitted;
  if (request.kind !== 'Deployment') return request;
  const { name, namespace } = objectOf(request.metadata);
  const template = objectOf(objectOf(request.spec).template);
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: String(name), controller: true, blockOwnerDeletion: true };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...objectOf(template.metadata),
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ownerReferences: [owner],
    },
    ...(template.spec !== undefined && { spec: template.spec }),
  };
}

function workloadOf({ items }: JsonObject): JsonObject {
  const objects = Array.isArray(items) ? items.map(objectOf) : [];
  return objects.find(({ kind }) => kind === 'Pod' || kind === 'Deployment') ?? {};
}
