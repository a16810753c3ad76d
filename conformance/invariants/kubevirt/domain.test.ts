import { describe, expect, it } from 'vitest';
import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { RenderDecision } from '../../../sim/contracts/subject.js';
import type { Story, Twist } from '../evidence-fixtures/story.js';
import { withoutFirmwareTruth } from '../evidence-fixtures/truths.js';
import { openGates, plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { honestly, type JudgeRow, twisted } from '../judge-rows.js';

const bare: Story = { hosts: { amd: withoutFirmwareTruth }, commands: create(plain('sev')) };

const everyGate = { ...openGates, featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX', 'VSOCK'] };

/** Two guests that are alike, before and after the gate of TDX is closed. */
const switching: Story = {
  commands: [
    { do: 'create', guest: 'before', spec: plain('none') },
    { do: 'configure', config: { ...openGates, featureGates: ['WorkloadEncryptionSEV'] } },
    { do: 'create', guest: 'after', spec: plain('none') },
  ],
};

/** A guest whose firmware libvirt chooses. */
const automatic: Story = {
  config: { ...openGates, featureGates: ['FirmwareAutoSelection'] },
  commands: create({ protection: 'none', secureBoot: true, smm: true }),
};

const rows: Readonly<Record<string, JudgeRow>> = {
  'document-is-well-formed': row('sev', '</domain>', ''),
  'launch-security-type': row('snp', "type='sev-snp'", "type='sev'"),
  'ordinary-has-no-launch-security': row('none', '</devices>', "</devices><launchSecurity type='sev'/>"),
  'sev-policy': row('sev', '0x1', '0x3'),
  'sev-es-policy': row('sev-es', '0x5', '0x1'),
  'snp-policy': row('snp', '0x30000', '0x3000'),
  'tdx-writes-no-policy': row('tdx', '<quote', '<policy>0x10000000</policy><quote'),
  'debugging-is-off': row('tdx', '<quote', '<policy>0x10000001</policy><quote'),
  'launch-security-children': row('snp', '<policy>', '<cbitpos>51</cbitpos><policy>'),
  'launch-members-as-asked': {
    story: creating(plain('tdx', { launchMembers: { mrOwner: 'A'.repeat(64) } })),
    twist: replacing('A'.repeat(64), 'B'.repeat(64)),
  },
  'kernel-hashes-as-asked': {
    story: creating(plain('snp', { kernelBoot: true, launchMembers: { kernelHashes: true } })),
    twist: replacing(" kernelHashes='yes'", ''),
  },
  'session-is-handed-on': {
    story: creating(plain('sev', { attestation: true, startPaused: true, session: true })),
    twist: replacing('<session>', '<session>x'),
  },
  'sev-firmware': row('sev', 'OVMF_CODE.cc.fd', 'OVMF_CODE.secboot.fd'),
  'snp-firmware': row('snp', '/usr/share/edk2/ovmf', '/usr/share/OVMF'),
  'tdx-firmware': row('tdx', 'inteltdx.fd', 'inteltdx.secboot.fd'),
  'ordinary-firmware': row('none', 'OVMF_CODE.secboot.fd', 'OVMF_CODE.fd'),
  'ordinary-has-own-variables': row('none', 'OVMF_VARS.fd', 'OVMF_VARS.secboot.fd'),
  'libvirt-chooses-only-ordinary-firmware': row('sev', '<os>', "<os firmware='efi'>"),
  'libvirt-chooses-raw-variables': {
    story: automatic,
    twist: replacing(" format='raw'", ''),
  },
  'firmware-matches-launch-security': row('snp', "type='sev-snp'", "type='sev'"),
  'loader-type': row('snp', "type='rom'", "type='pflash'"),
  'loader-is-read-only': row('tdx', "secure='no'", "secure='yes'"),
  'sev-has-own-variables': row('sev', 'g0_VARS.fd', 'other_VARS.fd'),
  'snp-and-tdx-are-stateless': row('snp', '</loader>', '</loader><nvram>/x</nvram>'),
  'renders-when-firmware-exists': {
    story: creating(plain('sev')),
    twist: { render: () => ({ rendered: false, message: 'no' }) },
  },
  'missing-firmware-is-named': { story: bare, twist: { render: () => ({ rendered: false, message: 'EFI OVMF rom missing' }) } },
  'sev-disks-use-iommu': row('snp', "type='raw' iommu='on'", "type='raw'"),
  'sev-interfaces-use-iommu': row('sev', "name='vhost' iommu='on'", "name='vhost'"),
  'sev-balloon-and-rng-use-iommu': row('sev-es', "<driver iommu='on'/><backend", '<backend'),
  'sev-controllers-use-iommu': row('sev', "index='0'><driver iommu='on'/>", "index='0'>"),
  'sev-vsock-uses-iommu': {
    story: { config: everyGate, commands: create(plain('sev', { vsock: true })) },
    twist: replacing("<driver iommu='on'/></vsock>", '</vsock>'),
  },
  'tdx-uses-no-iommu': row('tdx', "type='raw'", "type='raw' iommu='off'"),
  'interfaces-have-no-rom': row('tdx', "<rom enabled='no'/>", ''),
  'tdx-pmu-is-off': row('tdx', "<pmu state='off'/>", ''),
  'pmu-otherwise-untouched': row('sev', '<acpi/>', "<acpi/><pmu state='off'/>"),
  'smm-only-when-asked': row('snp', '<acpi/>', "<acpi/><smm state='on'/>"),
  'tdx-names-quote-service': row('tdx', 'quoteGenerationService', 'quoteGenerationSocket'),
  'machine-is-q35': row('sev', "machine='q35'", "machine='pc'"),
  'runs-on-kvm': row('snp', "<domain type='kvm'", "<domain type='qemu'"),
  'paused-start-has-boot-menu': {
    story: creating(plain('sev', { startPaused: true })),
    twist: replacing("timeout='10000'", "timeout='1'"),
  },
  'kernel-boot-as-asked': {
    story: creating(plain('snp', { kernelBoot: true })),
    twist: replacing('vmlinuz', 'other'),
  },
  'tpm-as-asked': { story: creating(plain('tdx', { tpm: true })), twist: replacing("version='2.0'", "version='1.2'") },
  'vsock-as-asked': {
    story: { config: everyGate, commands: create(plain('none', { vsock: true })) },
    twist: replacing('</devices>', "<vsock model='virtio'/></devices>"),
  },
  'free-page-reporting-can-be-refused': {
    story: { config: { ...openGates, disableFreePageReporting: true }, commands: create(plain('sev')) },
    twist: replacing("freePageReporting='off'", "freePageReporting='on'"),
  },
  'protection-changes-nothing-else': {
    story: creating(plain('sev'), plain('sev-es'), plain('snp')),
    twist: { render: (decision, protection) => (protection === 'snp' ? changed(decision, '<acpi/>', '') : decision) },
  },
  'es-changes-only-the-policy': {
    story: creating(plain('sev'), plain('sev-es')),
    twist: { render: (decision, protection) => (protection === 'sev' ? changed(decision, '.cc.fd', '.secboot.fd') : decision) },
  },
  'documents-ignore-gates': { story: switching, twist: secondTime('<acpi/>', '') },
};

describe.each(Object.entries(rows))('kubevirt/domain/%s', (name, entry) => {
  it('holds for a right document and catches a wrong one', () => {
    expect(honestly(`kubevirt/domain/${name}`, entry)).toEqual({
      checks: expect.toSatisfy((n: number) => n > 0),
      finding: undefined,
    });
    expect(twisted(`kubevirt/domain/${name}`, entry)).toBeDefined();
  });
});

it('every judge of domain documents is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kubevirt/domain/'));
  expect(Object.keys(rows).map((name) => `kubevirt/domain/${name}`)).toEqual(judges);
});

it('TDX and ordinary guests are compared with each other too', () => {
  const story = creating(plain('none', { onHost: 'intel' }), plain('tdx'));
  const twist: Twist = {
    render: (decision, protection) => (protection === 'tdx' ? changed(decision, 'virtio-serial', 'virtio') : decision),
  };
  expect(honestly('kubevirt/domain/protection-changes-nothing-else', { story, twist })).toEqual({
    checks: 1,
    finding: undefined,
  });
  expect(twisted('kubevirt/domain/protection-changes-nothing-else', { story, twist })).toBeDefined();
});

it('guests with vsocks of their own numbers are still alike under all gates', () => {
  const [first, change] = switching.commands;
  const commands = [first, change, first].map((command, index) =>
    command?.do === 'create' ? { ...command, guest: 'g'.repeat(index + 1), spec: plain('none', { vsock: true }) } : command,
  ) as Story['commands'];
  const devices = { ...everyGate, featureGates: ['WorkloadEncryptionSEV', 'VSOCK'] };
  const changed = commands.map((command) => (command.do === 'configure' ? { ...command, config: devices } : command));
  expect(
    honestly('kubevirt/domain/documents-ignore-gates', { story: { config: everyGate, commands: changed }, twist: {} }),
  ).toEqual({
    checks: 1,
    finding: undefined,
  });
});

it('an entity declaration is not a domain document', () => {
  expect(
    twisted('kubevirt/domain/document-is-well-formed', row('sev', '<domain', '<!DOCTYPE x [<!ENTITY a "b">]><domain')),
  ).toBeDefined();
});

it('documents that differ only in the guest’s name and UUID say the same of both', () => {
  const many = creating(...Array.from({ length: 3 }, () => plain('snp')));
  expect(twisted('kubevirt/domain/snp-policy', { story: many, twist: replacing('0x30000', '0x3000') })).toContain('g0');
});

function row(protection: Protection, from: string, to: string): JudgeRow {
  return { story: creating(plain(protection)), twist: replacing(from, to) };
}

function replacing(from: string, to: string): Twist {
  return { render: (decision) => changed(decision, from, to) };
}

/** Changes every document but the first. */
function secondTime(from: string, to: string): Twist {
  let documents = 0;
  return {
    render: (decision) => {
      documents += 1;
      return documents === 1 ? decision : changed(decision, from, to);
    },
  };
}

function changed(decision: RenderDecision, from: string, to: string): RenderDecision {
  return decision.rendered ? { rendered: true, xml: decision.xml.replace(from, to) } : decision;
}

function create(...specs: readonly GuestSpec[]): Story['commands'] {
  return specs.map((spec, index) => ({ do: 'create', guest: `g${index}`, spec }));
}

function creating(...specs: readonly GuestSpec[]): Story {
  return { commands: create(...specs) };
}
