import type { AdmitCause } from '../../../contracts/subject.js';
import type { Json, JsonObject } from '../../../core/json.js';
import { objectOf } from '../pod.js';
import { isQuantity } from '../quantity.js';

/**
 * What is wrong with a pod whatever runs it, as far as it matters here.
 * Source: Kubernetes 1.34 `pkg/apis/core/validation/validation.go` (ValidatePodSpec, validateContainers).
 */
export function podCauses(request: JsonObject): readonly AdmitCause[] {
  const { containers } = objectOf(request.spec);
  const { name } = objectOf(request.metadata);
  const causes: AdmitCause[] = [];
  if (typeof name !== 'string' || name === '') causes.push(required('metadata.name', 'name or generateName is required'));
  if (!Array.isArray(containers) || containers.length === 0) return [...causes, required('spec.containers')];
  return [
    ...causes,
    ...(containers as readonly Json[]).flatMap((each, index) => containerCauses(objectOf(each), `spec.containers[${index}]`)),
  ];
}

function containerCauses({ name, image, resources }: JsonObject, field: string): readonly AdmitCause[] {
  const causes: AdmitCause[] = [];
  if (typeof name !== 'string' || name === '') causes.push(required(`${field}.name`));
  if (typeof image !== 'string' || image === '') causes.push(required(`${field}.image`));
  const { requests, limits } = objectOf(resources);
  for (const [key, amounts] of [['requests', requests] as const, ['limits', limits] as const]) {
    for (const [resource, amount] of Object.entries(objectOf(amounts))) {
      if (isQuantity(String(amount))) continue;
      const message = `Invalid value: "${String(amount)}": must be a valid quantity`;
      causes.push({ type: 'FieldValueInvalid', message, field: `${field}.resources.${key}[${resource}]` });
    }
  }
  return causes;
}

function required(field: string, detail = ''): AdmitCause {
  return { type: 'FieldValueRequired', message: detail === '' ? 'Required value' : `Required value: ${detail}`, field };
}
