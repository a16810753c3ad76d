import { describe, expect, it } from 'vitest';
import type { Claim, HostToPlaceOn, PlaceDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { GIB, MIB } from '../../core/quantity.js';
import { bothGates, exampleGuest, type RequestChanges } from './example-guest.js';
import { kubevirt } from './index.js';

const ordinary = ['devices.kubevirt.io/kvm', 'devices.kubevirt.io/tun', 'devices.kubevirt.io/vhost-net'];

describe('a launcher pod asks for', () => {
  it.each<[string, JsonObject | undefined, string[], string[]]>([
    ['an ordinary guest', undefined, [], []],
    ['SEV', { sev: {} }, ['kubevirt.io/sev'], ['devices.kubevirt.io/sev', 'devices.kubevirt.io/sev-asids']],
    [
      'SEV-ES',
      { sev: { policy: { encryptedState: true } } },
      ['kubevirt.io/sev', 'kubevirt.io/sev-es'],
      ['devices.kubevirt.io/sev', 'devices.kubevirt.io/sev-esids'],
    ],
    [
      'SNP',
      { snp: {} },
      ['kubevirt.io/sev', 'kubevirt.io/sev-snp'],
      ['devices.kubevirt.io/sev', 'devices.kubevirt.io/sev-esids'],
    ],
    ['TDX', { tdx: {} }, ['kubevirt.io/tdx'], ['devices.kubevirt.io/tdx']],
  ])('%s: labels and devices', (_what, launchSecurity, labels, devices) => {
    const { selectors, resources } = claimed(launchSecurity);
    expect(Object.keys(selectors)).toEqual(['kubevirt.io/schedulable', 'kubernetes.io/arch', ...labels]);
    expect(resources).toEqual(Object.fromEntries([...ordinary, ...devices].map((name) => [name, 1])));
  });

  it('what the user selects, but its own labels win', () => {
    const nodeSelector = { 'kubernetes.io/hostname': 'h0', 'kubevirt.io/tdx': 'false' };
    expect(claimed({ tdx: {} }, { spec: { nodeSelector } }).selectors).toMatchObject({
      'kubernetes.io/hostname': 'h0',
      'kubevirt.io/tdx': 'true',
    });
  });

  it('a named CPU model and required features', () => {
    const cpu = { model: 'EPYC-Milan', features: [{ name: 'aes' }, { name: 'mpx', policy: 'disable' }] };
    expect(Object.keys(claimed(undefined, { domain: { cpu } }).selectors)).toEqual([
      'kubevirt.io/schedulable',
      'kubernetes.io/arch',
      'cpu-model.node.kubevirt.io/EPYC-Milan',
      'cpu-feature.node.kubevirt.io/aes',
    ]);
  });

  it('a vsock and devices of the host, each as often as it is asked for', () => {
    const nic = { name: 'nic', deviceName: 'example.com/nic' };
    const gpus = [{ name: 'gpu', deviceName: 'example.com/gpu' }];
    const devices = { autoattachVSOCK: true, hostDevices: [nic, { ...nic, name: 'other' }], gpus };
    expect(claimed(undefined, { devices }).resources).toMatchObject({
      'devices.kubevirt.io/vhost-vsock': 1,
      'example.com/nic': 2,
      'example.com/gpu': 1,
    });
  });

  it('nodes with CPUs to spare for it alone, and with a kernel for deadlines', () => {
    const cpu = { cores: 2, dedicatedCpuPlacement: true, realtime: {} };
    expect(claimed(undefined, { domain: { cpu } }).selectors).toMatchObject({
      'kubevirt.io/cpumanager': 'true',
      'kubevirt.io/realtime': 'true',
    });
  });

  it('a tenth of a CPU for each virtual one, or the CPUs themselves', () => {
    const requests = (cpu: JsonObject): unknown => containerOf(claimed(undefined, { domain: { cpu } })).resources;
    expect(requests({ cores: 4 })).toMatchObject({ requests: { cpu: '400m' } });
    expect(requests({ cores: 9 })).toMatchObject({ requests: { cpu: '900m' } });
    expect(requests({ cores: 10 })).toMatchObject({ requests: { cpu: '1' } });
    expect(requests({ cores: 24 })).toMatchObject({ requests: { cpu: '2.4' } });
    expect(requests({ cores: 4, dedicatedCpuPlacement: true })).toMatchObject({ requests: { cpu: '4' }, limits: { cpu: '4' } });
  });

  it('limits that grow by the overhead', () => {
    const limits = { memory: '3Gi', cpu: '2' };
    const claim = claimed({ snp: {} }, { domain: { ...uefi, memory: { guest: '2Gi' }, resources: { limits } } });
    expect(containerOf(claim).resources).toMatchObject({ limits: { memory: String(3 * GIB + claim.overheadBytes), cpu: '2' } });
  });

  it('a way to the network while nobody says that there is none, and a fast one for virtio only', () => {
    const unsaid = { metadata: { name: 'a' }, spec: { domain: { memory: { guest: '1Gi' } } } };
    expect(kubevirt().claim(unsaid, {}).resources).toHaveProperty(['devices.kubevirt.io/tun'], 1);
    const fast = (model?: string): boolean => {
      const interfaces = [{ name: 'default', masquerade: {}, ...(model !== undefined && { model }) }];
      return 'devices.kubevirt.io/vhost-net' in claimed(undefined, { devices: { interfaces } }).resources;
    };
    expect([undefined, '', 'virtio', 'e1000e'].map(fast)).toEqual([true, true, true, false]);
  });

  it('nothing of the network where there is none', () => {
    const { resources } = claimed(undefined, {
      devices: { interfaces: [], autoattachPodInterface: false },
      spec: { networks: [] },
    });
    expect(Object.keys(resources)).toEqual(['devices.kubevirt.io/kvm']);
  });

  it('an unprivileged life', () => {
    expect(claimed({ sev: {} }).object).toMatchObject({
      metadata: { generateName: 'virt-launcher-cvm-', annotations: { 'kubevirt.io/domain': 'cvm' } },
      spec: {
        containers: [
          { securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
        ],
      },
    });
    expect(claimed({ sev: {} }).object).toMatchObject({ spec: { terminationGracePeriodSeconds: 60 } });
    expect(claimed({ sev: {} }, { spec: { terminationGracePeriodSeconds: 0 } }).object).toMatchObject({
      spec: { terminationGracePeriodSeconds: 30 },
    });
    expect(JSON.stringify(claimed({ sev: {} }).object)).not.toContain('"privileged"');
  });
});

describe('memory overhead', () => {
  const oneGib = {
    domain: { cpu: { cores: 1 }, memory: { guest: '1Gi' }, firmware: { bootloader: { efi: { secureBoot: false } } } },
  };
  it.each<[string, JsonObject | undefined, RequestChanges, number]>([
    ['1 GiB and 1 vCPU', undefined, oneGib, 290],
    ['with SEV', { sev: {} }, oneGib, 546],
    ['with SNP', { snp: {} }, oneGib, 546],
    ['with TDX', { tdx: {} }, oneGib, 290],
    ['two vCPUs and 2 GiB', undefined, {}, 300],
    ['no graphics', undefined, { ...oneGib, devices: { autoattachGraphicsDevice: false } }, 258],
    ['a TPM', undefined, { ...oneGib, devices: { tpm: {} } }, 343],
    ['a device passed through', undefined, { ...oneGib, devices: { hostDevices: [{}] } }, 1314],
    ['an exec probe', undefined, { ...oneGib, spec: { livenessProbe: { exec: {} } } }, 400],
    ['dedicated CPUs', undefined, { domain: { ...oneGib.domain, cpu: { cores: 1, dedicatedCpuPlacement: true } } }, 390],
    [
      'reserved by the user',
      undefined,
      { domain: { ...oneGib.domain, memory: { guest: '1Gi', reservedOverhead: { addedOverhead: '10Mi' } } } },
      300,
    ],
  ])('%s: %i MiB', (_what, launchSecurity, changes, mebibytes) => {
    const { overheadBytes } = claimed(launchSecurity, changes);
    expect(overheadBytes - mebibytes * MIB).toBeGreaterThanOrEqual(0);
    expect(overheadBytes - mebibytes * MIB).toBeLessThanOrEqual(2);
  });

  it('has page tables for memory in whole thousands', () => {
    const overhead = (guest: string): number => claimed(undefined, { domain: { memory: { guest } } }).overheadBytes;
    expect(overhead('67108001')).toBe(overhead('67109000'));
  });

  it('is that of an ordinary guest when only its CPUs are guaranteed', () => {
    const overhead = (resources: JsonObject): number =>
      claimed(undefined, { domain: { memory: { guest: '1Gi' }, resources } }).overheadBytes;
    const cpus = { limits: { cpu: '1' }, requests: { cpu: '1' } };
    expect(overhead(cpus)).toBe(overhead({}));
    expect(overhead({ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } })).toBe(
      overhead({}) + 100 * MIB,
    );
  });

  it('comes on top of guest memory', () => {
    const { memoryBytes, overheadBytes } = claimed({ snp: {} });
    expect(memoryBytes).toBe(2 * GIB + overheadBytes);
  });

  it('is that of the guest’s own architecture', () => {
    const overhead = (architecture: string): number => claimed(undefined, { ...oneGib, spec: { architecture } }).overheadBytes;
    expect(overhead('arm64') - overhead('amd64')).toBe(128 * MIB);
  });

  it('is multiplied as a whole, in steps of a thousand bytes', () => {
    const guest = exampleGuest({ sev: {} }, oneGib);
    const plain = kubevirt().claim(guest, bothGates).overheadBytes;
    const doubled = kubevirt().claim(guest, { ...bothGates, additionalGuestMemoryOverheadRatio: '2' }).overheadBytes;
    expect(doubled).toBe(plain + Math.ceil(plain / 1000) * 1000);
  });

  it('is refused with a ratio that is no number', () => {
    expect(() => kubevirt().claim(exampleGuest(undefined), { additionalGuestMemoryOverheadRatio: 'much' })).toThrow(
      'additionalGuestMemoryOverheadRatio: this configuration value has the wrong type; it must be a positive number',
    );
  });
});

describe('QEMU may lock', () => {
  it.each<[string, JsonObject | undefined, RequestChanges]>([
    ['SEV', { sev: {} }, {}],
    ['SEV-ES', { sev: { policy: { encryptedState: true } } }, {}],
    ['SNP, which upstream counts as SEV', { snp: {} }, {}],
    ['a device of the host', undefined, { devices: { hostDevices: [{ name: 'nic', deviceName: 'example.com/nic' }] } }],
    ['deadlines', undefined, { domain: { cpu: { cores: 1, dedicatedCpuPlacement: true, realtime: {} } } }],
    ['a wish of its own', undefined, { domain: { memory: { guest: '1Gi', reservedOverhead: { memLock: 'Required' } } } }],
  ])('all memory of a guest with %s', (_what, launchSecurity, changes) => {
    expect(claimed(launchSecurity, changes).memoryLock).toBe('unlimited');
  });

  it.each<[string, JsonObject | undefined]>([
    ['an ordinary guest', undefined],
    ['a TDX guest, whose memory comes from guest_memfd', { tdx: {} }],
  ])('no more than usual of %s', (_what, launchSecurity) => {
    expect(claimed(launchSecurity)).not.toHaveProperty('memoryLock');
  });

  it('a computed amount in releases that computed it, too little where no memory was requested', () => {
    const locked = (quirk: string): unknown =>
      kubevirt({ quirks: [quirk] }).claim(exampleGuest({ sev: {} }), bothGates).memoryLock;
    const { memoryBytes, overheadBytes } = claimed({ sev: {} });
    expect(locked('memory-lock-computed')).toBe(memoryBytes);
    expect(locked('memory-lock-from-requests')).toBeLessThan(2 * overheadBytes);
  });

  it('in those releases the guest’s memory once for each device of the host', () => {
    const locked = (count: number): unknown => {
      const hostDevices = Array.from({ length: count }, (_, index) => ({ name: `d${index}`, deviceName: 'example.com/d' }));
      const guest = exampleGuest(undefined, { devices: { hostDevices } });
      const { memoryLock, overheadBytes } = kubevirt({ quirks: ['memory-lock-computed'] }).claim(guest, bothGates);
      return Number(memoryLock) - overheadBytes;
    };
    expect([1, 2, 3].map(locked)).toEqual([2 * GIB, 4 * GIB, 6 * GIB]);
  });
});

describe('the scheduler says', () => {
  const sentence = (
    hosts: readonly HostToPlaceOn[],
    launchSecurity: JsonObject = { tdx: {} },
    config: JsonObject = bothGates,
  ): string => {
    const decision = kubevirt().place(claimed(launchSecurity), hosts, config);
    return decision.placed ? decision.host : decision.message;
  };

  it('that labels do not match, where preemption cannot help', () => {
    expect(sentence([host('h0', { labels: {} }), host('h1', { labels: {} })])).toBe(
      "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    );
  });

  it('what is used up, where others could make room', () => {
    expect(sentence([host('h0', { used: { 'devices.kubevirt.io/tdx': 31 } })])).toBe(
      '0/1 nodes are available: 1 Insufficient devices.kubevirt.io/tdx. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    );
  });

  it('what a node never had', () => {
    expect(sentence([host('h0', { resources: { ...everything, 'devices.kubevirt.io/tdx': 0 } })])).toBe(
      '0/1 nodes are available: 1 Insufficient devices.kubevirt.io/tdx. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    );
  });

  it('how many nodes gave each reason, as text in order', () => {
    const full = { used: { 'devices.kubevirt.io/tdx': 31 } };
    const hosts = [host('h0', { labels: {} }), host('h1', full), host('h2', full)];
    expect(sentence(hosts)).toBe(
      "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 2 Insufficient devices.kubevirt.io/tdx. preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.",
    );
  });

  it('all that one node is short of', () => {
    const hosts = [host('h0', { guests: 110, memoryUsedBytes: 1000 * GIB, used: { 'devices.kubevirt.io/tdx': 31 } })];
    const decision = kubevirt().place(claimed({ tdx: {} }), hosts, bothGates);
    expect(decision).toMatchObject({
      placed: false,
      reasons: { h0: ['Too many pods', 'Insufficient memory', 'Insufficient devices.kubevirt.io/tdx'] },
    });
    expect(messageOf(decision)).toContain('1 Insufficient devices.kubevirt.io/tdx, 1 Insufficient memory, 1 Too many pods. ');
  });

  it('that a node has too many pods, where others could make room', () => {
    expect(sentence([host('h0', { guests: 110 })])).toBe(
      '0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    );
  });

  it('that a node is closed, whatever else is wrong with it', () => {
    const closed = host('h0', { cordoned: true, labels: {}, used: { 'devices.kubevirt.io/tdx': 31 } });
    expect(sentence([closed])).toBe(
      '0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    );
  });

  it('that there are no nodes', () => {
    expect(sentence([])).toBe('no nodes available to schedule pods');
  });
});

describe('the scheduler chooses', () => {
  const chosen = (hosts: readonly HostToPlaceOn[], launchSecurity?: JsonObject): string | undefined => {
    const decision = kubevirt().place(claimed(launchSecurity), hosts, bothGates);
    return decision.placed ? decision.host : undefined;
  };

  it('the node with most free key IDs of the right kind', () => {
    const hosts = [
      host('h0', { used: { 'devices.kubevirt.io/tdx': 3 } }),
      host('h1', { used: { 'devices.kubevirt.io/tdx': 2, 'devices.kubevirt.io/sev-esids': 90 } }),
    ];
    expect(chosen(hosts, { tdx: {} })).toBe('h1');
    expect(chosen(hosts, { snp: {} })).toBe('h0');
  });

  it('the first by name among equals', () => {
    expect(chosen([host('h1'), host('h0')], { snp: {} })).toBe('h0');
    expect(chosen([host('h1'), host('h0')])).toBe('h0');
  });

  it('a node down to its last key ID, and not one beyond', () => {
    expect(chosen([host('h0', { used: { 'devices.kubevirt.io/tdx': 30 } })], { tdx: {} })).toBe('h0');
    expect(chosen([host('h0', { used: { 'devices.kubevirt.io/tdx': 31 } })], { tdx: {} })).toBeUndefined();
  });
});

const everything = {
  ...Object.fromEntries(ordinary.map((name) => [name, 1000])),
  'devices.kubevirt.io/sev': 1000,
  'devices.kubevirt.io/sev-asids': 907,
  'devices.kubevirt.io/sev-esids': 99,
  'devices.kubevirt.io/tdx': 31,
};

function host(name: string, changes: Partial<HostToPlaceOn> = {}): HostToPlaceOn {
  const labels = ['sev', 'sev-es', 'sev-snp', 'tdx', 'schedulable'].map((label) => [`kubevirt.io/${label}`, 'true']);
  return {
    name,
    labels: { ...Object.fromEntries(labels), 'kubernetes.io/arch': 'amd64' },
    resources: everything,
    used: {},
    memoryBytes: 1000 * GIB,
    memoryUsedBytes: 0,
    guests: 0,
    ...changes,
  };
}

function claimed(launchSecurity: JsonObject | undefined, changes: RequestChanges = {}): Claim {
  return kubevirt().claim(exampleGuest(launchSecurity, changes), bothGates);
}

const uefi = { firmware: { bootloader: { efi: { secureBoot: false } } } };

function containerOf(claim: Claim): JsonObject {
  const { containers } = claim.object.spec as { readonly containers: readonly [JsonObject] };
  return containers[0];
}

function messageOf(decision: PlaceDecision): string {
  return decision.placed ? '' : decision.message;
}
