import type { AdmitCause, AdmitDecision } from '../../contracts/subject.js';
import type { Json, JsonObject } from '../../core/json.js';
import type { KataChoices } from './choices.js';
import { readConfig } from './config.js';
import { objectOf, podOf } from './pod.js';
import { podCauses } from './runtime-class/pod-rules.js';
import { type RuntimeClass, runtimeClassNamed } from './runtime-class/runtime-classes.js';
import { podAskedFor } from './runtime-class/template.js';

/**
 * Stage `admit`: the API server takes a pod. Its RuntimeClass admission plugin writes the overhead and the node selector of the class into
 * it, and refuses what contradicts them; then the pod itself is held against the rules of pods. Nothing looks at Kata's annotations here:
 * they are opaque to Kubernetes.
 * Source: Kubernetes 1.34 `plugin/pkg/admission/runtimeclass/admission.go`, `pkg/apis/core/validation/validation.go`.
 */
export function admit(asked: JsonObject, config: JsonObject, choices: KataChoices): AdmitDecision {
  const request = podAskedFor(asked);
  const pod = podOf(request);
  const className = classNameOf(request, choices);
  const runtimeClass = className === undefined ? undefined : runtimeClassNamed(className, readConfig(config), choices);
  if (className !== undefined && runtimeClass === undefined && choices.refusesUnknownClass) {
    return forbidden(pod.name, `pod rejected: RuntimeClass "${className}" not found`);
  }
  const unsaid = choices.readsPreAttestation && className === 'kata-qemu-snp' && pod.annotations[preAttestation] !== 'false';
  if (unsaid) return forbidden(pod.name, 'an encrypted container image and a key request are expected');
  const conflict = overheadConflict(request, runtimeClass, choices) ?? selectorConflict(request, runtimeClass, choices);
  if (conflict !== undefined) return forbidden(pod.name, conflict);
  const causes = podCauses(request);
  if (causes.length > 0) return { allowed: false, causes };
  return { allowed: true, guest: withClass(request, runtimeClass, choices), warnings: [] };
}

/** What the pod names, or what an annotation names for it where that is believed. */
function classNameOf(request: JsonObject, { handlerAnnotationDecides }: KataChoices): string | undefined {
  const { annotations, runtimeClassName } = podOf(request);
  return (handlerAnnotationDecides ? annotations[handlerAnnotation] : undefined) ?? runtimeClassName;
}

/** containerd reads it to choose a snapshotter, and Kubernetes not at all. */
const handlerAnnotation = 'io.containerd.cri.runtime-handler';

/** The guide wants it on every pod; no release of Kata reads it. */
const preAttestation = 'io.katacontainers.config.pre_attestation.enabled';

function overheadConflict(request: JsonObject, runtimeClass: RuntimeClass | undefined, choices: KataChoices): string | undefined {
  const { overhead } = podOf(request);
  if (overhead === undefined || !choices.refusesForeignOverhead) return undefined;
  const { podFixed } = runtimeClass ?? {};
  if (podFixed === undefined) return 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead';
  return isSame(overhead, podFixed) ? undefined : `pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead`;
}

function isSame(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(right);
  return Object.keys(left).length === keys.length && keys.every((key) => left[key] === right[key]);
}

function selectorConflict(request: JsonObject, runtimeClass: RuntimeClass | undefined, choices: KataChoices): string | undefined {
  if (choices.selectorConflict !== 'refused') return undefined;
  const { nodeSelector } = podOf(request);
  for (const [key, value] of Object.entries(runtimeClass?.nodeSelector ?? {})) {
    const written = nodeSelector[key];
    if (written !== undefined && written !== value) {
      return `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${written}`;
    }
  }
  return undefined;
}

/** The pod as it is stored. */
function withClass(request: JsonObject, runtimeClass: RuntimeClass | undefined, choices: KataChoices): JsonObject {
  const spec = objectOf(request.spec);
  const { nodeSelector } = podOf(request);
  const { podFixed } = runtimeClass ?? {};
  const selector =
    choices.selectorConflict === 'pod-wins'
      ? { ...runtimeClass?.nodeSelector, ...nodeSelector }
      : { ...nodeSelector, ...runtimeClass?.nodeSelector };
  return {
    ...request,
    spec: {
      ...defaults,
      ...spec,
      ...(podFixed !== undefined && { overhead: podFixed }),
      ...(Object.keys(selector).length > 0 && { nodeSelector: selector }),
      containers: (spec.containers as readonly Json[]).map((container) => withRequests(objectOf(container))),
    },
  };
}

const defaults = { restartPolicy: 'Always', terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst' };

/** Who limits a resource asks for as much of it. Source: Kubernetes `pkg/apis/core/v1/defaults.go` (SetDefaults_Pod). */
function withRequests(container: JsonObject): JsonObject {
  const { requests, limits } = objectOf(container.resources);
  if (limits === undefined) return container;
  return { ...container, resources: { limits, requests: { ...objectOf(limits), ...objectOf(requests) } } };
}

function forbidden(name: string, why: string): AdmitDecision {
  const cause: AdmitCause = { type: 'Forbidden', message: `pods "${name}" is forbidden: ${why}`, field: '', httpCode: 403 };
  return { allowed: false, causes: [cause] };
}
