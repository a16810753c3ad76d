import { describe, expect, it } from 'vitest';
import type { LabelDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { bothGates } from './example-guest.js';
import { documentPath, domainCapabilities, exampleNode, hostToLabel, sevFeatures, tdxFeatures, xeon } from './example-node.js';
import { kubevirt } from './index.js';

describe('a node that can do it', () => {
  it('is labelled for SEV, SEV-ES and SNP, with the value "true"', () => {
    expect(confidential(labelled())).toEqual({
      'kubevirt.io/sev': 'true',
      'kubevirt.io/sev-es': 'true',
      'kubevirt.io/sev-snp': 'true',
    });
    expect(labelled().problems).toEqual([]);
  });

  it('is labelled for TDX', () => {
    expect(confidential(labelled(xeon))).toEqual({ 'kubevirt.io/tdx': 'true' });
  });

  it('is labelled whatever the feature gates say', () => {
    const closed = { disabledFeatureGates: ['WorkloadEncryptionSEV'] };
    expect(labelled({}, closed).labels).toEqual(labelled().labels);
  });
});

describe('a node whose kernel has it switched off, whatever libvirt says', () => {
  it.each<[string, string | undefined, string[]]>([
    ['sev', 'N\n', []],
    ['sev', undefined, []],
    ['sev_es', 'N\n', ['kubevirt.io/sev']],
    ['sev_es', undefined, ['kubevirt.io/sev']],
    ['sev_snp', 'N\n', ['kubevirt.io/sev', 'kubevirt.io/sev-es']],
    ['sev_snp', 'maybe\n', ['kubevirt.io/sev', 'kubevirt.io/sev-es']],
  ])('with kvm_amd.%s=%j keeps %j', (parameter, text, labels) => {
    const node = labelled({ [`/sys/module/kvm_amd/parameters/${parameter}`]: text });
    expect(Object.keys(confidential(node))).toEqual(labels);
  });

  it('is not labelled for TDX without kvm_intel.tdx', () => {
    for (const text of ['N\n', undefined]) {
      expect(confidential(labelled({ ...xeon, '/sys/module/kvm_intel/parameters/tdx': text }))).toEqual({});
    }
  });
});

describe('labels follow the domain capabilities exactly as Go reads them', () => {
  const both = ['kubevirt.io/sev', 'kubevirt.io/sev-es'];
  const all = [...both, 'kubevirt.io/sev-snp'];
  const snpIn = (launchSecurity: string): string =>
    sevFeatures(99).replace(/<launchSecurity[\s\S]*<\/launchSecurity>/, launchSecurity);
  it.each<[string, string, string[]]>([
    ['no SEV-ES guests leave plain SEV', domainCapabilities(sevFeatures(0)), ['kubevirt.io/sev']],
    ['an empty maxESGuests is 0', domainCapabilities(sevFeatures('')), ['kubevirt.io/sev']],
    ['blanks around the number do not matter', domainCapabilities(sevFeatures(' 7 ')), all],
    ['"Yes" is not yes', domainCapabilities(sevFeatures(99).replace("<sev supported='yes'", "<sev supported='Yes'")), []],
    ['"1" is not yes', domainCapabilities(sevFeatures(99).replace("<sev supported='yes'", "<sev supported='1'")), []],
    ['maxGuests 0 still is SEV', domainCapabilities(sevFeatures(99).replace('907', '0')), all],
    ['the enum may have any name', domainCapabilities(sevFeatures(99).replace('sectype', 'whatever')), all],
    ['a value with blanks is another value', domainCapabilities(sevFeatures(99).replace('sev-snp', ' sev-snp ')), both],
    [
      'values of several enums add up',
      domainCapabilities(
        snpIn(
          "<launchSecurity supported='yes'><enum><value>sev-snp</value></enum><enum><value>sev</value></enum></launchSecurity>",
        ),
      ),
      all,
    ],
    [
      'launchSecurity that is not supported does not count',
      domainCapabilities(snpIn("<launchSecurity supported='no'><enum><value>sev-snp</value></enum></launchSecurity>")),
      both,
    ],
    ['a second sev element overrides attributes', domainCapabilities(`${sevFeatures(99)}<sev supported='no'/>`), []],
    ['a second sev element keeps numbers it does not have', domainCapabilities(`${sevFeatures(99)}<sev supported='yes'/>`), all],
    ['two features elements are one', domainCapabilities(`${sevFeatures(99)}</features><features><sev supported='no'/>`), []],
    [
      'character references and CDATA are read',
      domainCapabilities(sevFeatures('<![CDATA[9]]>').replace('sev-snp', 'sev&#45;snp')),
      all,
    ],
    ['namespaces do not matter', domainCapabilities(sevFeatures(99).replaceAll('maxESGuests>', 'x:maxESGuests>')), all],
    ['the name of the root does not matter', domainCapabilities(sevFeatures(99)).replaceAll('domainCapabilities', 'foo'), all],
    ['text after the root does not matter', `${domainCapabilities(sevFeatures(99))}\n\ngarbage & more`, all],
    ['text before the root does not matter', `error: something\n${domainCapabilities(sevFeatures(99))}`, all],
    ['tdx needs its own element, not the enum', domainCapabilities(tdxFeatures.replace("<tdx supported='yes'/>", '')), []],
  ])('%s', (_what, document, labels) => {
    const node = labelled({ ...bothVendors, [documentPath('virsh_domcapabilities')]: document });
    expect(Object.keys(confidential(node))).toEqual(labels);
    expect(node.problems).toEqual([]);
  });

  it('SEV and TDX labels may stand side by side', () => {
    const document = domainCapabilities(sevFeatures(99).replace("<tdx supported='no'/>", "<tdx supported='yes'/>"));
    const node = labelled({ ...bothVendors, [documentPath('virsh_domcapabilities')]: document });
    expect(Object.keys(confidential(node))).toEqual([...all, 'kubevirt.io/tdx']);
  });
});

describe('a document nobody can read', () => {
  const prefix = 'node-labeller could not load host dom capabilities: ';
  it.each<[string, string | undefined, string]>([
    ['empty', '', 'EOF'],
    ['missing', undefined, `open ${documentPath('virsh_domcapabilities')}: no such file or directory`],
    ['not XML', 'error: failed to connect to the hypervisor', 'EOF'],
    ['truncated', domainCapabilities(sevFeatures(99)).slice(0, 600), 'XML syntax error on line '],
    ['a negative number', domainCapabilities(sevFeatures(-1)), 'strconv.ParseUint: parsing "-1": invalid syntax'],
    ['a word for a number', domainCapabilities(sevFeatures('abc')), 'strconv.ParseUint: parsing "abc": invalid syntax'],
    ['a hexadecimal number', domainCapabilities(sevFeatures('0x10')), 'strconv.ParseUint: parsing "0x10": invalid syntax'],
    [
      'a number without end',
      domainCapabilities(sevFeatures('9'.repeat(40))),
      `strconv.ParseUint: parsing "${'9'.repeat(40)}": value out of range`,
    ],
    [
      'another encoding',
      `<?xml version='1.0' encoding='ISO-8859-1'?>${domainCapabilities('')}`,
      'xml: encoding "ISO-8859-1" declared',
    ],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'document type and entity declarations are not read'],
  ])('%s: leaves confidential labels off, says so and breaks nothing', (_what, document, problem) => {
    const before = { 'kubevirt.io/sev': 'true', pool: 'a' };
    const node = labelled({ [documentPath('virsh_domcapabilities')]: document }, bothGates, before);
    expect(node.labels).toEqual({ pool: 'a', 'kubevirt.io/schedulable': 'true' });
    expect(node.problems).toEqual([expect.stringContaining(prefix + problem)]);
    expect(node.resources['devices.kubevirt.io/kvm']).toBe(1000);
  });

  it('says which of the other two it is', () => {
    expect(labelled({ [documentPath('supported_features')]: '<a>' }).problems[0]).toContain(
      'node-labeller could not load supported features: XML syntax error',
    );
    expect(labelled({ [documentPath('capabilities')]: '<foo/>' }).problems).toContain(
      'expected element type <capabilities> but have <foo>',
    );
  });
});

describe('all other labels', () => {
  it('say what CPU, machine and clock there are', () => {
    const { labels } = labelled();
    const others = Object.keys(labels).filter((key) => !key.startsWith('kubevirt.io/'));
    expect(others.sort()).toEqual([
      'cpu-feature.node.kubevirt.io/aes',
      'cpu-model-migration.node.kubevirt.io/EPYC-Milan',
      'cpu-model-migration.node.kubevirt.io/Skylake-Server',
      'cpu-model.node.kubevirt.io/EPYC-Milan',
      'cpu-timer.node.kubevirt.io/tsc-frequency',
      'cpu-timer.node.kubevirt.io/tsc-scalable',
      'cpu-vendor.node.kubevirt.io/AMD',
      'host-model-cpu.node.kubevirt.io/EPYC-Genoa',
      'host-model-required-features.node.kubevirt.io/svm',
      'kubernetes.io/arch',
      'machine-type.node.kubevirt.io/pc-q35-10.1',
      'machine-type.node.kubevirt.io/q35',
    ]);
    expect(labels['cpu-timer.node.kubevirt.io/tsc-frequency']).toBe('2400000000');
    expect(labels['kubevirt.io/schedulable']).toBe('true');
  });

  it('that are not its own stay, and its own that are no longer true go', () => {
    const before = {
      'kubevirt.io/tdx': 'true',
      'kubevirt.io/tdx-pool': 'a',
      'cpu-model.node.kubevirt.io/Old': 'true',
      'kubevirt.io/s390-pv': 'true',
      'example.com/rack': '7',
    };
    const { labels } = labelled({}, bothGates, before);
    expect(labels).toMatchObject({ 'kubevirt.io/tdx-pool': 'a', 'example.com/rack': '7' });
    for (const key of ['kubevirt.io/tdx', 'cpu-model.node.kubevirt.io/Old', 'kubevirt.io/s390-pv'])
      expect(labels).not.toHaveProperty(key);
  });

  it('do not change when the node is labelled again', () => {
    const once = labelled();
    expect(labelled({}, bothGates, once.labels)).toEqual(once);
  });

  it('that the API server could not store are left out and named', () => {
    const document = domainCapabilities(sevFeatures(99)).replace(/<mode name='host-model'[\s\S]*?<\/mode>/, '');
    const node = labelled({ [documentPath('virsh_domcapabilities')]: document });
    expect(Object.keys(confidential(node))).toHaveLength(3);
    expect(node.problems).toHaveLength(2);
    expect(node.problems[0]).toContain('"host-model-cpu.node.kubevirt.io/"');
  });

  it('are written without a host model that names none, and the agent says so', () => {
    const document = domainCapabilities(sevFeatures(99)).replace("<model fallback='forbid'>EPYC-Genoa</model>", '');
    const node = labelled({ [documentPath('virsh_domcapabilities')]: document });
    expect(node.problems).toEqual([
      'node-labeller could not load host dom capabilities: host model mode is expected to contain a model',
    ]);
    expect(Object.keys(confidential(node))).toHaveLength(3);
  });

  it('name Secure Execution on s390x, whose default vendor is IBM', () => {
    const document = domainCapabilities("<s390-pv supported='yes'/>").replace('<vendor>AMD</vendor>', '');
    const node = labelled({ [documentPath('virsh_domcapabilities')]: document }, bothGates, { 'kubernetes.io/arch': 's390x' });
    expect(node.labels).toMatchObject({ 'kubevirt.io/s390-pv': 'true', 'cpu-vendor.node.kubevirt.io/IBM': 'true' });
  });

  it('need no list of supported features on arm64', () => {
    const node = labelled({ [documentPath('supported_features')]: undefined }, bothGates, { 'kubernetes.io/arch': 'arm64' });
    expect(node.problems).toEqual([]);
    expect(node.labels).not.toHaveProperty('cpu-vendor.node.kubevirt.io/AMD');
  });

  it('call a node realtime-capable that has no limit for realtime tasks', () => {
    expect(labelled({ '/proc/sys/kernel/sched_rt_runtime_us': '-1\n' }).labels).toHaveProperty(['kubevirt.io/realtime'], 'true');
    expect(labelled({ '/proc/sys/kernel/sched_rt_runtime_us': '950000\n' }).labels).not.toHaveProperty(['kubevirt.io/realtime']);
  });
});

/** Kernel parameters of both vendors at once, so that only the documents decide. */
const bothVendors = { '/sys/module/kvm_intel/parameters/tdx': 'Y\n' };

function labelled(
  changes: Parameters<typeof exampleNode>[0] = {},
  config: JsonObject = bothGates,
  before: Readonly<Record<string, string>> = { 'kubernetes.io/arch': 'amd64' },
): LabelDecision {
  return kubevirt().label(hostToLabel(exampleNode(changes), before), config);
}

function confidential({ labels }: LabelDecision): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => /^kubevirt\.io\/(sev|tdx)/.test(key)));
}
