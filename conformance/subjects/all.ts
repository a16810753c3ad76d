import { UsageError } from '../../sim/core/usage-error.js';
import { drawsOfAll, makesGuestsOfAll } from '../arbitraries/all-draws.js';
import { requirementsOf } from '../requirements/index.js';
import { allFamilies } from '../runner/enumerate/all-families.js';
import { confidential, named } from '../runner/marks/mark.js';
import { kubevirtKit } from './kubevirt.js';
import { novaKit } from './nova.js';
import { onSharedHosts } from './shared-hosts.js';
import type { StackKit } from './stack-kit.js';

const kits = [kubevirtKit, novaKit];

/**
 * How an administrator divides the hosts: what KubeVirt has a feature gate open for, Nova keeps back. KubeVirt always offers all key IDs of
 * what it offers at all, so that nothing finer can be said.
 */
function division(kubevirtHas: readonly ('SEV' | 'TDX')[]): StackKit['config'] {
  const kept = (family: 'SEV' | 'TDX', ...models: readonly string[]): readonly (readonly [string, number])[] =>
    kubevirtHas.includes(family) ? models.map((model) => [model, everything]) : [];
  const reserved = [...kept('SEV', 'amd-sev', 'amd-sev-es', 'amd-sev-snp'), ...kept('TDX', 'intel-tdx')];
  const gate = (family: string): string => `WorkloadEncryption${family}`;
  const open = [...kubevirtHas.map(gate), 'VSOCK', 'HostDevices'];
  const closed = ['SEV', 'TDX'].map(gate).filter((each) => !open.includes(each));
  return {
    kubevirt: { ...kubevirtKit.config, featureGates: open, disabledFeatureGates: closed },
    nova: { ...novaKit.config, compute: { reserved_mem_encryption_contexts: Object.fromEntries(reserved) } },
  };
}

/** More than any host has. */
const everything = 4096;

/** KubeVirt and Nova on the same hosts, whose key IDs an administrator has divided between them. */
export const allKit: StackKit = {
  ...kubevirtKit,
  stack: 'all',
  subject: (quirks, technologies) => {
    const subjects = kits.map((kit) => kit.subject(ownQuirks(kit, quirks), technologies));
    return onSharedHosts('all/reference', 'all', subjects);
  },
  quirks: novaKit.quirks
    .filter(({ name }) => name === 'reserved-contexts-ignored')
    .map((quirk) => ({ ...quirk, killedBy: 'all/scheduling/promised-once' })),
  releases: [],
  release: (name) => {
    throw new UsageError(`"${name}" is no release of several stacks at once`, {
      fix: 'use --stack kubevirt or --stack nova with --compat',
    });
  },
  request: (guest, spec) => {
    const kit = kits.find(({ stack }) => stack === spec.stack) ?? kubevirtKit;
    return { stack: kit.stack, of: kit.request(guest, spec) };
  },
  spoils: kits.flatMap(({ spoils }) => spoils),
  config: division(['SEV']),
  otherConfigs: [division(['TDX']), division([]), division(['SEV', 'TDX'])],
  firmwareChoices: [],
  requirements: requirementsOf('all'),
  draws: drawsOfAll(kits),
  makesGuests: makesGuestsOfAll(kits),
  families: allFamilies,
  situations: [
    ...named('admit/allowed/none', 'place/placed/none', 'start/started/none', 'run/started', 'run/stopped', 'boot/again'),
    ...confidential('kubelet/admitted', 'limit/accepted', 'inspect'),
  ],
  knowsNoFault: new Set([...novaKit.knowsNoFault, 'hot-configuration', 'agent-stop']),
  sharesHosts: true,
  changesGuests: true,
  protectionOf: ({ stack, of }) =>
    (kits.find((kit) => kit.stack === stack) ?? kubevirtKit).protectionOf(of as Parameters<StackKit['protectionOf']>[0]),
};

function ownQuirks(kit: StackKit, names: readonly string[]): readonly string[] {
  return names.filter((name) => kit.quirks.some((quirk) => quirk.name === name));
}
