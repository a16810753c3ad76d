import type { HostFaultName } from '../../contracts/commands.js';
import { flushFails } from './flush-fails.js';
import type { HostFault } from './host-fault.js';
import { keyLeak } from './key-leak.js';
import { miscFileGarbled } from './misc-file-garbled.js';
import { miscFileMissing } from './misc-file-missing.js';
import { miscFileStale } from './misc-file-stale.js';
import { moduleOff } from './module-off.js';
import { pspError } from './psp-error.js';
import { releaseFails } from './release-fails.js';

export type { HostFault } from './host-fault.js';

/** Every fault of a host by its name. */
export const hostFaults: Readonly<Record<HostFaultName, HostFault>> = {
  'flush-fails': flushFails,
  'release-fails': releaseFails,
  'psp-error': pspError,
  'key-leak': keyLeak,
  'module-off': moduleOff,
  'misc-file-missing': miscFileMissing,
  'misc-file-garbled': miscFileGarbled,
  'misc-file-stale': miscFileStale,
};
