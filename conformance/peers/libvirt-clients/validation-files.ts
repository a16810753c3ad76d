import { domain } from './domain-files.js';

/**
 * Domains that a libvirtd must refuse, or take and rewrite, by file name: one for every row of libvirt's validation of launch
 * security and of firmware. Source: libvirt src/conf/domain_conf.c, domain_validate.c and src/qemu/qemu_validate.c.
 */
export const validationFiles: Readonly<Record<string, string>> = {
  ...confidential('sev', {
    plain: '<policy>0x3</policy>',
    es: '<policy>0x7</policy>',
    'upper-case': '<policy>0X3F</policy>',
    'decimal-looking': '<policy>10</policy>',
    'policy-missing': '',
    'policy-word': '<policy>three</policy>',
    'policy-negative': '<policy>-1</policy>',
    'policy-huge': '<policy>0x1ffffffff</policy>',
    cbitpos: '<policy>0x3</policy><cbitpos>47</cbitpos><reducedPhysBits>1</reducedPhysBits>',
    'cbitpos-word': '<policy>0x3</policy><cbitpos>x</cbitpos>',
    'reduced-word': '<policy>0x3</policy><reducedPhysBits>x</reducedPhysBits>',
    'with-session': '<policy>0x3</policy><dhCert>AAAA</dhCert><session>BBBB</session>',
  }),
  ...confidential('sev-snp', {
    plain: '<policy>0x30000</policy>',
    'upper-case': '<policy>0X3001F</policy>',
    'policy-missing': '',
    'policy-word': '<policy>three</policy>',
    'host-data': `<policy>0x30000</policy><hostData>${base64(32)}</hostData>`,
    'host-data-short': '<policy>0x30000</policy><hostData>AAAA</hostData>',
    'id-block-short': '<policy>0x30000</policy><idBlock>AAAA</idBlock>',
    'id-auth-short': '<policy>0x30000</policy><idAuth>AAAA</idAuth>',
    'workarounds-short': '<policy>0x30000</policy><guestVisibleWorkarounds>AAAA</guestVisibleWorkarounds>',
  }),
  ...confidential('tdx', {
    plain: '',
    debug: '<policy>0x1</policy>',
    'sept-ve': '<policy>0x10000000</policy>',
    'policy-other-bit': '<policy>0x2</policy>',
    'policy-word': '<policy>three</policy>',
    'owner-short': '<mrOwner>AAAA</mrOwner>',
    owner: `<mrConfigId>${base64(48)}</mrConfigId><mrOwner>${base64(48)}</mrOwner>`,
    quotes: '<quoteGenerationService/>',
    'quotes-path': "<quoteGenerationService path='/run/qgs'/>",
  }),
  ...confidential('s390-pv', { plain: '' }),
  'sev-kernel-hashes.xml': guest("<launchSecurity type='sev' kernelHashes='yes'><policy>0x3</policy></launchSecurity>"),
  'sev-kernel-hashes-word.xml': guest("<launchSecurity type='sev' kernelHashes='maybe'><policy>0x3</policy></launchSecurity>"),
  'snp-attributes.xml': guest(
    "<launchSecurity type='sev-snp' authorKey='yes' vcek='no'><policy>0x30000</policy></launchSecurity>",
  ),
  'snp-author-key-word.xml': guest("<launchSecurity type='sev-snp' authorKey='maybe'><policy>0x30000</policy></launchSecurity>"),
  'no-type.xml': guest('<launchSecurity><policy>0x3</policy></launchSecurity>'),
  'unknown-type.xml': guest("<launchSecurity type='bogus'/>"),
  'sev-on-i440fx.xml': sevGuest().replace("machine='q35'", "machine='pc'"),
  'sev-iommu.xml': sevGuest().replace('<memballoon', "<iommu model='intel'/><memballoon"),
  'tdx-ioapic-kvm.xml': tdxGuest().replace('<acpi/>', "<acpi/><ioapic driver='kvm'/>"),
  'tdx-ioapic-qemu.xml': tdxGuest().replace('<acpi/>', "<acpi/><ioapic driver='qemu'/>"),
  'tdx-pmu.xml': tdxGuest().replace('<acpi/>', "<acpi/><pmu state='on'/>"),
  'tdx-smm.xml': tdxGuest().replace('<acpi/>', "<acpi/><smm state='on'/>"),
};

function confidential(type: string, children: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const files = Object.entries(children).map(([name, inside]) => [
    `${type}-${name}.xml`,
    guest(`<launchSecurity type='${type}'>${inside}</launchSecurity>`),
  ]);
  return Object.fromEntries(files) as Readonly<Record<string, string>>;
}

/** Always the same, so that one definition takes the place of the one before. */
function guest(launchSecurity: string): string {
  return domain('guest', '11111111-2222-4333-8444-00000000000a', launchSecurity);
}

function sevGuest(): string {
  return guest("<launchSecurity type='sev'><policy>0x3</policy></launchSecurity>");
}

function tdxGuest(): string {
  return guest("<launchSecurity type='tdx'/>");
}

function base64(bytes: number): string {
  return Buffer.alloc(bytes, 7).toString('base64');
}
