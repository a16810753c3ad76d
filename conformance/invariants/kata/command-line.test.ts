import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { Protection } from '../../../sim/contracts/protection.js';
import type { RenderDecision } from '../../../sim/contracts/subject.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { guestObjects, readQemuCommandLine } from '../../model/kata-command-line.js';
import { initdataDigest } from '../../model/kata-initdata.js';
import type { KataStory, KataTwist } from '../evidence-fixtures/kata-tale.js';
import { plain } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { type KataRow, kataShownToWork } from '../kata-tale-rows.js';

const hypervisor = 'io.katacontainers.config.hypervisor.';
const toml = 'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = "x"\n';
const compressed = gzipSync(toml).toString('base64');

const snp = told(create('snp'));
const tdx = told(create('tdx'));
const ordinary = told(create('none'));
const snpWithInitdata = told(create('snp', { cc_init_data: compressed }));
const tdxWithInitdata = told(create('tdx', { cc_init_data: compressed }));
const damaged = told(create('snp', { cc_init_data: '%%%' }));
const larger = told(create('snp', { default_memory: '4096' }));
const withParams = told(create('snp', { kernel_params: 'agent.log=debug' }));
const closed = told(create('snp', { firmware: '/tmp/mine.fd' }));
const tiny = told(create('snp', { default_memory: '4' }));
const halfIdBlock = configured({ snp_id_block: 'QUJD' });
const idBlock = configured({ snp_id_block: 'QUJD', snp_id_auth: 'REVG' });
const mmio = configured({ block_device_driver: 'virtio-blk-mmio' });
const certificates = configured({ snp_certs_path: '/opt/snp/certs' });
const marked: KataStory = {
  commands: [
    create('snp'),
    { do: 'create', guest: 'b', spec: plain('snp', { members: { metadata: { annotations: marker() } } }) },
  ],
};

/** Right for what the tale itself refuses to render, and for what it does not know. */
const refusing: KataTwist = { render: (): RenderDecision => ({ rendered: false, message: 'no' }) };
const rendering: KataTwist = { render: (): RenderDecision => ({ rendered: true, xml: '', commandLine: [] }) };

const rows: Readonly<Record<string, KataRow>> = {
  'enabled-annotations-render': { story: snp, twist: refusing },
  'ordinary-has-no-object': { story: ordinary, twist: adding('-object', 'sev-guest,id=sev') },
  'snp-object': { story: snp, twist: replacing('sev-snp-guest', 'sev-guest') },
  'tdx-object': { story: tdx, twist: adding('-object', '{"qom-type":"tdx-guest","id":"tdx1"}') },
  'object-type-first': { story: snp, twist: replacing('sev-snp-guest,id=snp', 'host-data=x,sev-snp-guest,id=snp') },
  'protection-is-the-machines': {
    story: snp,
    twist: replacing('confidential-guest-support=snp', 'confidential-guest-support=sev'),
  },
  'protection-is-of-the-class': { story: tdx, twist: replacing(',confidential-guest-support=tdx', '') },
  'snp-policy': { story: snp, twist: replacing('policy=196608', 'policy=0x20000') },
  'snp-debugging-is-off': { story: snp, twist: replacing('policy=196608', 'policy=720896') },
  'kernel-hashes': { story: snp, twist: replacing('kernel-hashes=on', 'kernel-hashes=off') },
  'c-bit-is-the-hosts': { story: snp, twist: replacing('cbitpos=51', 'cbitpos=47') },
  'one-physical-bit-less': { story: snp, twist: replacing('reduced-phys-bits=1', 'reduced-phys-bits=5') },
  'host-data-is-the-digest': { story: snpWithInitdata, twist: replacing('host-data=', 'host-data=AA') },
  'mrconfigid-is-the-digest': { story: tdxWithInitdata, twist: replacing('mrconfigid', 'mrowner') },
  'nothing-bound-without-initdata': { story: snp, twist: replacing('id=snp', 'id=snp,host-data=AAAA') },
  'damaged-initdata-is-refused': { story: damaged, twist: rendering },
  'no-hotplug-memory': { story: snp, twist: replacing('2112M', '2112M,slots=10,maxmem=8192M') },
  'memory-as-asked': { story: larger, twist: replacing('4160M', '2112M') },
  'sandbox-has-its-own-memory': { story: ordinary, twist: replacing('2112M', '64M') },
  'vcpus-as-asked': { story: snp, twist: replacing('2,cores=1', '0,cores=1') },
  'snp-firmware': { story: snp, twist: replacing('AMDSEV.fd', 'OVMF.fd') },
  'tdx-firmware': { story: tdx, twist: replacing('OVMF.inteltdx.fd', 'AMDSEV.fd') },
  'confidential-firmware-is-bios': { story: snp, twist: adding('-drive', 'if=pflash,file=/opt/kata/AMDSEV.fd') },
  'snp-cpu-model': { story: snp, twist: replacing('EPYC-v4', 'host') },
  'other-cpu-model': { story: tdx, twist: replacing('host,pmu=off', 'EPYC-v4') },
  'split-irqchip': { story: tdx, twist: replacing('kernel_irqchip=split,', '') },
  'runs-on-kvm': { story: ordinary, twist: replacing('accel=kvm', 'accel=tcg') },
  'kernel-params-once': { story: withParams, twist: replacing('agent.log=debug', 'agent.log=debug agent.log=debug') },
  'kernel-line-of-the-runtime': { story: ordinary, twist: replacing('tsc=reliable ', '') },
  'annotation-not-enabled-is-refused': { story: closed, twist: rendering },
  'id-block-needs-its-authentication': { story: halfIdBlock, twist: rendering },
  'mmio-disks-are-refused': { story: mmio, twist: rendering },
  'id-block-is-passed-on': { story: idBlock, twist: {} },
  'certificates-are-not-passed-on': { story: certificates, twist: replacing('id=snp', 'id=snp,certs-path=/opt/snp/certs') },
  'quote-service-is-named': { story: tdx, twist: replacing('4050', '4051') },
  'quote-service-of-the-host': { story: tdx, twist: replacing('4050', '/var/run/tdx-qgs/qgs.socket') },
  'damaged-memory-is-refused': { story: tiny, twist: rendering },
  'pre-attestation-changes-nothing': { story: marked, twist: onlyOf('b', 'policy=196608', 'policy=0') },
  'name-is-its-own': { story: marked, twist: replacing('sandbox-b', 'sandbox-a') },
};

/** Stories the tale renders although a runtime would not: there refusing is right, and what the tale says is wrong. */
const refusedByRuntimes = new Set([
  'annotation-not-enabled-is-refused',
  'id-block-needs-its-authentication',
  'mmio-disks-are-refused',
  'damaged-memory-is-refused',
]);

/** A configured ID block is not in the tale’s own arguments: there it is put in, and the tale as it is goes wrong. */
const passedOn: KataTwist = replacing('id=snp', 'id=snp,id-block=QUJD,id-auth=REVG');

describe.each(Object.entries(rows))('kata/command-line/%s', (name, { story, twist }) => {
  it('holds for right arguments and catches wrong ones', () => {
    const right = refusedByRuntimes.has(name) ? refusing : name === 'id-block-is-passed-on' ? passedOn : {};
    const { checks, falseAlarm, caught } = kataShownToWork(`kata/command-line/${name}`, { story, twist, right });
    expect(falseAlarm).toBeUndefined();
    expect(checks).toBeGreaterThan(0);
    expect(caught).toBeDefined();
  });
});

it('every judge of arguments is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('kata/command-line/'));
  expect(Object.keys(rows).map((name) => `kata/command-line/${name}`)).toEqual(judges);
});

describe('QEMU’s arguments', () => {
  it('finds an object whose type does not come first, and one that is JSON', () => {
    const argv = [
      '-object',
      'host-data=AA==,sev-snp-guest,id=snp',
      '-object',
      '{"qom-type":"tdx-guest","id":"tdx"}',
      '-object',
      'rng,id=r',
    ];
    expect(guestObjects(readQemuCommandLine(argv)).map(({ type, members }) => [type, members.id])).toEqual([
      [undefined, 'snp'],
      ['tdx-guest', 'tdx'],
    ]);
  });
});

describe('the digest of initdata', () => {
  it('is over the text, and filled or cut to its length', () => {
    const [full, cut] = [initdataDigest(compressed, 64), initdataDigest(compressed, 32)];
    expect(full?.length).toBe(64);
    expect(full?.subarray(48).every((byte) => byte === 0)).toBe(true);
    expect(cut?.equals(full?.subarray(0, 32) ?? Buffer.alloc(0))).toBe(true);
  });

  it.each(['', '%%%', Buffer.from(toml).toString('base64'), gzipSync('algorithm = "md5"').toString('base64')])(
    'is none of %s',
    (text) => {
      expect(initdataDigest(text, 32)).toBeUndefined();
    },
  );
});

function create(protection: Protection, values: Readonly<Record<string, string>> = {}): Command {
  const annotations = Object.fromEntries(Object.entries(values).map(([name, value]) => [`${hypervisor}${name}`, value]));
  return { do: 'create', guest: 'a', spec: plain(protection, { members: { metadata: { annotations } } }) };
}

function marker(): JsonObject {
  return { 'io.katacontainers.config.pre_attestation.enabled': 'true' };
}

function told(...commands: readonly Command[]): KataStory {
  return { commands };
}

function configured(keys: JsonObject): KataStory {
  return { ...snp, config: { configuration: { 'qemu-snp': keys } } };
}

function replacing(found: string, wrong: string): KataTwist {
  return { line: (argv) => argv.map((argument) => argument.replace(found, wrong)) };
}

function onlyOf(guest: string, found: string, wrong: string): KataTwist {
  const isOf = (argv: readonly string[]): boolean => argv.some((argument) => argument.startsWith(`sandbox-${guest},`));
  return { line: (argv) => (isOf(argv) ? argv.map((argument) => argument.replace(found, wrong)) : argv) };
}

function adding(flag: string, value: string): KataTwist {
  return { line: (argv) => [...argv, flag, value] };
}
