import type { NovaQuirk } from './quirk.js';

/** The drive with configuration data is on an IDE bus, which q35 machines do not have. */
export const ideDriveOnQ35: NovaQuirk = {
  name: 'ide-drive-on-q35',
  sentence: 'The drive with configuration data is on an IDE bus, which q35 machines do not have.',
  releases: [{ product: 'nova', to: '2019.1' }],
  source: 'nova `527c452a6f`, bug 1831538',
  killedBy: 'nova/domain/cdrom-bus-exists',
  choices: { cdromBus: () => 'ide' },
};
