import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type Asked, propertyText, propertyTruth, pythonText } from '../instance.js';
import { type MemoryEncryptionModel, memoryEncryptionModels } from '../models.js';
import { truthOf } from '../truth.js';
import { type ApiError, badRequest, unexpected } from './api-error.js';
import { modelRefusal, placeRefusal } from './encryption-needs.js';

/**
 * How a guest's memory is to be encrypted, by flavor and image together; undefined for an ordinary guest. Asked by the API, which does not
 * know every machine type yet, and again by the host, which does. Source: nova 34.0.0 `nova/virt/hardware.py` (get_mem_encryption_constraint),
 * in its order: whether at all, which model, then what the model needs.
 *
 * @param machine Machine type, where it is known otherwise than from the image.
 */
export function requestedEncryption(
  asked: Asked,
  machine: string | undefined,
  choices: NovaChoices,
): Outcome<MemoryEncryptionModel | undefined, ApiError> {
  const said = saidOf(asked, choices);
  if (said.flavor !== true && said.image !== true) return withoutEncryption(asked, said, choices);
  const conflict = encryptionConflict(asked, said, choices);
  if (conflict !== undefined) return refused(conflict);
  if (said.image === true && asked.image.id === undefined && !choices.copesWithoutImageId) return refused(unexpected(unread));
  const by = requesters(asked, said);
  const early = choices.modelsComeFirst ? undefined : placeRefusal(asked.image, machine, by, 'amd-sev', choices);
  const wrong = early ?? modelConflict(asked, said, choices);
  if (wrong !== undefined) return refused(wrong);
  const model = said.imageModel || said.flavorModel || 'amd-sev';
  if (!isKnown(model, choices)) return refused(unknownModel(model, choices));
  const late = choices.modelsComeFirst ? placeRefusal(asked.image, machine, by, model, choices) : undefined;
  const unmet = late ?? modelRefusal(asked.image, model, choices);
  return unmet === undefined ? done(model) : refused(unmet);
}

/** What flavor and image say; undefined where they say nothing. */
interface Said {
  readonly flavorText: string | undefined;
  readonly flavor: boolean | undefined;
  readonly image: boolean | undefined;
  readonly flavorModel: string | undefined;
  readonly imageModel: string | undefined;
}

function saidOf({ flavor, image }: Asked, choices: NovaChoices): Said {
  const flavorText = flavor.extra_specs['hw:mem_encryption'];
  const named = choices.modelsCanBeNamed;
  return {
    flavorText,
    flavor: flavorText === undefined ? undefined : truthOf(flavorText),
    image: propertyTruth(image, 'hw_mem_encryption'),
    flavorModel: named ? flavor.extra_specs['hw:mem_encryption_model'] : undefined,
    imageModel: named ? propertyText(image, 'hw_mem_encryption_model') : undefined,
  };
}

/** What is raised for a field of an image that is not there. */
const unread = 'NotImplementedError';

/** A model without encryption is a contradiction. Source: the SEV-ES specification, "Proposed change". */
function withoutEncryption(asked: Asked, said: Said, choices: NovaChoices): Outcome<undefined, ApiError> {
  const models = [said.flavorModel, said.imageModel].filter((model) => model !== undefined && model !== '');
  if (models.length === 0 || !choices.refusesModelAlone) return done(undefined);
  const by = modelRequesters(asked, said);
  return refused(
    badRequest(
      'FlavorImageConflict',
      `Memory encryption model ${models[0]} is requested by ${by} but memory encryption is not requested`,
    ),
  );
}

function encryptionConflict({ flavor, image }: Asked, said: Said, choices: NovaChoices): ApiError | undefined {
  if (!choices.noticesEncryptionConflict || said.flavor === undefined || said.image === undefined) return undefined;
  const differs = choices.comparesTruths
    ? said.flavor !== said.image
    : said.flavorText !== pythonText(image.properties.hw_mem_encryption ?? null);
  if (!differs) return undefined;
  return conflict('mem_encryption', flavor.name, said.flavorText ?? '', image.name, pythonText(said.image), choices);
}

function modelConflict({ flavor, image }: Asked, said: Said, choices: NovaChoices): ApiError | undefined {
  const { flavorModel, imageModel } = said;
  if (!choices.noticesModelConflict || flavorModel === undefined || imageModel === undefined) return undefined;
  if (flavorModel === imageModel) return undefined;
  return conflict('mem_encryption_model', flavor.name, flavorModel, image.name, imageModel, choices);
}

function conflict(
  what: string,
  flavor: string,
  flavorValue: string,
  image: string | undefined,
  imageValue: string,
  choices: NovaChoices,
): ApiError {
  if (image === undefined && !choices.copesWithoutImageName) return unexpected(unread);
  return badRequest(
    'FlavorImageConflict',
    `Flavor ${flavor} has hw:${what} extra spec explicitly set to ${flavorValue}, conflicting with ` +
      `image ${image ?? 'None'} which has hw_${what} property explicitly set to ${imageValue}`,
  );
}

function requesters({ flavor, image }: Asked, said: Said): string {
  const named = [
    said.flavor === true ? `hw:mem_encryption extra spec in ${flavor.name} flavor` : undefined,
    said.image === true ? `hw_mem_encryption property of image ${image.id ?? '<no-id>'}` : undefined,
  ];
  return named.filter((each) => each !== undefined).join(' and ');
}

function modelRequesters({ flavor, image }: Asked, { flavorModel, imageModel }: Said): string {
  const named = [
    flavorModel ? `hw:mem_encryption_model extra spec in ${flavor.name} flavor` : undefined,
    imageModel ? `hw_mem_encryption_model property of image ${image.id ?? '<no-id>'}` : undefined,
  ];
  return named.filter((each) => each !== undefined).join(' and ');
}

function isKnown(model: string, { knownModels }: NovaChoices): model is MemoryEncryptionModel {
  return knownModels.some((known) => known === model);
}

function unknownModel(model: string, { knownModels, codeOfUnknownValue }: NovaChoices): ApiError {
  const allowed = memoryEncryptionModels.filter((known) => knownModels.includes(known)).join(', ');
  const words = `Invalid memory encryption model ${quoted(model)}. Allowed values: ${allowed}.`;
  return codeOfUnknownValue === 500 ? unexpected('Invalid', words) : badRequest('Invalid', words);
}

/** A text as Python's `repr` writes it, as far as names go. */
function quoted(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
}
