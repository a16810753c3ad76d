import { firmwareImageText } from '../contracts/firmware-image.js';
import type { Surface } from '../contracts/surface.js';
import type { FirmwareDescriptor } from '../contracts/truth.js';
import { fixedFile } from './surface-file.js';

/**
 * Guest firmware images installed on the host, and the descriptors of packages that have some. The images exist so that stacks can look
 * for them; nothing could boot from them.
 */
export const firmwareFiles: Surface = {
  id: 'firmware-files',
  about: 'Guest firmware images of the installed edk2 package; placeholders that say so.',
  changes: 'boot',
  files: ({ boot }) => [
    ...boot.firmwareFiles.map((path) => fixedFile(path, 0o644, firmwareImageText(path))),
    ...(boot.firmwareDescriptors ?? []).map((each) =>
      fixedFile(`/usr/share/qemu/firmware/${each.name}`, 0o644, descriptorText(each)),
    ),
  ],
};

/** Source of the format: QEMU `docs/interop/firmware.json`; mode is left out where it is the usual one, as packages do. */
function descriptorText({ device, mode, executable, nvramTemplate, format, machines, features }: FirmwareDescriptor): string {
  const file = { filename: executable, format };
  const store = nvramTemplate === undefined ? {} : { 'nvram-template': { filename: nvramTemplate, format } };
  const flash = { device, ...(mode === undefined || mode === 'split' ? {} : { mode }), executable: file, ...store };
  const mapping = device === 'flash' ? flash : { device, filename: executable };
  const targets = [{ architecture: 'x86_64', machines }];
  const description = `UEFI firmware for x86_64: ${features.join(', ')}`;
  return `${JSON.stringify({ description, 'interface-types': ['uefi'], mapping, targets, features, tags: [] }, null, 4)}\n`;
}
