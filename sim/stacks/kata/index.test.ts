import { describe, expect, it } from 'vitest';
import type { HostReader } from '../../contracts/reader.js';
import type { Happening, HostToPlaceOn } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { exampleHost } from './example-host.js';
import { annotatedPod, exampleInitdata, examplePod } from './example-pod.js';
import { kata, kataQuirks } from './index.js';

describe('the reference', () => {
  it('says who it is', () => {
    expect(kata()).toMatchObject({ id: 'kata/reference', stack: 'kata', quirks: [] });
  });

  it('has no quirk it is not told to have', () => {
    expect(() => kata({ quirks: ['type-not-frist'] })).toThrow(
      'kata has no quirk "type-not-frist"; did you mean "type-not-first"?',
    );
  });

  it('has no RuntimeClass for a protection it has never heard of', () => {
    const { admit } = kata({ technologies: ['snp'] });
    expect(admit(examplePod('kata-qemu-snp'), {}).allowed).toBe(true);
    expect(admit(examplePod('kata-qemu-tdx'), {}).allowed).toBe(false);
  });

  it('answers the same to the same question', () => {
    expect(answers([])).toEqual(answers([]));
  });
});

describe('every quirk', () => {
  const reference = answers([]);

  it('has a name of its own, and says where it comes from and who must notice', () => {
    expect(new Set(kataQuirks.map(({ name }) => name)).size).toBe(kataQuirks.length);
    for (const { name, sentence, source, killedBy } of kataQuirks) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(sentence, name).toMatch(/^[A-Z].*\.$/);
      expect(killedBy, name).toMatch(/^(kata|subject)\/[a-z-]+\/[a-z0-9-]+$/);
      expect(source).not.toBe('');
    }
  });

  it.each(kataQuirks.map(({ name }) => name))('%s changes an answer', (name) => {
    expect(answers([name])).not.toEqual(reference);
  });
});

/** Questions of all stages, chosen so that every quirk shows in at least one. */
function answers(quirks: readonly string[]): Readonly<Record<string, unknown>> {
  const subject = kata({ quirks });
  const asked = (question: () => unknown): unknown => {
    try {
      return question();
    } catch (error) {
      return String(error);
    }
  };
  const each = <Value>(values: Readonly<Record<string, Value>>, question: (value: Value) => unknown): unknown =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asked(() => question(value))]));
  const lookedAt = (reader: HostReader, happening: 'interval' | 'agent-silent' = 'interval') => {
    const labels = { 'feature.node.kubernetes.io/cpu-security.tdx.enabled': 'true', mine: 'yes' };
    const memory = { resources: { 'tdx.intel.com/keys': 7 } };
    return subject.label({ name: 'h', reader, labels, annotations: {}, happening, memory }, {});
  };
  return {
    labels: each(hosts, (reader) => lookedAt(reader)),
    silence: asked(() => lookedAt(exampleHost('none'), 'agent-silent')),
    admitted: each(configs, (config) => each(pods, (pod) => subject.admit(pod, config))),
    claims: each(pods, (pod) => {
      const decision = subject.admit(pod, {});
      return decision.allowed && subject.claim(decision.guest, {});
    }),
    places: each(nodes, (node) => subject.place({ ...bigClaim, object: {} }, [node], {})),
    rendered: each(configs, (config) =>
      each(hosts, (reader) => each(pods, (pod) => subject.render(pod, { name: 'h', reader }, config))),
    ),
    lives: each(happenings, (happening) => subject.run(examplePod('kata-qemu-snp'), happening, running, {})),
  };
}

const hosts: Readonly<Record<string, HostReader>> = {
  amd: exampleHost('amd'),
  intel: exampleHost('intel', { '/var/run/tdx-qgs/qgs.socket': { kind: 'socket', mode: 0o666 } }),
  none: exampleHost('none'),
  withoutSnp: exampleHost('amd', { '/sys/module/kvm_amd/parameters/sev_snp': 'N\n' }),
  uncounted: exampleHost('amd', { '/sys/fs/cgroup/misc.capacity': undefined }),
  oldCgroups: exampleHost('amd', {
    '/sys/fs/cgroup/misc.capacity': undefined,
    '/sys/fs/cgroup/misc/misc.capacity': 'sev 905\nsev_es 99\n',
  }),
  otherLines: exampleHost('amd', { '/sys/fs/cgroup/misc.capacity': 'sev_es_old 7\nsev_es 99\n' }),
  bareLine: exampleHost('amd', { '/sys/fs/cgroup/misc.capacity': 'sev_es\n' }),
  tdxIsOne: exampleHost('intel', { '/sys/module/kvm_intel/parameters/tdx': '1\n' }),
};

const configs: Readonly<Record<string, JsonObject>> = {
  plain: {},
  withoutRules: { nodeFeatureRules: false },
  withoutOverhead: { overheadEnabled: false },
  edited: {
    configuration: {
      'qemu-snp': { snp_certs_path: '/opt/snp/cert_chain.cert', snp_guest_policy: 458752, kernel_params: 'quiet' },
      'qemu-tdx': { snp_certs_path: '/opt/snp/cert_chain.cert' },
    },
  },
  withoutSnp: { configuration: { 'qemu-snp': { sev_snp_guest: false } } },
  halfBlock: { configuration: { 'qemu-snp': { snp_id_block: 'AAAA' } } },
  mmio: { configuration: { 'qemu-snp': { block_device_driver: 'virtio-blk-mmio' } } },
};

const pods: Readonly<Record<string, JsonObject>> = {
  ordinary: examplePod('kata-qemu'),
  snp: examplePod('kata-qemu-snp'),
  tdx: examplePod('kata-qemu-tdx'),
  unknown: examplePod('kata-qemu-sev'),
  contradicting: examplePod('kata-qemu-snp', { nodeSelector: { 'katacontainers.io/kata-runtime': 'false' } }),
  overhead: examplePod('kata-qemu-snp', { overhead: { memory: '1Mi' } }),
  handler: annotatedPod('kata-qemu', { 'io.containerd.cri.runtime-handler': 'kata-qemu-snp' }),
  initdata: annotatedPod('kata-qemu-snp', { cc_init_data: exampleInitdata('sha384') }),
  initdataForTdx: annotatedPod('kata-qemu-tdx', { cc_init_data: exampleInitdata('sha256') }),
  unknownDigest: annotatedPod('kata-qemu-snp', { cc_init_data: exampleInitdata('md5') }),
  firmware: annotatedPod('kata-qemu-snp', { firmware: '/tmp/mine.fd' }),
  little: annotatedPod('kata-qemu-snp', { default_memory: '16' }),
};

const bigClaim = {
  selectors: { 'amd.feature.node.kubernetes.io/snp': 'true' },
  resources: { 'sev-snp.amd.com/esids': 1 },
  memoryBytes: 1,
  overheadBytes: 0,
};

const node: HostToPlaceOn = {
  name: 'h',
  labels: bigClaim.selectors,
  resources: { 'sev-snp.amd.com/esids': 1 },
  used: {},
  memoryBytes: 2 ** 40,
  memoryUsedBytes: 0,
  guests: 0,
};

const nodes: Readonly<Record<string, HostToPlaceOn>> = {
  free: node,
  full: { ...node, used: { 'sev-snp.amd.com/esids': 1 } },
  closed: { ...node, cordoned: true },
  other: { ...node, labels: {} },
};

const running = { phase: 'Running', nodeName: 'h', conditions: [] };

const happenings: Readonly<Record<string, Happening>> = {
  started: { what: 'started', host: 'h', paused: false },
  failed: { what: 'not-started', host: 'h', error: { code: 0, domain: 0, message: 'qemu-system-x86_64: no' } },
  crashed: { what: 'stopped', host: 'h', by: 'crash' },
  deleted: { what: 'deletion-asked' },
  migrated: { what: 'migration-asked' },
};
