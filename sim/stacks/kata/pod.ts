import type { Json, JsonObject } from '../../core/json.js';
import { oncePerObject } from '../../core/remembered.js';

/** A pod, as far as a confidential one matters; what an admission plugin must judge stays as it was written. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** A controller makes it anew when it is gone. */
  readonly isOwned: boolean;
  readonly runtimeClassName: string | undefined;
  /** Overhead as the RuntimeClass, or wrongly the user, has it; by resource. */
  readonly overhead: Readonly<Record<string, string>> | undefined;
  readonly nodeName: string | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly restartPolicy: string;
  readonly containers: readonly Container[];
}

/** One container. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/** Reads a pod; absent members take their default, members of a wrong type count as absent. An object is read once. */
export const podOf = oncePerObject(readPod);

function readPod(object: JsonObject): Pod {
  const [metadata, spec] = [objectOf(object.metadata), objectOf(object.spec)];
  return {
    name: textOf(metadata.name) ?? '',
    namespace: textOf(metadata.namespace) ?? 'default',
    uid: textOf(metadata.uid) ?? '',
    annotations: textsOf(metadata.annotations),
    isOwned: listOf(metadata.ownerReferences).some((owner) => objectOf(owner).controller === true),
    runtimeClassName: textOf(spec.runtimeClassName),
    overhead: spec.overhead === undefined ? undefined : textsOf(spec.overhead),
    nodeName: textOf(spec.nodeName),
    nodeSelector: textsOf(spec.nodeSelector),
    restartPolicy: textOf(spec.restartPolicy) ?? 'Always',
    containers: listOf(spec.containers).map((container) => readContainer(objectOf(container))),
  };
}

function readContainer({ name, image, resources }: JsonObject): Container {
  const { requests, limits } = objectOf(resources);
  return { name: textOf(name) ?? '', image: textOf(image) ?? '', requests: textsOf(requests), limits: textsOf(limits) };
}

/** A member that should be an object; an empty one where it is anything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Members that are texts or numbers, which quantities may be written as. */
function textsOf(value: Json | undefined): Readonly<Record<string, string>> {
  const members = Object.entries(objectOf(value)).filter(([, each]) => typeof each === 'string' || typeof each === 'number');
  return Object.fromEntries(members.map(([key, each]) => [key, String(each)]));
}
