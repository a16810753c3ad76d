import { expect } from 'vitest';
import type { JsonObject } from '../../../../sim/core/json.js';
import type { NovaHost } from '../nova-host.js';
import { oddHost } from '../odd-hosts.js';
import { beforeMaster, both, flat, kernels, master, nested, off, type Row, tdx } from './row.js';

/** What is left after each refresh: providers with contexts and traits, who holds contexts where; or why it failed. */
export function providerRows(): readonly Row[] {
  const root = (...traits: readonly string[]): JsonObject => ({ name: 'node', traits });
  const withContexts = {
    name: 'node',
    traits: ['HW_CPU_X86_AMD_SEV'],
    inventory: { MEM_ENCRYPTION_CONTEXT: { total: 100, max_unit: 1 } },
  };
  const row = (
    about: string,
    releases: readonly string[],
    tree: readonly JsonObject[],
    refreshes: readonly JsonObject[],
    expected: readonly unknown[],
  ): Row => ({
    about,
    releases,
    question: { ask: 'providers', node: 'node', tree, refreshes },
    expected,
  });
  const refresh = (host: NovaHost, more: JsonObject = {}): JsonObject => ({ host: host as unknown as JsonObject, ...more });
  const everything = oddHost('', kernels('Y\n', 'Y\n', 'Y\n'));
  const withoutSnp = oddHost('', kernels('Y\n', 'Y\n', off));
  const withoutEs = oddHost('', kernels('Y\n', off, off));
  const nothing = oddHost('', kernels(off, off, off));
  const unlimited = oddHost('', both({ maxGuests: undefined, maxESGuests: undefined }));
  const held = { allocations: { guest: { node: { VCPU: 1, MEM_ENCRYPTION_CONTEXT: 1 } } } };
  const sev = 'node_amd_sev 100 HW_CPU_X86_AMD_SEV OWNER_NOVA';
  const es = 'node_amd_sev_es 15 HW_CPU_X86_AMD_SEV_ES OWNER_NOVA';
  const snp = 'node_amd_sev_snp 15 HW_CPU_X86_AMD_SEV_SNP OWNER_NOVA';
  const unmarked = (provider: string): string => provider.replace(' OWNER_NOVA', '');
  const early = ['nova@2025.2', 'nova@2026.1'] as const;
  const notFound =
    'ReshapeFailed: MEM_ENCRYPTION_CONTEXT resources in the root provider node are allocated by guest but the child resource provider for AMD SEV is not found.';
  const needed = 'ReshapeNeeded: Virt driver indicates that provider inventories need to be moved.';
  const endless = 2147483647;
  return [
    row('all models', master, [root()], [refresh(everything)], [['node 0', sev, snp]]),
    row('no SNP', master, [root()], [refresh(withoutSnp)], [['node 0', sev, es]]),
    row('SEV and SEV-ES', early, [root()], [refresh(everything)], [['node 0', unmarked(sev), unmarked(es)]]),
    row('contexts at the root', flat, [root()], [refresh(everything)], [['node 100 HW_CPU_X86_AMD_SEV']]),
    row(
      'models come and go',
      master,
      [root()],
      [refresh(withoutEs), refresh(withoutSnp), refresh(everything), refresh(nothing)],
      [['node 0', sev], ['node 0', sev, es], ['node 0', sev, snp], ['node 0']],
    ),
    row(
      'both go at once',
      early,
      [root()],
      [refresh(withoutSnp), refresh(nothing)],
      [['node 0', unmarked(sev), unmarked(es)], ['node 0']],
    ),
    row(
      'a root that goes',
      flat,
      [root()],
      [refresh(everything), refresh(nothing)],
      [['node 100 HW_CPU_X86_AMD_SEV'], ['node 0']],
    ),
    row('counts unsaid', flat, [root()], [refresh(unlimited)], [[`node ${endless} HW_CPU_X86_AMD_SEV`]]),
    row('counts unsaid', early, [root()], [refresh(unlimited)], [['node 0', `node_amd_sev ${endless} HW_CPU_X86_AMD_SEV`]]),
    row(
      'counts unsaid',
      master,
      [root()],
      [refresh(unlimited)],
      ['TypeError: %d format: a real number is required, not NoneType'],
    ),
    row(
      'fewer by configuration',
      beforeMaster,
      [root()],
      [refresh(oddHost('', { config: { num_memory_encrypted_guests: 10 } }))],
      [expect.arrayContaining([expect.stringMatching(/^node(_amd_sev)? 10 HW_CPU_X86_AMD_SEV$/)])],
    ),
    row(
      'a negative count is told',
      flat,
      [root()],
      [refresh(oddHost('', both({ maxGuests: '-5' })))],
      [['node -5 HW_CPU_X86_AMD_SEV']],
    ),
    row(
      'contexts move',
      nested,
      [withContexts],
      [refresh(withoutEs, held)],
      [[...(['node 0'] as const), expect.stringMatching(/^node_amd_sev 100 /), 'held at node_amd_sev']],
    ),
    row('a periodic report does not move them', nested, [withContexts], [refresh(withoutEs)], [needed]),
    row('nobody to move them to', nested, [withContexts], [refresh(nothing, held)], [notFound]),
    row('nobody to move and nowhere', nested, [withContexts], [refresh(nothing, { allocations: {} })], [['node 0']]),
    row('handed over before it asks', nested, [withContexts], [refresh(withoutEs, { ...held, atOnce: true })], [notFound]),
    row(
      'the trait of a root without contexts stays',
      nested,
      [root('HW_CPU_X86_AMD_SEV')],
      [refresh(withoutEs)],
      [['node 0 HW_CPU_X86_AMD_SEV', expect.stringMatching(/^node_amd_sev 100/)]],
    ),
    row(
      'TDX',
      master,
      [root()],
      [refresh(oddHost('', tdx()))],
      [['node 0', 'node_intel_tdx 63 HW_CPU_X86_INTEL_TDX OWNER_NOVA']],
    ),
    row(
      'more TDX guests configured than there are keys',
      master,
      [root()],
      [refresh(oddHost('', tdx({ config: { cpu_mode: 'host-passthrough', num_intel_tdx_guests: 100 } })))],
      [['node 0', 'node_intel_tdx 100 HW_CPU_X86_INTEL_TDX OWNER_NOVA']],
    ),
  ];
}
