import type { NovaChoices } from '../choices.js';
import { type Image, propertyText } from '../instance.js';
import type { MemoryEncryptionModel } from '../models.js';
import { type ApiError, badRequest } from './api-error.js';
import { statelessFirmware } from './stateless-firmware.js';

/**
 * What every encrypted guest needs: UEFI, and a machine whose virtio devices are PCI Express ones. A machine type nobody has named yet is
 * accepted. Source: nova 34.0.0 `nova/virt/hardware.py` (_check_firmware_type, _check_machine_type).
 *
 * @param by Who asks for encryption, as the refusal tells it.
 */
export function placeRefusal(
  image: Image,
  machine: string | undefined,
  by: string,
  model: MemoryEncryptionModel,
  choices: NovaChoices,
): ApiError | undefined {
  if (choices.encryptionNeedsUefi && propertyText(image, 'hw_firmware_type') !== 'uefi') {
    return badRequest(
      'FlavorImageConflict',
      choices.uefiRefusal === 'of-the-metadata' ? ofTheMetadata(by) : ofTheImage(by, image),
    );
  }
  const type = machine || propertyText(image, 'hw_machine_type');
  if (type === undefined || choices.isQ35(type)) return undefined;
  const reason = `q35 type is required for ${choices.refusalNamesModel ? model : 'SEV'} to work`;
  const { name = 'None', id = '<no-id>' } = image;
  return badRequest('InvalidMachineType', `Machine type '${type}' is not compatible with image ${name} (${id}): ${reason}`);
}

/** What some models need besides. Source: nova 34.0.0 `nova/virt/hardware.py`; the TDX specification for its boot disk. */
export function modelRefusal(image: Image, model: MemoryEncryptionModel, choices: NovaChoices): ApiError | undefined {
  const stateless = statelessFirmware(image, choices);
  if (choices.modelsNeedingStateless.includes(model) && !(stateless.ok && stateless.value === true)) {
    return badRequest('StatelessFirmwareRequired', needsStateless(model));
  }
  return model === 'intel-tdx' ? tdxRefusal(image, choices) : undefined;
}

function tdxRefusal(image: Image, choices: NovaChoices): ApiError | undefined {
  if (choices.refusesVideoForTdx && propertyText(image, 'hw_video_model') !== 'none') {
    return badRequest(
      'InvalidVideoMode',
      "The intel-tdx memory encryption model is incompatible with an attached video device. Set the 'hw_video_model' image property to 'none' to disable it",
    );
  }
  const scsi = scsiProperties.find(([name, value]) => propertyText(image, name) === value);
  if (!choices.refusesScsiForTdx || scsi === undefined) return undefined;
  return badRequest(
    'FlavorImageConflict',
    `The intel-tdx memory encryption model is incompatible with a SCSI boot disk, which the '${scsi[0]}' image property set to '${scsi[1]}' asks for`,
  );
}

const scsiProperties = [
  ['hw_disk_bus', 'scsi'],
  ['hw_scsi_model', 'virtio-scsi'],
] as const;

function ofTheMetadata(by: string): string {
  return `Memory encryption is requested by ${by} but the image metadata doesn't have the 'hw_firmware_type' property set to 'uefi'`;
}

function ofTheImage(by: string, { name = 'None' }: Image): string {
  return `Memory encryption requested by ${by} but image ${name} doesn't have 'hw_firmware_type' property set to 'uefi' or volume-backed instance was requested`;
}

function needsStateless(model: string): string {
  return `The ${model} memory encryption model requires stateless firmware but the image metadata doesn't have the 'hw_firmware_stateless' property set to True`;
}
