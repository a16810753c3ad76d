import { nova, novaQuirks, novaRelease, novaReleaseNames } from '../../sim/stacks/nova/index.js';
import { releaseWords } from '../../sim/stacks/releases.js';
import { novaDraws } from '../arbitraries/nova-draws.js';
import { novaGuestRequests } from '../commands/nova-manifests.js';
import { novaProtection } from '../commands/nova-protection.js';
import { novaRequest } from '../commands/nova-request.js';
import { requirementsOf } from '../requirements/index.js';
import { novaFamilies } from '../runner/enumerate/nova-families.js';
import { novaSituations } from '../runner/marks/nova-situations.js';
import { underFaults } from '../runner/marks/under-faults.js';
import { novaSpoils } from './nova-spoils.js';
import type { StackKit } from './stack-kit.js';

/** OpenStack Nova with SEV, SEV-ES and SEV-SNP, TDX as approved, and libvirt that chooses firmware. */
export const novaKit: StackKit = {
  stack: 'nova',
  subject: (quirks, technologies) => nova({ quirks, ...(technologies !== undefined && { technologies }) }),
  quirks: novaQuirks.map(({ releases, choices: _, ...told }) => ({
    ...told,
    releases: releaseWords(releases),
    ranges: releases,
  })),
  releases: novaReleaseNames,
  release: novaRelease,
  request: novaRequest,
  plainGuest: { firmware: 'efi' },
  spoils: novaSpoils,
  guestRequests: novaGuestRequests,
  nodeEdits: [],
  nodeLabels: {},
  config: { tdx: true },
  otherConfigs: [
    { tdx: false },
    { tdx: true, traits: 'text' },
    {
      tdx: true,
      compute: { reserved_mem_encryption_contexts: { 'amd-sev': 1, 'amd-sev-es': 1, 'amd-sev-snp': 1, 'intel-tdx': 1 } },
    },
    { tdx: true, nested_providers: false },
    { tdx: true, libvirt: { num_memory_encrypted_guests: 1 } },
    { tdx: true, libvirt: { hw_machine_type: 'x86_64=pc' } },
    { tdx: true, libvirt: { cpu_mode: 'host-model' } },
  ],
  firmwareChoices: [],
  requirements: requirementsOf('nova'),
  draws: novaDraws,
  families: novaFamilies,
  situations: [...novaSituations, ...underFaults.filter(isMet)],
  knowsNoFault: new Set([
    'kubelet-restart',
    'watch-duplicated',
    'watch-lost',
    'watch-reordered',
    'scheduler-lags',
    'node-edit',
    'racing-edit',
    'drain',
  ]),
  sources: [],
  memoryOverhead: () => ({}),
  guestKinds: {},
  relatedKinds: [],
  changesGuests: true,
  protectionOf: novaProtection,
};

/** A scheduler that asks placement does not lag, and nova-compute reads misc.capacity for TDX only, and says nothing of it. */
function isMet({ id }: { readonly id: string }): boolean {
  return !id.endsWith('/scheduler-lag') && !/^label\/troubled\/.*\/misc-file/.test(id);
}
