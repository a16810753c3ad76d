import { kata, kataQuirks, kataRelease, kataReleaseNames } from '../../sim/stacks/kata/index.js';
import { releaseWords } from '../../sim/stacks/releases.js';
import { kataDraws } from '../arbitraries/kata-draws.js';
import { kataProtection, kataRequest } from '../commands/kata-request.js';
import { requirementsOf } from '../requirements/index.js';
import { kataFamilies } from '../runner/enumerate/kata-families.js';
import { kataSituations } from '../runner/marks/kata-situations.js';
import { underFaults } from '../runner/marks/under-faults.js';
import { kataSources } from './kata-sources.js';
import { kataSpoils } from './kata-spoils.js';
import type { StackKit } from './stack-kit.js';

/** More pods than any host has key IDs, which are what runs out then. Upstream's 110 would hide them. */
const roomy = { maxPods: 4000 };

/** What the guide of the first SEV-SNP release says of the certificates of a host. */
const certificates = { snp_certs_path: '/opt/snp/cert_chain.cert' };

/** Confidential Containers: Kata on Kubernetes, as kata-deploy installs it, with node feature discovery and its rules. */
export const kataKit: StackKit = {
  stack: 'kata',
  subject: (quirks, technologies) => kata({ quirks, ...(technologies !== undefined && { technologies }) }),
  quirks: kataQuirks.map(({ releases, choices: _, ...told }) => ({
    ...told,
    releases: releaseWords(releases),
    ranges: releases,
  })),
  releases: kataReleaseNames,
  release: kataRelease,
  request: kataRequest,
  plainGuest: {},
  spoils: kataSpoils,
  guestRequests: [],
  nodeEdits: [
    { labels: { 'amd.feature.node.kubernetes.io/snp': null } },
    { labels: { 'feature.node.kubernetes.io/cpu-security.sev.snp.enabled': 'false' } },
    { labels: { 'example.com/rack': '7' }, annotations: { 'example.com/owner': 'somebody' } },
  ],
  nodeLabels: { 'topology.kubernetes.io/zone': 'a', 'feature.node.kubernetes.io/cpu-security.tdx.enabled': 'true' },
  config: roomy,
  otherConfigs: [
    { ...roomy, nodeFeatureRules: false },
    { ...roomy, overheadEnabled: false },
    { ...roomy, nodeFeatureRules: false, overheadEnabled: false },
    { ...roomy, shims: ['qemu', 'qemu-snp'] },
    { ...roomy, kernelParams: 'agent.log=debug' },
    { ...roomy, enableAnnotations: ['default_.*'] },
    { ...roomy, configuration: { 'qemu-snp': { snp_guest_policy: 0xb0000, default_memory: 1024, default_vcpus: 2 } } },
    { ...roomy, configuration: { 'qemu-snp': { snp_id_block: 'QUJD', snp_id_auth: 'REVG' } } },
    { ...roomy, configuration: { 'qemu-snp': { snp_id_block: 'QUJD' } } },
    { ...roomy, configuration: { 'qemu-snp': certificates, 'qemu-tdx': certificates } },
    { ...roomy, configuration: { 'qemu-tdx': { tdx_quote_generation_service_socket_port: 4051, default_memory: 512 } } },
    { ...roomy, configuration: { 'qemu-snp': { sev_snp_guest: false } } },
    { ...roomy, configuration: { 'qemu-snp': { block_device_driver: 'virtio-blk-mmio' } } },
  ],
  firmwareChoices: [],
  requirements: requirementsOf('kata'),
  draws: kataDraws,
  families: kataFamilies,
  situations: [...kataSituations, ...underFaults.filter(isMet)],
  knowsNoFault: new Set([]),
  sources: kataSources,
  memoryOverhead: () => ({}),
  guestKinds: { Pod: 'instance', Deployment: 'replica-set' },
  relatedKinds: ['Service'],
  protectionOf: kataProtection,
};

/** No pod can ask for SEV or SEV-ES, feature discovery says nothing of what it cannot read, and nobody watches the quote service. */
function isMet({ id }: { readonly id: string }): boolean {
  return !/^(?:place|start|release)\/\w+\/sev(?:-es)?\//.test(id) && !id.startsWith('label/troubled/');
}
