import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.js';
import { readXml, type XmlNode } from '../../../core/xml-reader.js';
import { bothGates, exampleGuest, type RequestChanges } from '../example-guest.js';
import { exampleNode } from '../example-node.js';
import { valuesAt } from '../example-xpath.js';
import { kubevirt } from '../index.js';

// The documents of KubeVirt main (kubevirt@d923fdb815) for one request with each kind of protection, worked out by hand from
// converter/compute, converter/network, converter/storage and manager.go. They are golden: a change here is a change of what is promised.

/** XPath → value; `absent` means that the node must not exist. */
type Table = readonly (readonly [path: string, value: string])[];

const absent = '—';
const ovmf = '/usr/share/edk2/ovmf';

/** What no protection changes. */
const common: Table = [
  ['/domain/@type', 'kvm'],
  ['/domain/os/type/@machine', 'q35'],
  ['/domain/os/loader/@readonly', 'yes'],
  ['/domain/os/loader/@secure', 'no'],
  ['/domain/devices/interface/rom/@enabled', 'no'],
  ['/domain/devices/memballoon/@model', 'virtio-non-transitional'],
  ['/domain/devices/memballoon/@freePageReporting', 'on'],
  ['/domain/features/vmport/@state', 'off'],
  ['/domain/features/smm', absent],
  ['/domain/features/ioapic', absent],
  ['/domain/cpu/@mode', 'host-model'],
  ['/domain/memoryBacking', absent],
  ['/domain/maxMemory', absent],
  ['/domain/vcpu', '8'],
  ["/domain/vcpus/vcpu[@id='0']/@enabled", 'yes'],
  ["/domain/vcpus/vcpu[@id='0']/@hotpluggable", 'no'],
  ["/domain/vcpus/vcpu[@id='1']/@enabled", 'yes'],
  ["/domain/vcpus/vcpu[@id='1']/@hotpluggable", 'no'],
  ["/domain/vcpus/vcpu[@id='2']/@enabled", 'no'],
  ["/domain/vcpus/vcpu[@id='2']/@hotpluggable", 'yes'],
  ["/domain/vcpus/vcpu[@id='7']/@enabled", 'no'],
  ["/domain/vcpus/vcpu[@id='8']", absent],
];

const bounced: Table = [
  ['/domain/devices/disk/driver/@iommu', 'on'],
  ['/domain/devices/interface/driver/@name', 'vhost'],
  ['/domain/devices/interface/driver/@iommu', 'on'],
  ['/domain/devices/memballoon/driver/@iommu', 'on'],
  ['/domain/devices/rng/driver/@iommu', 'on'],
  ["/domain/devices/controller[@type='scsi']/driver/@iommu", 'on'],
  ["/domain/devices/controller[@type='virtio-serial']/driver/@iommu", 'on'],
  ['/domain/features/pmu', absent],
];

const flash: Table = [
  ['/domain/os/loader', `${ovmf}/OVMF_CODE.cc.fd`],
  ['/domain/os/loader/@type', 'pflash'],
  ['/domain/os/nvram/@template', `${ovmf}/OVMF_VARS.fd`],
  ['/domain/os/nvram', '/var/run/kubevirt-private/libvirt/qemu/nvram/cvm_VARS.fd'],
];

const examples: readonly (readonly [name: string, launchSecurity: JsonObject, changes: RequestChanges, table: Table])[] = [
  [
    'SEV',
    { sev: {} },
    {},
    [
      ...common,
      ...bounced,
      ...flash,
      ['/domain/os/bootmenu', absent],
      ['/domain/launchSecurity/@type', 'sev'],
      ['/domain/launchSecurity/policy', '0x1'],
      ['/domain/launchSecurity/dhCert', absent],
      ['/domain/launchSecurity/session', absent],
      ['/domain/launchSecurity/cbitpos', absent],
      ['/domain/launchSecurity/reducedPhysBits', absent],
      ['/domain/launchSecurity/quoteGenerationService', absent],
    ],
  ],
  [
    'SEV-ES',
    { sev: { policy: { encryptedState: true }, attestation: {}, session: 'S', dhCert: 'D' } },
    { spec: { startStrategy: 'Paused' } },
    [
      ...common,
      ...bounced,
      ...flash,
      ['/domain/os/bootmenu/@enable', 'yes'],
      ['/domain/os/bootmenu/@timeout', '10000'],
      ['/domain/launchSecurity/@type', 'sev'],
      ['/domain/launchSecurity/policy', '0x5'],
      ['/domain/launchSecurity/dhCert', 'D'],
      ['/domain/launchSecurity/session', 'S'],
      ['/domain/launchSecurity/cbitpos', absent],
      ['/domain/launchSecurity/reducedPhysBits', absent],
    ],
  ],
  [
    'SEV-SNP',
    { snp: {} },
    {},
    [
      ...common,
      ...bounced,
      ['/domain/os/loader', `${ovmf}/OVMF.amdsev.fd`],
      ['/domain/os/loader/@type', 'rom'],
      ['/domain/os/nvram', absent],
      ['/domain/os/bootmenu', absent],
      ['/domain/launchSecurity/@type', 'sev-snp'],
      ['/domain/launchSecurity/@kernelHashes', absent],
      ['/domain/launchSecurity/policy', '0x30000'],
      ['/domain/launchSecurity/*[not(self::policy)]', absent],
    ],
  ],
  [
    'TDX',
    { tdx: {} },
    {},
    [
      ...common,
      ['/domain/os/loader', `${ovmf}/OVMF.inteltdx.fd`],
      ['/domain/os/loader/@type', 'rom'],
      ['/domain/os/nvram', absent],
      ['/domain/os/bootmenu', absent],
      ['/domain/launchSecurity/@type', 'tdx'],
      ['/domain/launchSecurity/policy', absent],
      ['/domain/launchSecurity/*[not(self::quoteGenerationService)]', absent],
      ['/domain/launchSecurity/quoteGenerationService/@path', '/var/run/tdx-qgs/qgs.socket'],
      ['/domain/features/pmu/@state', 'off'],
      ['/domain/devices/disk/driver/@iommu', absent],
      ['/domain/devices/interface/driver', absent],
      ['/domain/devices/memballoon/driver', absent],
      ['/domain/devices/rng/driver', absent],
      ["/domain/devices/controller[@type='scsi']/driver", absent],
      ["/domain/devices/controller[@type='virtio-serial']/driver", absent],
    ],
  ],
];

describe.each(examples)('the worked example of %s', (_name, launchSecurity, changes, table) => {
  const document = rendered(launchSecurity, changes);

  it.each(table)('%s is %s', (path, value) => {
    expect(valuesAt(document, path)).toEqual(value === absent ? [] : [value]);
  });
});

it('secure boot, said or unsaid, gives TDX the other image, which is still not marked secure', () => {
  for (const efi of [{}, { secureBoot: true }]) {
    const document = rendered({ tdx: {} }, { domain: { firmware: { bootloader: { efi } } } });
    expect(valuesAt(document, '/domain/os/loader')).toEqual([`${ovmf}/OVMF.inteltdx.secboot.fd`]);
    expect(valuesAt(document, '/domain/os/loader/@secure')).toEqual(['no']);
  }
});

function rendered(launchSecurity: JsonObject, changes: RequestChanges): XmlNode {
  const decision = kubevirt().render(exampleGuest(launchSecurity, changes), { name: 'h0', reader: exampleNode() }, bothGates);
  if (!decision.rendered) expect.unreachable(decision.message);
  const document = readXml(decision.xml);
  if (!document.ok) expect.unreachable(JSON.stringify(document.reason));
  return document.value;
}
