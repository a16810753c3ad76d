/**
 * Ways of encrypting a guest's memory, as flavors and images name them, in Nova's order. Source: nova 34.0.0 `nova/objects/fields.py`
 * (MemEncryptionModel).
 */
export const memoryEncryptionModels = ['amd-sev', 'amd-sev-es', 'amd-sev-snp', 'intel-tdx'] as const;

/** One of {@link memoryEncryptionModels}. */
export type MemoryEncryptionModel = (typeof memoryEncryptionModels)[number];
