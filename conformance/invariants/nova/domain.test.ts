import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../sim/core/json.js';
import { born, encryptedBy, launched, novaTale, rendered, server, unrendered } from '../evidence-fixtures/nova-tale.js';
import { novaXml } from '../evidence-fixtures/nova-xml.js';
import { invariants } from '../index.js';
import { type TaleRow, toldTo } from '../nova-tale-rows.js';

const sev = server(encryptedBy('amd-sev'));
const es = server(encryptedBy('amd-sev-es'));
const snp = server(encryptedBy('amd-sev-snp'), { hw_firmware_stateless: true });
const tdx = server(encryptedBy('intel-tdx'), { hw_firmware_stateless: true });
const ordinary = server();
const bios = server({}, { hw_firmware_type: 'bios' });
const stateless = server({}, { hw_firmware_stateless: true });
const secure = server({}, { os_secure_boot: 'required' });
const another = { ...es, uuid: '7c1c4d5e-0a55-5d0e-9d5a-3f4b8c2a1e00', name: 'g1' };

const named = '<loader type="pflash" readonly="yes" secure="no">/fw/CODE.cc.fd</loader>';
const store = '<nvram template="/fw/VARS.fd">/var/lib/libvirt/qemu/nvram/g0_VARS.fd</nvram>';
const secureNamed = '<loader type="pflash" readonly="yes" secure="yes">/fw/CODE.secboot.fd</loader>';

const rows: Readonly<Record<string, TaleRow>> = {
  'document-is-well-formed': row(sev, '</domain>', ''),
  'capable-host-renders': {
    right: novaTale([born(sev)]),
    wrong: novaTale([[...born(sev).slice(0, 4), unrendered(sev, 'KeyError')]]),
  },
  'protected-as-asked': row(es, '0x0037', '0x0033'),
  'runs-as-asked': {
    right: novaTale([born(sev)]),
    wrong: novaTale([[...born(sev), launched(sev, 'h0', { started: true, protection: 'none' })]]),
  },
  'launch-security-type': row(ordinary, '</devices>', '</devices><launchSecurity type="sev"/>'),
  'sev-policy': row(sev, '0x0033', '0x0037'),
  'sev-es-policy': row(es, '0x0037', '0x0035'),
  'snp-policy': row(snp, '0x00030000', '0x30000'),
  'tdx-policy': row(tdx, '<policy>0x10000000</policy>', ''),
  'debugging-is-off': row(sev, '0x0033', '0x0032'),
  'snp-keys': row(snp, "vcek='yes'", ''),
  'kernel-hashes': row(snp, "kernelHashes='no'", "kernelHashes='yes'"),
  'no-owner-secrets': row(sev, '<policy>', '<session>c2Vzc2lvbg==</session><policy>'),
  'platform-bits-are-left-to-libvirt': row(sev, '<policy>', '<cbitpos>51</cbitpos><policy>'),
  'tdx-names-quote-service': row(tdx, '<quoteGenerationService/>', ''),
  'tdx-measures-nothing-more': row(tdx, '<policy>', '<mrOwner>YQ==</mrOwner><policy>'),
  'launch-security-is-last': row(sev, '</launchSecurity>', '</launchSecurity><seclabel/>'),
  'memory-is-locked': row(sev, '<memoryBacking><locked/></memoryBacking>', ''),
  'memory-is-locked-only-for-a-reason': row(snp, '<vcpu>', '<memoryBacking><locked/></memoryBacking><vcpu>'),
  'no-memory-dump-for-encrypted': row(sev, '<acpi/>', '<acpi/><vmcoreinfo/>'),
  'iommu-is-all-or-nothing': row(sev, "<driver name='qemu'/>", "<driver name='qemu' iommu='on'/>"),
  'cdrom-bus-exists': row(sev, "bus='sata'", "bus='ide'"),
  'machine-as-asked': row(ordinary, "machine='q35'", "machine='pc'"),
  'runs-on-configured-hypervisor': row(ordinary, "type='kvm'", "type='qemu'"),
  'uefi-is-chosen': row(ordinary, " firmware='efi'", ''),
  'bios-has-no-firmware': row(bios, '</os>', '<loader>/fw/CODE.cc.fd</loader></os>'),
  'automatic-firmware-has-no-store': row(ordinary, '</os>', `${store}</os>`),
  'firmware-suits': ofOne(sev, naming(sev, named), naming(sev, secureNamed)),
  'firmware-is-installed': ofOne(sev, naming(sev, named), naming(sev, named.replace('CODE.cc', 'OTHER'))),
  'smm-where-firmware-needs-it': ofOne(
    secure,
    naming(secure, secureNamed).replace('<acpi/>', '<acpi/><smm state="on"/>'),
    naming(secure, secureNamed),
  ),
  'secure-boot-as-asked': row(secure, "secure='yes'", "secure='no'", "enabled='yes'", "enabled='no'"),
  'stateless-loader': row(stateless, " stateless='yes'", ''),
  'stateless-has-no-store': row(stateless, '</os>', `${store}</os>`),
  'stateful-is-the-default': row(ordinary, "<loader secure='no'", "<loader secure='no' stateless='yes'"),
  'firmware-is-pinned': {
    right: novaTale([born(sev), [rendered(sev, naming(sev, `${named}${store}`))]]),
    wrong: novaTale([born(sev), [rendered(sev)]]),
  },
  'template-is-not-the-code': ofOne(
    sev,
    naming(sev, `${named}${store}`),
    naming(sev, `${named}${store.replace('VARS.fd"', 'CODE.cc.fd"')}`),
  ),
  'memory-as-asked': row(ordinary, '<memory>65536', '<memory>64'),
  'vcpus-as-asked': row(ordinary, '<vcpu>1', '<vcpu>2'),
  'uuid-as-admitted': row(ordinary, '0b5d9b0e', '0b5d9b0f'),
  'name-is-stable': {
    right: novaTale([born(sev), [rendered(sev)]]),
    wrong: novaTale([born(sev), [rendered(sev, novaXml(sev).replace('instance-', 'other-'))]]),
  },
  'sev-es-changes-only-the-policy': {
    right: novaTale([born(sev), bornToo(another)]),
    wrong: novaTale([born(sev), bornToo(another, novaXml(another).replace('<rng', '<rng/><rng'))]),
  },
};

describe('judges of domain documents', () => {
  it.each(Object.entries(rows))('%s', (name, told) => {
    const { checks, finding, objection } = toldTo(`nova/domain/${name}`, told);
    expect(finding).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(objection).toBeDefined();
  });

  it('have a row each', () => {
    const names = invariants.flatMap(({ requirement }) => /^nova\/domain\/(.*)/.exec(requirement)?.[1] ?? []);
    expect(Object.keys(rows).sort()).toEqual(names.sort());
  });
});

/** A server whose document is right, and the same with some of its text replaced. */
function row(object: JsonObject, ...replacements: readonly string[]): TaleRow {
  const right = novaXml(object);
  let wrong = right;
  for (let at = 0; at < replacements.length; at += 2) wrong = wrong.replace(replacements[at] ?? '', replacements[at + 1] ?? '');
  expect(wrong).not.toBe(right);
  return ofOne(object, right, wrong);
}

/** A server with one document, and with another. */
function ofOne(object: JsonObject, right: string, wrong: string): TaleRow {
  return { right: novaTale([born(object, right)]), wrong: novaTale([born(object, wrong)]) };
}

/** Its document with firmware that is named instead of chosen by libvirt. */
function naming(object: JsonObject, firmware: string): string {
  return novaXml(object)
    .replace(/<firmware>.*<\/firmware>/, '')
    .replace(" firmware='efi'", '')
    .replace(/<loader [^>]*\/>/, firmware);
}

/** The life of another server, as far as its document. */
function bornToo(object: JsonObject, xml?: string): Parameters<typeof novaTale>[0][number] {
  const [asked] = born(object);
  return asked === undefined ? [] : [asked, rendered(object, xml)];
}
