import type { MemoryEncryptionModel } from '../models.js';

/** Models a host supports, with how many guests of each it can have at a time. */
export type ModelUnits = Readonly<Partial<Record<MemoryEncryptionModel, number>>>;
