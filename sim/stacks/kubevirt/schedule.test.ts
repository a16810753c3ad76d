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

  it('comes on top of guest memory', () => {
    const { memoryBytes, overheadBytes } = claimed({ snp: {} });
    expect(memoryBytes).toBe(2 * GIB + overheadBytes);
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

function messageOf(decision: PlaceDecision): string {
  return decision.placed ? '' : decision.message;
}
