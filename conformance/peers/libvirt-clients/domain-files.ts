/** Files that the rows of the command table name, by name. Guests have no disk, so that they need nothing of a machine. */
export const domainFiles: Readonly<Record<string, string>> = {
  'plain.xml': domain('plain', plainUuid()),
  'plain-other-uuid.xml': domain('plain', '99999999-2222-4333-8444-555555555555'),
  'other-plain-uuid.xml': domain('other', plainUuid()),
  'sev.xml': domain('sev', '11111111-2222-4333-8444-000000000001', launch('sev', '<policy>0x3</policy>')),
  'sev-es.xml': domain('sev-es', '11111111-2222-4333-8444-000000000002', launch('sev', '<policy>0x7</policy>')),
  'snp.xml': domain('snp', '11111111-2222-4333-8444-000000000003', launch('sev-snp', '<policy>0x30000</policy>')),
  'tdx.xml': domain('tdx', '11111111-2222-4333-8444-000000000004', launch('tdx', '')),
  'sev-efi.xml': withFirmware(domain('sev-efi', '11111111-2222-4333-8444-000000000005', launch('sev', '<policy>0x3</policy>'))),
  'snp-efi.xml': withFirmware(
    domain('snp-efi', '11111111-2222-4333-8444-000000000006', launch('sev-snp', '<policy>0x30000</policy>')),
  ),
  'tdx-efi.xml': withFirmware(domain('tdx-efi', '11111111-2222-4333-8444-000000000007', launch('tdx', ''))),
  'bad-text.xml': 'not xml\n',
  'bad-root.xml': '<foo/>\n',
  'bad-no-type.xml': '<domain><name>bad</name></domain>\n',
  'bad-type.xml': "<domain type='zz'><name>bad</name></domain>\n",
  'bad-no-name.xml': domain('plain', plainUuid()).replace(/\s*<name>plain<\/name>/, ''),
  'bad-element.xml': domain('bad', badUuid(), '<bogus/>'),
  'bad-launch-no-type.xml': domain('bad', badUuid(), '<launchSecurity><policy>0x3</policy></launchSecurity>'),
  'bad-launch-type.xml': domain('bad', badUuid(), launch('bogus', '<policy>0x3</policy>')),
  'bad-launch-no-policy.xml': domain('bad', badUuid(), launch('sev', '')),
  'bad-launch-policy.xml': domain('bad', badUuid(), launch('sev', '<policy>three</policy>')),
  'bad-launch-cbitpos.xml': domain('bad', badUuid(), launch('sev', '<policy>0x3</policy><cbitpos>x</cbitpos>')),
  'bad-launch-reduced.xml': domain('bad', badUuid(), launch('sev', '<policy>0x3</policy><reducedPhysBits>x</reducedPhysBits>')),
  'bad-launch-host-data.xml': domain('bad', badUuid(), launch('sev-snp', '<policy>0x30000</policy><hostData>AAAA</hostData>')),
  'bad-launch-s390.xml': domain('bad', badUuid(), "<launchSecurity type='s390-pv'/>"),
  secret: 'c2VjcmV0',
  'cpu.xml': '<cpu><arch>x86_64</arch><model>kvm64</model></cpu>\n',
  'guest-cpu.xml': "<cpu mode='custom' match='exact'><model>kvm64</model></cpu>\n",
  'mixed-cpu.xml': "<cpu mode='custom' match='exact'><arch>x86_64</arch><model>kvm64</model></cpu>\n",
};

function plainUuid(): string {
  return '11111111-2222-4333-8444-555555555555';
}

function badUuid(): string {
  return '11111111-2222-4333-8444-00000000000b';
}

function withFirmware(text: string): string {
  return text.replace('<os>', "<os firmware='efi'>");
}

function launch(type: string, children: string): string {
  return `<launchSecurity type='${type}'>${children}</launchSecurity>`;
}

/** A small domain, with more elements at its end. */
export function domain(name: string, uuid: string, more = ''): string {
  return `<domain type='kvm'>
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  <memory unit='MiB'>64</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <features><acpi/></features>
  <devices><controller type='usb' model='none'/><memballoon model='none'/></devices>
  ${more}
</domain>
`;
}
