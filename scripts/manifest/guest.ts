import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import type { GuestSpec } from '../../sim/contracts/commands.js';
import { type Protection, protections } from '../../sim/contracts/protection.js';
import type { Claim } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import type { ConfiguredKubevirt } from '../commands/kubevirt-options.js';
import { ofKinds, readObjects } from '../explain/guest-file.js';

/** What somebody would write for such a guest; nothing is defaulted. */
export function requestOf(name: string, spec: GuestSpec): JsonObject {
  return kubevirtKit.request(name, { ...kubevirtKit.plainGuest, ...spec });
}

/**
 * The first guest of a file, in a list with the instance types and preferences beside it.
 *
 * @throws UsageError when the file is missing, is no YAML or holds no guest.
 */
export function requestIn(file: string): JsonObject {
  const objects = readObjects(file);
  const related = objects.filter(({ kind }) => kubevirtKit.relatedKinds.includes(kind)).map(({ object }) => object);
  const [guest] = ofKinds(objects, Object.keys(kubevirtKit.guestKinds), file);
  const request = guest?.object ?? {};
  return related.length === 0 ? request : { apiVersion: 'v1', kind: 'List', items: [request, ...related] };
}

/** A protection by name. @throws UsageError when there is none of that name. */
export function readProtection(text: string): Protection {
  const found = protections.find((protection) => protection === text);
  if (found !== undefined) return found;
  const near = nearestName(text, protections);
  const fix = near === undefined ? `there are ${protections.join(', ')}` : `did you mean "${near}"?`;
  throw new UsageError(`there is no protection "${text}"`, { fix });
}

/** The instance that admission makes of a request. @throws UsageError with its words when it is refused. */
export function admitted(request: JsonObject, { subject, config }: ConfiguredKubevirt): JsonObject {
  const decision = subject.admit(request, config);
  if (decision.allowed) return decision.guest;
  const causes = decision.causes.map(({ field, message }) => `${field}: ${message}`);
  throw new UsageError(`the guest is not admitted: ${causes.join('; ')}`);
}

/** What a guest takes from a node. @throws UsageError when it is not admitted. */
export function claimOf(request: JsonObject, kubevirt: ConfiguredKubevirt): Claim {
  return kubevirt.subject.claim(admitted(request, kubevirt), kubevirt.config);
}
