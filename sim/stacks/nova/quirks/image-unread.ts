import type { NovaQuirk } from './quirk.js';

/** What only the image asks for is not asked of placement. */
export const imageUnread: NovaQuirk = {
  name: 'image-unread',
  sentence: 'What only the image asks for is not asked of placement.',
  releases: [],
  source: 'nova bug 2088831, where resources are counted',
  killedBy: 'nova/placement/encrypted-guests-take-one-context',
  choices: { readsImage: false },
};
