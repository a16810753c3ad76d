import { describe, expect, it } from 'vitest';
import { readNovaDocument } from './nova-domain.js';
import { shownProtection } from './nova-policy.js';

const xml = (name: string, policy: string): string =>
  `<domain type='kvm'><name>${name}</name><uuid>u-${name}</uuid><memory unit='MiB'>64</memory><os firmware='efi'><type machine='q35'>hvm</type><loader stateless='yes'/></os><devices><disk device='disk'><driver iommu='on'/><target bus='virtio'/></disk></devices><launchSecurity type='sev'><policy>${policy}</policy></launchSecurity></domain>`;

describe('a domain document of Nova', () => {
  it('is read as it is written', () => {
    const document = readNovaDocument(xml('g0', '0x0037'));
    expect(document).toMatchObject({ name: 'g0', uuid: 'u-g0', memoryKib: 65536, machine: 'q35', lastChild: 'launchSecurity' });
    expect(document?.loader).toMatchObject({ path: '', stateless: 'yes' });
    expect(document?.virtio).toEqual([{ what: 'disk', iommu: 'on' }]);
    expect(document && shownProtection(document)).toBe('sev-es');
  });

  it('differs from that of another guest in nothing but the policy', () => {
    const [one, other] = [readNovaDocument(xml('g0', '0x0033')), readNovaDocument(xml('g1', '0x0037'))];
    expect(one?.allButPolicy).toBe(other?.allButPolicy);
    expect(other?.name).toBe('g1');
  });

  it('is none when it is not well formed', () => {
    expect(readNovaDocument('<domain>')).toBeUndefined();
  });
});
