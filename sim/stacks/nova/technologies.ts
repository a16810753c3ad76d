import type { Protection, Technology } from '../../contracts/protection.js';
import type { NovaChoices } from './choices.js';
import type { MemoryEncryptionModel } from './models.js';

/** The choices of a release that does not know every technology: it neither detects nor accepts what it has never heard of. */
export function choicesKnowing(choices: NovaChoices, known: readonly Technology[]): NovaChoices {
  const knows = (model: MemoryEncryptionModel): boolean => known.includes(protectionOfModel[model]);
  return {
    ...choices,
    knownModels: choices.knownModels.filter(knows),
    modelsCanBeNamed: choices.modelsCanBeNamed && known.includes('sev-es'),
  };
}

/** What a guest is whose memory is encrypted by a model. */
const protectionOfModel: Readonly<Record<MemoryEncryptionModel, Exclude<Protection, 'none'>>> = {
  'amd-sev': 'sev',
  'amd-sev-es': 'sev-es',
  'amd-sev-snp': 'snp',
  'intel-tdx': 'tdx',
};
