import { type MemoryEncryptionModel, memoryEncryptionModels } from '../models.js';

/** The resource class that one encrypted guest takes one unit of. */
export const contexts = 'MEM_ENCRYPTION_CONTEXT';

/** Provider of a model's contexts: `h0_amd_sev_es`. */
export function providerOf(node: string, model: MemoryEncryptionModel): string {
  return `${node}_${model.replaceAll('-', '_')}`;
}

/** The model whose contexts a provider below a node has; undefined for others' providers. */
export function modelOfProvider(node: string, name: string): MemoryEncryptionModel | undefined {
  return memoryEncryptionModels.find((model) => providerOf(node, model) === name);
}
