import { describe, expect, it } from 'vitest';
import { readDomainDocument } from './known-documents.js';

const uuid = 'c79e7a55-bcc6-8f08-8004-425294c02215';

describe('readDomainDocument', () => {
  it('keeps attributes and texts as they are written', () => {
    const security = "<launchSecurity type='sev-snp' kernelHashes='yes'><policy>0x30000</policy></launchSecurity>";
    expect(readDomainDocument(domain(security), 'g')?.launchSecurity).toEqual({
      type: 'sev-snp',
      kernelHashes: 'yes',
      policy: '0x30000',
      children: ['policy'],
      texts: { policy: '0x30000' },
      quoteGenerationPath: undefined,
    });
  });

  it('reads devices with their drivers', () => {
    const devices = `<devices>
      <disk><driver name='qemu' iommu='on'/><target bus='virtio'/></disk><disk><target bus='sata'/></disk>
      <interface><model type='virtio'/><rom enabled='no'/></interface>
    </devices>`;
    const document = readDomainDocument(domain(devices), 'g');
    expect(document?.disks).toEqual([
      { kind: 'virtio', driverName: 'qemu', iommu: 'on', hasDriver: true },
      { kind: 'sata', driverName: undefined, iommu: undefined, hasDriver: false },
    ]);
    expect(document?.interfaces[0]?.romEnabled).toBe('no');
  });

  it('parses documents once that differ only in the guest’s name and UUID', () => {
    const first = readDomainDocument(domain('<a/>', 'first', uuid), 'first');
    const second = readDomainDocument(domain('<a/>', 'second', uuid.replace('c', 'd')), 'second');
    expect(second).toBe(first);
    expect(first?.nvram?.path).toBe(`/nvram/${first?.guestName}_VARS.fd`);
  });

  it('does not take another guest’s name for the guest’s own', () => {
    const document = readDomainDocument(domain('<a/>', 'other', uuid), 'g');
    expect(document?.nvram?.path).toBe('/nvram/other_VARS.fd');
  });

  it.each([
    ['nothing', ''],
    ['a truncated document', '<domain><name>g</name>'],
    ['another root', '<network/>'],
    ['crossed tags', '<domain><a><b></a></b></domain>'],
    ['an entity declaration', '<!DOCTYPE d [<!ENTITY e "x">]><domain/>'],
  ])('refuses %s', (_, xml) => {
    expect(readDomainDocument(xml, 'g')).toBeUndefined();
  });

  it('compares what must not depend on the protection, and only that', () => {
    const rest = (content: string): string | undefined => readDomainDocument(domain(content), 'g')?.rest;
    expect(rest("<features><acpi/><pmu state='off'/></features>")).toBe(rest('<features><acpi/></features>'));
    expect(rest("<os><loader type='rom'>/a</loader></os>")).toBe(rest("<os><loader type='pflash'>/b</loader></os>"));
    expect(rest("<cpu mode='host-model'/>")).not.toBe(rest("<cpu mode='host-passthrough'/>"));
  });
});

function domain(content: string, name = 'g', id = uuid): string {
  return `<domain type='kvm'><name>default_${name}</name><uuid>${id}</uuid>${content}<os><nvram>/nvram/${name}_VARS.fd</nvram></os></domain>`;
}
