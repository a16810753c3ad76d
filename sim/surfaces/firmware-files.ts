import { firmwareImageText } from '../contracts/firmware-image.js';
import type { Surface } from '../contracts/surface.js';
import { fixedFile } from './surface-file.js';

/** Guest firmware images installed on the host. They exist so that stacks can look for them; nothing could boot from them. */
export const firmwareFiles: Surface = {
  id: 'firmware-files',
  about: 'Guest firmware images of the installed edk2 package; placeholders that say so.',
  changes: 'boot',
  files: ({ boot }) => boot.firmwareFiles.map((path) => fixedFile(path, 0o644, firmwareImageText(path))),
};
