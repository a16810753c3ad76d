import type { AdmitCause } from '../../sim/contracts/subject.js';
import type { Json } from '../../sim/core/json.js';
import { type NovaAsked, novaTruth, pythonTruth } from './nova-asked.js';
import { modelOf } from './nova-names.js';

/** Rules a request to Nova can break, in the order they are looked at. */
export const novaRules = [
  'image-properties',
  'encryption-conflict',
  'model-conflict',
  'model-without-encryption',
  'model-is-known',
  'uefi',
  'machine-type',
  'whole-machine-name',
  'stateless',
  'tdx-without-scsi',
  'locked-memory-conflict',
  'locked-memory-pages',
  'locked-memory-off',
  'secure-boot-conflict',
  'secure-boot-policy',
] as const;

/** One of {@link novaRules}. */
export type NovaRule = (typeof novaRules)[number];

/** How a request that breaks a rule is to be refused. */
export interface NovaRefusal {
  readonly rule: NovaRule;
  /** Nova's class of exception; undefined where the specification says only that it is refused. */
  readonly type: string | undefined;
  /** Texts of the releases, the newest first. One that ends in `…` goes on in words of the reader's own; none: any text will do. */
  readonly messages: readonly string[];
}

/**
 * Everything a request breaks, first things first: the first one is what the user is told.
 * Source: Nova `nova/virt/hardware.py` (get_mem_encryption_constraint and its neighbours), `nova/compute/api.py`
 * (_validate_flavor_image_numa_pci); the specification of SEV-ES for models without encryption.
 */
export function novaRefusals(asked: NovaAsked): readonly NovaRefusal[] {
  const wrongProperty = wrongImageProperty(asked);
  if (wrongProperty !== undefined) return [wrongProperty];
  return [...encryptionRefusals(asked), ...lockedMemoryRefusals(asked), ...secureBootRefusals(asked)];
}

/** Is this how a subject refuses for this reason? */
export function refusesFor({ type, messages }: NovaRefusal, cause: AdmitCause): boolean {
  const told = messages.some((message) =>
    message.endsWith('…') ? cause.message.startsWith(message.slice(0, -1)) : cause.message === message,
  );
  return (type === undefined || cause.type === type) && (messages.length === 0 || told);
}

/** Values of enumerated image properties. Source: Nova `nova/objects/fields.py`. */
const imageEnumerations: Readonly<Record<string, readonly string[]>> = {
  hw_video_model: ['vga', 'cirrus', 'vmvga', 'xen', 'qxl', 'virtio', 'gop', 'none', 'bochs'],
  hw_mem_encryption_model: Object.values(modelOf),
  hw_firmware_type: ['bios', 'uefi'],
  os_secure_boot: ['required', 'disabled', 'optional'],
};

function wrongImageProperty({ properties }: NovaAsked): NovaRefusal | undefined {
  const wrong = Object.entries(imageEnumerations).some(([name, values]) => {
    const value = properties[name];
    return value !== undefined && value !== null && !values.includes(String(value));
  });
  return wrong ? refusal('image-properties', 'InvalidRequest', ['Invalid image metadata. Error: …']) : undefined;
}

function encryptionRefusals(asked: NovaAsked): readonly NovaRefusal[] {
  const { encrypted, protection, flavorModel, imageModel, flavorSays, imageSays } = asked;
  if (!encrypted) return flavorModel || imageModel ? [refusal('model-without-encryption', undefined, [])] : [];
  const found: NovaRefusal[] = [];
  if (flavorSays !== undefined && imageSays !== undefined && flavorSays.yes !== imageSays)
    found.push(conflict('encryption-conflict', asked, 'mem_encryption', flavorSays.text, pythonTruth(imageSays)));
  if (flavorModel !== undefined && imageModel !== undefined && flavorModel !== imageModel)
    found.push(conflict('model-conflict', asked, 'mem_encryption_model', flavorModel, imageModel));
  if (protection === undefined) found.push(unknownModel(imageModel || flavorModel || ''));
  return [...found, ...hardwareRefusals(asked)];
}

function conflict(
  rule: NovaRule,
  { flavorName, imageName }: Pick<NovaAsked, 'flavorName' | 'imageName'>,
  key: string,
  inFlavor: string,
  inImage: string,
): NovaRefusal {
  const flavor = `Flavor ${flavorName} has hw:${key} extra spec explicitly set to ${inFlavor}`;
  const image = `image ${imageName} which has hw_${key} property explicitly set to ${inImage}`;
  return refusal(rule, 'FlavorImageConflict', [`${flavor}, conflicting with ${image}`]);
}

/** Each release lists the models it knows. */
function unknownModel(model: string): NovaRefusal {
  return refusal('model-is-known', 'Invalid', [
    `Invalid memory encryption model '${model}'. Allowed values: amd-sev, amd-sev-es…`,
  ]);
}

/** What firmware and machine an encrypted guest needs. */
function hardwareRefusals(asked: NovaAsked): readonly NovaRefusal[] {
  const { firmware, machine, protection, stateless, properties } = asked;
  const found: NovaRefusal[] = [];
  if (firmware !== 'uefi') found.push(refusal('uefi', 'FlavorImageConflict', uefiTexts(asked)));
  if (machine !== undefined && !machine.includes('q35'))
    found.push(refusal('machine-type', 'InvalidMachineType', machineTexts(asked)));
  else if (machine !== undefined && !/^(pc-)?q35(-.*)?$/.test(machine)) found.push(refusal('whole-machine-name', undefined, []));
  const needsStateless = protection === 'snp' || protection === 'tdx';
  if (needsStateless && !stateless) found.push(refusal('stateless', 'StatelessFirmwareRequired', statelessTexts(asked)));
  if (protection === 'tdx' && (properties.hw_disk_bus === 'scsi' || properties.hw_scsi_model === 'virtio-scsi'))
    found.push(refusal('tdx-without-scsi', undefined, []));
  return found;
}

function uefiTexts({ flavorSays, flavorName, imageSays, imageId, imageName }: NovaAsked): readonly string[] {
  const requesters = [
    ...(flavorSays?.yes === true ? [`hw:mem_encryption extra spec in ${flavorName} flavor`] : []),
    ...(imageSays === true ? [`hw_mem_encryption property of image ${imageId}`] : []),
  ].join(' and ');
  return [
    `Memory encryption is requested by ${requesters} but the image metadata doesn't have the 'hw_firmware_type' property set to 'uefi'`,
    `Memory encryption requested by ${requesters} but image ${imageName} doesn't have 'hw_firmware_type' property set to 'uefi' or volume-backed instance was requested`,
  ];
}

/** The older text says SEV whatever the model is, which is right for SEV alone. */
function machineTexts({ machine, imageName, imageId, protection }: NovaAsked): readonly string[] {
  const model = protection === undefined || protection === 'none' ? '' : modelOf[protection];
  const names = protection === 'sev' ? [model, 'SEV'] : [model];
  return names.map(
    (name) =>
      `Machine type '${machine}' is not compatible with image ${imageName} (${imageId}): q35 type is required for ${name} to work`,
  );
}

function statelessTexts({ protection }: NovaAsked): readonly string[] {
  const model = protection === 'tdx' ? modelOf.tdx : modelOf.snp;
  return [
    `The ${model} memory encryption model requires stateless firmware but the image metadata doesn't have the 'hw_firmware_stateless' property set to True`,
  ];
}

function secureBootRefusals({ extraSpecs, properties, flavorName, imageName }: NovaAsked): readonly NovaRefusal[] {
  const [inFlavor, inImage] = [extraSpecs['os:secure_boot'], properties.os_secure_boot];
  if (typeof inFlavor !== 'string' || inFlavor === '') return [];
  const flavor = `Flavor ${flavorName} has os:secure_boot extra spec explicitly set to ${inFlavor}`;
  const image = `image ${imageName} which has os_secure_boot explicitly set to ${inImage}`;
  if (typeof inImage === 'string' && inImage !== inFlavor)
    return [refusal('secure-boot-conflict', 'FlavorImageConflict', [`${flavor}, conflicting with ${image}.`])];
  if (imageEnumerations.os_secure_boot?.includes(inFlavor) === true) return [];
  return [refusal('secure-boot-policy', 'Invalid', [`Invalid secure boot policy '${inFlavor}'. Allowed values: …`])];
}

function lockedMemoryRefusals({ extraSpecs, properties, lockedMemory, protection }: NovaAsked): readonly NovaRefusal[] {
  const [inFlavor, inImage] = [truthOf(extraSpecs['hw:locked_memory']), truthOf(properties.hw_locked_memory)];
  const disagreement = lockedMemoryConflict(inFlavor, inImage);
  const hasPages = Boolean(extraSpecs['hw:mem_page_size'] || properties.hw_mem_page_size);
  const needed = protection === 'sev' || protection === 'sev-es';
  return [
    ...(inFlavor !== undefined && inImage !== undefined && inFlavor !== inImage
      ? [refusal('locked-memory-conflict', 'FlavorImageLockedMemoryConflict', [disagreement])]
      : []),
    ...(lockedMemory && !hasPages ? [refusal('locked-memory-pages', 'LockMemoryForbidden', [forbidden])] : []),
    ...(needed && (inFlavor ?? inImage) === false
      ? [refusal('locked-memory-off', 'FlavorImageLockedMemoryConflict', [disagreement])]
      : []),
  ];
}

function truthOf(value: Json | undefined): boolean | undefined {
  return value === undefined || value === null ? undefined : novaTruth(value);
}

function lockedMemoryConflict(inFlavor: boolean | undefined, inImage: boolean | undefined): string {
  const [image, flavor] = [inImage, inFlavor].map((each) => (each === undefined ? 'None' : pythonTruth(each)));
  return `locked_memory value in image (${image}) and flavor (${flavor}) conflict. A consistent value is expected if both specified.`;
}

const forbidden = 'locked_memory value in image or flavor is forbidden when mem_page_size is not set.';

function refusal(rule: NovaRule, type: string | undefined, messages: readonly string[]): NovaRefusal {
  return { rule, type, messages };
}
