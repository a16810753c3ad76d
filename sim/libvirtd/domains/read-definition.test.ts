import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { ExampleClient } from './example-client.js';

/** Parts of a document of a guest called e1; whole elements. */
interface Parts {
  readonly attributes?: string;
  readonly name?: string;
  readonly memory?: string;
  readonly vcpu?: string;
  readonly os?: string;
  readonly rest?: string;
}

function documentOf({
  attributes = `type='kvm'`,
  name = 'e1',
  memory = '<memory>65536</memory>',
  vcpu = '',
  os = '',
  rest = '',
}: Parts): string {
  const system = os === '' ? `<os><type machine='q35'>hvm</type></os>` : os;
  return `<domain ${attributes}><name>${name}</name>${memory}${vcpu}${system}${rest}</domain>`;
}

const genoa = { libvirt: '11.3', qemu: '10.0' };

/** Observed alike with libvirt 9.0.0, 11.3.0 and 12.8.0. */
const refused: readonly (readonly [string, Parts, string])[] = [
  ['no memory', { memory: '' }, '27/20 XML error: Memory size must be specified via <memory> or in the <numa> configuration'],
  ['no number', { memory: '<memory>abc</memory>' }, `27/5 XML error: Invalid value 'abc' for element or attribute './memory[1]'`],
  ['a unit', { memory: `<memory unit='zz'>1</memory>` }, `8/0 invalid argument: unknown suffix 'zz'`],
  ['no OS type', { os: '<os/>' }, '27/20 XML error: an os <type> must be specified'],
  [
    'an architecture',
    { os: `<os><type arch='bogus'>hvm</type></os>` },
    '67/20 unsupported configuration: Unknown architecture bogus',
  ],
  [
    'another one',
    { os: `<os><type arch='aarch64'>hvm</type></os>` },
    `67/10 unsupported configuration: No emulator found for arch 'aarch64'`,
  ],
  [
    'an OS type',
    { os: '<os><type>xen</type></os>' },
    `67/10 unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support os type 'xen'`,
  ],
  ['a firmware', { os: `<os firmware='zz'><type>hvm</type></os>` }, '27/20 XML error: unknown firmware value zz'],
  ['a UUID', { rest: '<uuid>zz</uuid>' }, '1/20 internal error: malformed uuid element'],
  ['a name', { name: 'e/1' }, `27/20 XML error: name e/1 cannot contain '/'`],
  ['vCPUs', { vcpu: '<vcpu>x</vcpu>' }, '27/20 XML error: maximum vcpus count must be an integer'],
  ['no vCPU', { vcpu: '<vcpu>0</vcpu>' }, '1/20 internal error: CPU IDs in <numa> exceed the <vcpu> count'],
  [
    'current vCPUs',
    { vcpu: `<vcpu current='3'>2</vcpu>` },
    '67/20 unsupported configuration: maximum vCPU count must not be less than current vCPU count',
  ],
  [
    'many vCPUs',
    { vcpu: '<vcpu>5000</vcpu>' },
    '67/10 unsupported configuration: Maximum CPUs greater than specified machine type limit 4096',
  ],
  ['a clock', { rest: `<clock offset='zz'/>` }, `67/20 unsupported configuration: unknown clock offset 'zz'`],
  ['an action', { rest: '<on_crash>zz</on_crash>' }, '67/20 unsupported configuration: unknown on_crash action: zz'],
  ['a CPU mode', { rest: `<cpu mode='zz'/>` }, `67/31 unsupported configuration: Invalid mode attribute 'zz'`],
  ['no disk target', { rest: `<devices><disk type='file'/></devices>` }, '20/20 missing target information for device'],
  [
    'no disk source',
    { rest: `<devices><disk type='file'><target dev='vda'/></disk></devices>` },
    '19/20 missing source information for device vda',
  ],
  [
    'an emulator',
    { rest: '<devices><emulator>/nonexistent</emulator></devices>' },
    '38/10 Cannot check QEMU binary /nonexistent: No such file or directory',
  ],
  [
    'no type of launch security',
    { rest: '<launchSecurity/>' },
    `27/5 XML error: Missing required attribute 'type' in element 'launchSecurity'`,
  ],
];

describe('a document libvirt does not take', () => {
  const client = new ExampleClient(composeHost({ machine: 'genoa', versions: genoa }));

  it.each(refused)('is refused in its words: %s', (_, parts, words) => {
    expect(client.refusal('domainDefineXml', { xml: documentOf(parts) })).toBe(words);
  });

  it('has another format string before 9.2', () => {
    const strings = (libvirt: string): unknown => {
      const old = new ExampleClient(composeHost({ machine: 'genoa', versions: { ...genoa, libvirt } }));
      const answer = old.call('domainDefineXml', { xml: documentOf({ name: 'e/1' }) });
      return answer.ok ? undefined : [answer.reason.str1, answer.reason.str2];
    };
    expect(strings('9.0')).toEqual(['XML error: %s', `name e/1 cannot contain '/'`]);
    expect(strings('11.3')).toEqual(['XML error: %1$s', `name e/1 cannot contain '/'`]);
  });

  it('may break the schema only where nobody looks', () => {
    const xml = documentOf({ rest: '<foo/>' });
    expect(client.refusal('domainDefineXmlFlags', { xml, flags: 0 })).toBe('done');
    expect(client.refusal('domainDefineXmlFlags', { xml, flags: 1 })).toBe(
      '92/5 XML document failed to validate against schema: Unable to validate doc against /usr/share/libvirt/schemas/domain.rng\n' +
        'Element domain has extra content: foo\n',
    );
  });

  it('may have the name or the UUID of another domain, not both of different ones', () => {
    const uuid = '11111111-2222-3333-4444-555555555555';
    const other = uuid.replace('1', '2');
    client.define(documentOf({ name: 'one', rest: `<uuid>${uuid}</uuid>` }));
    expect(client.refusal('domainDefineXml', { xml: documentOf({ name: 'one', rest: `<uuid>${other}</uuid>` }) })).toBe(
      `9/20 operation failed: domain 'one' already exists with uuid ${uuid}`,
    );
    expect(client.refusal('domainDefineXml', { xml: documentOf({ name: 'two', rest: `<uuid>${uuid}</uuid>` }) })).toBe(
      `9/20 operation failed: domain 'one' is already defined with uuid ${uuid}`,
    );
  });
});

describe('firmware that libvirt chooses', () => {
  const acpi = '<features><acpi/></features>';
  const efi = (os: string, rest = acpi): string =>
    documentOf({ os: `<os firmware='efi'><type machine='q35'>hvm</type>${os}</os>`, rest });
  const snp = `${acpi}<launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity>`;
  const on = (debian: 'debian-12' | 'debian-13' | 'debian-sid'): ExampleClient => {
    const versions = {
      'debian-12': { libvirt: '9.0', qemu: '7.2' },
      'debian-13': genoa,
      'debian-sid': { libvirt: '12', qemu: '11' },
    }[debian];
    return new ExampleClient(composeHost({ machine: 'genoa', versions: { ...versions, ovmf: debian } }));
  };
  const osOf = (client: ExampleClient, xml: string): string => {
    const answer = client.call('domainDefineXml', { xml });
    if (!answer.ok) return answer.reason.message;
    const shown = client.ask('domainGetXmlDesc', { dom: answer.value.dom, flags: 2 }).xml;
    client.ask('domainUndefineFlags', { dom: answer.value.dom, flags: 4 });
    return /<os.*?<\/os>/s.exec(shown)?.[0].replace(/ +/g, ' ') ?? '';
  };

  it('is written into the definition, with system management where it needs that', () => {
    const client = on('debian-13');
    expect(osOf(client, efi(''))).toBe(
      [
        `<os firmware='efi'>`,
        ` <type arch='x86_64' machine='pc-q35-10.0'>hvm</type>`,
        ' <firmware>',
        ` <feature enabled='yes' name='enrolled-keys'/>`,
        ` <feature enabled='yes' name='secure-boot'/>`,
        ' </firmware>',
        ` <loader readonly='yes' secure='yes' type='pflash' format='raw'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>`,
        ` <nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd' templateFormat='raw' format='raw'>/var/lib/libvirt/qemu/nvram/e1_VARS.fd</nvram>`,
        ` <boot dev='hd'/>`,
        ' </os>',
      ].join('\n'),
    );
    const dom = client.define(efi(''));
    expect(client.ask('domainGetXmlDesc', { dom, flags: 2 }).xml).toContain(`<smm state='on'/>`);
  });

  it('is another one without secure boot', () => {
    const without = `<firmware><feature enabled='no' name='secure-boot'/></firmware>`;
    expect(osOf(on('debian-13'), efi(without))).toContain('>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>');
    expect(osOf(on('debian-sid'), efi(without))).toContain(
      `<loader type='rom' format='raw'>/usr/share/ovmf/OVMF.amdsev.fd</loader>`,
    );
  });

  it('is recognised where a loader names it', () => {
    const manual = `<os><type machine='q35'>hvm</type><loader type='pflash' readonly='yes'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader></os>`;
    expect(osOf(on('debian-13'), documentOf({ os: manual, rest: acpi }))).toMatch(/^<os firmware='efi'>.*nvram\/e1_VARS.fd/s);
    expect(osOf(on('debian-12'), documentOf({ os: manual, rest: acpi }))).toMatch(/^<os>.*nvram\/e1_VARS.fd/s);
  });

  it('fits SEV-SNP where the package has an image for it', () => {
    expect(osOf(on('debian-sid'), efi('', snp))).toContain('/usr/share/ovmf/OVMF.amdsev.fd');
    expect(osOf(on('debian-sid'), efi('', snp).replace('q35', 'pc'))).toBe(
      `operation failed: Unable to find 'efi' firmware that is compatible with the current configuration`,
    );
    expect(osOf(on('debian-13'), efi('', snp))).toBe(
      `operation failed: Unable to find 'efi' firmware that is compatible with the current configuration`,
    );
    expect(osOf(on('debian-13'), efi(`<loader stateless='yes'/>`))).toBe(
      `operation failed: Unable to find 'efi' firmware that is compatible with the current configuration`,
    );
  });

  it('is looked for at start before 9.2', () => {
    const client = on('debian-12');
    const dom = client.define(efi(`<loader stateless='yes'/>`));
    expect(client.refusal('domainCreate', { dom })).toBe(`9/10 operation failed: Unable to find any firmware to satisfy 'efi'`);
    expect([client.state(dom), ...client.events()]).toEqual(['5/6', '0/0 #-1']);
  });

  it('needs ACPI', () => {
    expect(osOf(on('debian-13'), efi('', ''))).toBe('unsupported configuration: UEFI requires ACPI on this architecture');
  });
});
