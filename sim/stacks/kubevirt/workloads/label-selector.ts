import type { AdmitCause } from '../../../contracts/subject.js';
import { invalid, noCauses } from '../admit/cause.js';

/** Which objects a controller calls its own; expressions are not modelled. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** A controller must find what it makes. Source: KubeVirt v1.9 `vmirs-admitter.go`, `vmpool-admitter.go`. */
export function selectorCauses(
  { matchLabels = {} }: LabelSelector,
  labels: Readonly<Record<string, string>> = {},
): readonly AdmitCause[] {
  const found = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return found ? noCauses : [invalid('spec.selector', 'selector does not match labels.')];
}
