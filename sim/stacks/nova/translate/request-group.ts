import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import { type Instance, propertyText } from '../instance.js';
import type { MemoryEncryptionModel } from '../models.js';
import { contexts } from '../report/provider-names.js';
import { architectureTrait, modelTrait, traits } from '../report/trait-names.js';
import { secureBootPolicy } from '../request/secure-boot.js';
import { statelessFirmware } from '../request/stateless-firmware.js';

/** What the placement service is asked for: one group, which any providers of one tree may fulfil together. */
export interface RequestGroup {
  /** By resource class, in name order. */
  readonly resources: Readonly<Record<string, number>>;
  /** In code-unit order, as is {@link forbidden}. */
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
}

/**
 * Turns a flavor and an image into what placement understands. Nothing of it is stored: it is worked out each time a host is looked for.
 * Source: nova 34.0.0 `nova/scheduler/utils.py` (ResourceRequest), `nova/scheduler/request_filter.py`.
 *
 * @param model How the guest's memory is encrypted, as far as it was noticed.
 */
export function requestGroup(
  instance: Instance,
  model: MemoryEncryptionModel | undefined,
  config: Config,
  choices: NovaChoices,
): RequestGroup {
  const own = ownTraits(instance, choices);
  return {
    resources: resourcesOf(instance, model, choices),
    required: sorted([...own.required, ...neededTraits(instance, model, config, choices)]),
    forbidden: own.required.length === 0 && model === undefined && !choices.keepsForbiddenOnly ? [] : sorted(own.forbidden),
  };
}

function resourcesOf(
  { flavor: { vcpus, ram, extra_specs } }: Instance,
  model: MemoryEncryptionModel | undefined,
  { oneContextPerGuest }: NovaChoices,
): Readonly<Record<string, number>> {
  const resources: Record<string, number> = { VCPU: vcpus, MEMORY_MB: ram };
  for (const [key, value] of Object.entries(extra_specs)) {
    const name = /^resources:([A-Z0-9_]+)$/.exec(key)?.[1];
    if (name !== undefined && /^\d+$/.test(value)) resources[name] = Number(value);
  }
  if (model !== undefined) resources[contexts] = oneContextPerGuest ? 1 : 1 + (resources[contexts] ?? 0);
  const asked = Object.entries(resources).filter(([, amount]) => amount > 0);
  return Object.fromEntries(asked.sort(([left], [right]) => (left < right ? -1 : 1)));
}

interface OwnTraits {
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
}

/** `trait:X=required` of flavors and images, and `trait:X=forbidden` of flavors. */
function ownTraits({ flavor, image }: Instance, { readsImage }: NovaChoices): OwnTraits {
  const ofFlavor = Object.entries(flavor.extra_specs);
  const ofImage = readsImage ? Object.keys(image.properties).map((key) => [key, propertyText(image, key) ?? ''] as const) : [];
  return {
    required: [...ofFlavor, ...ofImage].flatMap(([key, value]) => traitNamed(key, value, 'required')),
    forbidden: ofFlavor.flatMap(([key, value]) => traitNamed(key, value, 'forbidden')),
  };
}

function traitNamed(key: string, value: string, wanted: string): readonly string[] {
  return key.startsWith('trait:') && value === wanted ? [key.slice('trait:'.length)] : [];
}

function neededTraits(
  instance: Instance,
  model: MemoryEncryptionModel | undefined,
  config: Config,
  choices: NovaChoices,
): readonly string[] {
  const { image } = instance;
  const stateless = statelessFirmware(image, choices);
  const policy = secureBootPolicy(instance, choices);
  const architecture = config.imageMetadataPrefilter ? propertyText(image, 'hw_architecture') : undefined;
  return [
    model !== undefined && choices.asksForModel && modelTrait(model, config),
    stateless.ok && stateless.value === true && choices.asksForStateless && traits.stateless,
    policy.ok && policy.value !== undefined && choices.secureBootPolicies.includes(policy.value) && traits.secureBoot,
    architecture !== undefined && architectureTrait(architecture),
  ].filter((trait) => trait !== false);
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
