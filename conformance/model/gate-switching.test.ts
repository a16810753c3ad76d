import { describe, expect, it } from 'vitest';
import { guestKey, openGates, otherConfigKey } from './gate-switching.js';

describe('guests with the same key', () => {
  const guest = (name: string, domain: object, uuid = name): Parameters<typeof guestKey>[0] => ({
    metadata: { name, uid: uuid },
    spec: { architecture: 'amd64', domain: { ...domain, firmware: { uuid, bootloader: {} } } },
  });

  it('differ in name and ids only', () => {
    expect(guestKey(guest('a', {}))).toBe(guestKey(guest('b', {})));
    expect(guestKey(guest('a', { cpu: { cores: 2 } }))).not.toBe(guestKey(guest('a', {})));
    expect(guestKey(guest('a', { launchSecurity: { sev: {} } }))).not.toBe(guestKey(guest('a', {})));
  });

  it('have the same annotations', () => {
    const annotated = {
      ...guest('a', {}),
      metadata: { name: 'a', annotations: { 'kubevirt.io/free-page-reporting-disabled': 'true' } },
    };
    expect(guestKey(annotated)).not.toBe(guestKey(guest('a', {})));
  });
});

describe('configurations with the same key', () => {
  it('differ in gates only, and not in the one that lets libvirt choose firmware', () => {
    const key = (...featureGates: readonly string[]): string => otherConfigKey({ featureGates });
    expect(key('WorkloadEncryptionTDX')).toBe(key());
    expect(key('VSOCK')).toBe(key());
    expect(key('FirmwareAutoSelection')).not.toBe(key());
    expect(otherConfigKey({ vmRolloutStrategy: 'Stage' })).not.toBe(key());
  });
});

it.each([
  [{}, 'WorkloadEncryptionSEV'],
  [{ featureGates: ['WorkloadEncryptionTDX'] }, 'WorkloadEncryptionSEV and WorkloadEncryptionTDX'],
  [{ disabledFeatureGates: ['WorkloadEncryptionSEV'] }, 'no gate'],
])('of %j the open gates are %s', (config, gates) => {
  expect(openGates(config)).toBe(gates);
});
