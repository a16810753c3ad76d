import type { NovaQuirk } from './quirk.js';

/** A guest that asks for encryption runs without it where its host has none. */
export const unencryptedWhereHostCannot: NovaQuirk = {
  name: 'unencrypted-where-host-cannot',
  sentence: 'A guest that asks for encryption runs without it where its host has none.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/virt/libvirt/driver.py:7894`',
  killedBy: 'nova/domain/protected-as-asked',
  choices: { encryptsOnlyWhereHostCan: true },
};
