import { gzipSync } from 'node:zlib';
import type { Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';

/** A Pod worth trying, right or wrong. */
export interface KataPodRow {
  readonly name: string;
  /** What its guest runs with where it is accepted. */
  readonly protection: Protection;
  /** What the Pod says besides, as `GuestSpec.members` takes it. */
  readonly members: JsonObject;
}

const hypervisor = 'io.katacontainers.config.hypervisor.';
const guide: JsonObject = {
  'io.containerd.cri.runtime-handler': 'kata-qemu-snp',
  'io.katacontainers.config.pre_attestation.enabled': 'false',
};

/** Annotations that the Kata SNP guide has, and those that kata-deploy lets users set. */
const annotated: readonly KataPodRow[] = [
  ...(['snp', 'tdx', 'none'] as const).flatMap((protection) => [
    annotations('the annotations of the guide', protection, guide),
    annotations('pre-attestation asked for', protection, { 'io.katacontainers.config.pre_attestation.enabled': 'true' }),
    annotations('an annotation of somebody else', protection, { 'example.com/team': 'blue' }),
    annotations('kernel parameters', protection, {
      [`${hypervisor}kernel_params`]:
        'agent.guest_components_rest_api=resource agent.aa_kbc_params=cc_kbc::http://192.168.122.1:8080',
    }),
    annotations('more memory', protection, { [`${hypervisor}default_memory`]: '4096' }),
    annotations('too little memory', protection, { [`${hypervisor}default_memory`]: '16' }),
    annotations('memory that is none', protection, { [`${hypervisor}default_memory`]: 'plenty' }),
    annotations('more CPUs', protection, { [`${hypervisor}default_vcpus`]: '2' }),
    annotations('an annotation that is not enabled', protection, { [`${hypervisor}firmware`]: '/tmp/mine.fd' }),
    annotations('a policy of the user', protection, { [`${hypervisor}snp_guest_policy`]: '0x1' }),
  ]),
  ...(['snp', 'tdx'] as const).flatMap((protection) => [
    ...(['sha256', 'sha384', 'sha512'] as const).map((algorithm) =>
      annotations(`initdata, ${algorithm}`, protection, { [`${hypervisor}cc_init_data`]: initdata(toml(algorithm)) }),
    ),
    annotations('initdata of an unknown algorithm', protection, { [`${hypervisor}cc_init_data`]: initdata(toml('md5')) }),
    annotations('initdata that is no TOML', protection, { [`${hypervisor}cc_init_data`]: initdata('{ "version": ') }),
    annotations('initdata that is not compressed', protection, {
      [`${hypervisor}cc_init_data`]: Buffer.from(toml('sha256')).toString('base64'),
    }),
    annotations('initdata that is not base64', protection, { [`${hypervisor}cc_init_data`]: '%%%' }),
    annotations('initdata and kernel parameters', protection, {
      [`${hypervisor}cc_init_data`]: initdata(toml('sha256')),
      [`${hypervisor}kernel_params`]: 'agent.guest_components_rest_api=all',
    }),
  ]),
];

/** Runtime classes that are there, that are not, and what contradicts them. */
const classes: readonly KataPodRow[] = [
  spec('a class nobody has installed', 'none', { runtimeClassName: 'kata-qemu-cca' }),
  spec('a class in capitals', 'none', { runtimeClassName: 'KATA-QEMU-SNP' }),
  spec('the class there was for SEV', 'sev', { runtimeClassName: 'kata-qemu-sev' }),
  spec('the class for development', 'none', { runtimeClassName: 'kata-qemu-coco-dev' }),
  spec('a selector of the user', 'snp', { nodeSelector: { 'kubernetes.io/os': 'linux' } }),
  spec('the selector of the class once more', 'snp', {
    nodeSelector: { 'amd.feature.node.kubernetes.io/snp': 'true', 'katacontainers.io/kata-runtime': 'true' },
  }),
  spec('a selector against the class', 'snp', { nodeSelector: { 'amd.feature.node.kubernetes.io/snp': 'false' } }),
  spec('a selector against all classes', 'none', { nodeSelector: { 'katacontainers.io/kata-runtime': 'false' } }),
  spec('a selector against the class of TDX', 'tdx', { nodeSelector: { 'intel.feature.node.kubernetes.io/tdx': 'no' } }),
  spec('an overhead of the user', 'snp', { overhead: { memory: '1Mi' } }),
  spec('an overhead without a key', 'tdx', { overhead: { memory: '2Gi', cpu: '1' } }),
];

/** Containers: how much memory, how many of them. */
const sizes: readonly KataPodRow[] = (['snp', 'tdx', 'none'] as const).flatMap((protection) => [
  spec('no limits', protection, { containers: [container('guest', {})] }),
  spec('a request below the limit', protection, {
    containers: [container('guest', { requests: { memory: '32Mi' }, limits: { memory: '128Mi' } })],
  }),
  spec('a request only', protection, { containers: [container('guest', { requests: { memory: '256Mi', cpu: '500m' } })] }),
  spec('two containers', protection, {
    containers: [container('one', { limits: { memory: '64Mi', cpu: '1' } }), container('two', { limits: { memory: '1Gi' } })],
  }),
  spec('to run once', protection, { restartPolicy: 'Never' }),
]);

/** All rows; names are unique for each protection. */
export const kataPods: readonly KataPodRow[] = [...annotated, ...classes, ...sizes];

/** Initdata as the annotation carries it. Source: trustee `kbs/docs/initdata.md`. */
export function initdata(text: string): string {
  return gzipSync(text).toString('base64');
}

/** The smallest initdata that says where the key broker is. */
export function toml(algorithm: string): string {
  const broker = `[token_configs.kbs]\nurl = "http://192.168.122.1:8080"\n`;
  return `version = "0.1.0"\nalgorithm = "${algorithm}"\n\n[data]\n"aa.toml" = '''\n${broker}'''\n`;
}

function annotations(name: string, protection: Protection, values: JsonObject): KataPodRow {
  return { name, protection, members: { metadata: { annotations: values } } };
}

function spec(name: string, protection: Protection, values: JsonObject): KataPodRow {
  return { name, protection, members: { spec: values } };
}

function container(name: string, resources: JsonObject): JsonObject {
  return { name, image: 'docker.io/library/busybox:1.37', resources };
}
