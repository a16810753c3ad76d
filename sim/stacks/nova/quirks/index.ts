import { guestQuirks } from './guest-quirks.js';
import { hostQuirks } from './host-quirks.js';
import type { NovaQuirk } from './quirk.js';

/** All quirks, in the order of the stages they show in. */
export const novaQuirks: readonly NovaQuirk[] = [...hostQuirks, ...guestQuirks];
