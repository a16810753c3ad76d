import { describe, expect, it } from 'vitest';
import { type GuestSpec, guestForms } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { guestObject } from './guest-object.js';
import { requestedProtection } from './requested-protection.js';

const spec: GuestSpec = { protection: 'tdx', secureBoot: false, vcpus: 2 };

describe('a guest', () => {
  it.each(guestForms)('can be asked for as %s, and is protected in each', (form) => {
    const request = guestObject('g', { ...spec, form });
    expect(request).toMatchObject({ metadata: { name: 'g', namespace: 'default' } });
    expect(requestedProtection(request)).toBe('tdx');
  });

  it('says its architecture itself as an instance, and leaves it to defaulting in a template', () => {
    expect(JSON.stringify(guestObject('g', spec))).toContain('amd64');
    for (const form of guestForms.slice(1)) expect(JSON.stringify(guestObject('g', { ...spec, form }))).not.toContain('amd64');
  });

  it('has everything it is said to have', () => {
    const request = guestObject('g', {
      ...spec,
      userData: true,
      vsock: true,
      hostDevice: true,
      tpm: true,
      kernelBoot: true,
      maxMemoryMib: 128,
      selectors: { a: 'b' },
      onHost: 'h0',
      launchMembers: { policy: '0x0' },
    });
    expect(request.spec).toMatchObject({
      nodeSelector: { a: 'b', 'kubernetes.io/hostname': 'h0' },
      domain: {
        launchSecurity: { tdx: { policy: '0x0' } },
        memory: { guest: '64Mi', maxGuest: '128Mi' },
        firmware: { kernelBoot: { container: { kernelPath: '/boot/vmlinuz' } } },
        devices: {
          autoattachVSOCK: true,
          tpm: {},
          hostDevices: [{ deviceName: 'example.com/card' }],
          disks: [{}, { name: 'cloudinit' }],
        },
      },
      volumes: [{}, { name: 'cloudinit', cloudInitNoCloud: { userData: '#cloud-config\n' } }],
    });
  });
});

describe('a machine', () => {
  it('comes with the instance type that protects it, and says nothing of its size', () => {
    const [size, machine] = itemsOf(guestObject('g', { ...spec, form: 'machine', protectionIn: ['instancetype'] }));
    expect(size).toMatchObject({
      kind: 'VirtualMachineInstancetype',
      spec: { cpu: { guest: 2 }, memory: { guest: '64Mi' }, launchSecurity: { tdx: {} } },
    });
    expect(machine).toMatchObject({ spec: { instancetype: { name: 'g', kind: 'VirtualMachineInstancetype' } } });
    expect(JSON.stringify(machine)).not.toMatch(/launchSecurity|memory|cpu/);
  });

  it('comes with the preference that protects it, and contradicts it where it can', () => {
    const request = guestObject('g', { ...spec, form: 'machine', protectionIn: ['preference'] });
    const [taste, machine] = itemsOf(request);
    expect(taste).toMatchObject({
      spec: { preferredLaunchSecurity: { tdx: {} }, features: { preferredAcpi: { enabled: false } } },
    });
    expect(machine).toMatchObject({ spec: { template: { spec: { domain: { features: { acpi: { enabled: true } } } } } } });
    expect(requestedProtection(request)).toBe('tdx');
  });

  it('that is protected itself comes with a preference for something else', () => {
    const request = guestObject('g', { ...spec, form: 'machine', protectionIn: ['request', 'preference'] });
    expect(itemsOf(request)[0]).toMatchObject({ spec: { preferredLaunchSecurity: { snp: {} } } });
    expect(requestedProtection(request)).toBe('tdx');
  });
});

function itemsOf(request: JsonObject): readonly JsonObject[] {
  expect(request).toMatchObject({ apiVersion: 'v1', kind: 'List' });
  return request.items as readonly JsonObject[];
}
