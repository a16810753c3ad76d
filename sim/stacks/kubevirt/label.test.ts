import { describe, expect, it } from 'vitest';
import type { HostToLabel, LabelDecision, NodeHappening } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { type Choices, referenceChoices } from './choices.js';
import { documentPath, domainCapabilities, exampleNode, hostToLabel, sevFeatures, tdxFeatures, xeon } from './example-node.js';
import { label } from './label.js';

const bothGates = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] };

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
    expect(node.labels).toEqual({ pool: 'a', ...beat });
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
      'cpumanager',
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
    const { patch: _, ...once } = labelled();
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

describe('writing', () => {
  it('is one patch that first tests what it replaces', () => {
    const before = { 'kubernetes.io/arch': 'amd64', pool: 'a' };
    const { patch, labels } = labelled({}, bothGates, before);
    expect(patch).toEqual([
      { op: 'test', path: '/metadata/labels', value: before },
      { op: 'replace', path: '/metadata/labels', value: labels },
    ]);
  });

  it('is left out when nothing changed', () => {
    const once = labelled();
    expect(labelled({}, bothGates, once.labels)).not.toHaveProperty('patch');
    expect(labelled({}, bothGates, { ...once.labels })).not.toHaveProperty('patch');
  });

  it.each(['', 'true', 'false'])(
    'is nothing but the heartbeat on a node with the skip annotation, whose value %j does not matter',
    (value) => {
      const annotations = { 'node-labeller.kubevirt.io/skip-node': value };
      const before = { 'kubernetes.io/arch': 'amd64', 'kubevirt.io/tdx': 'true' };
      const host = { ...hostToLabel(exampleNode(), before), annotations };
      const { labels, resources } = label(host, bothGates, referenceChoices);
      expect(labels).toEqual({ ...before, ...beat });
      expect(resources['devices.kubevirt.io/sev']).toBe(1000);
      expect(label({ ...host, labels }, bothGates, referenceChoices).labels).toBe(labels);
    },
  );
});

describe('an agent', () => {
  const once = labelled();
  const happened = (happening: NodeHappening, labels: LabelDecision['labels'] = once.labels): LabelDecision =>
    label({ ...hostToLabel(exampleNode(), labels), happening }, bothGates, referenceChoices);

  it('that ends closes its node and leaves the rest', () => {
    const { labels, resources, patch } = happened('agent-stopping');
    expect(labels).toEqual({ ...once.labels, 'kubevirt.io/schedulable': 'false' });
    expect(resources).toEqual({});
    expect(patch).toHaveLength(2);
  });

  it('that is silent has its node closed, and an event says so once', () => {
    const { labels, events } = happened('agent-silent');
    expect(labels).toEqual({ ...once.labels, 'kubevirt.io/schedulable': 'false' });
    const message = 'virt-handler is not responsive, marking node as unresponsive';
    expect(events).toEqual([{ type: 'Normal', reason: 'NodeUnresponsive', message }]);
    expect(happened('agent-silent', labels)).toEqual({ labels, resources: {}, problems: [] });
  });

  it.each(['interval', 'agent-restarted', 'agent-started'] as const)('that is back opens its node (%s)', (happening) => {
    const closed = happened('agent-silent').labels;
    expect(happened(happening, closed).labels['kubevirt.io/schedulable']).toBe('true');
  });

  it('says that the kubelet has a static CPU manager when its gate is open', () => {
    const state = '/var/lib/kubelet/cpu_manager_state';
    const gate = { featureGates: ['CPUManager'] };
    const value = (text: string, config: JsonObject): unknown =>
      labelled({ [state]: text }, config).labels['kubevirt.io/cpumanager'];
    expect(value('{"policyName":"static"}', gate)).toBe('true');
    expect(value('{"policyName":"static"}', {})).toBe('false');
    for (const text of ['{"policyName":"none"}', 'null', 'no JSON']) expect(value(text, gate)).toBe('false');
  });

  it('names the architectures it emulates when that gate is open', () => {
    const gate = { featureGates: ['CrossArchitectureVirtualization'] };
    const other = '/var/lib/kubevirt-node-labeller/virsh_domcapabilities_aarch64.xml';
    const named = (text: string | undefined, config: JsonObject): readonly string[] =>
      Object.keys(labelled({ [other]: text }, config).labels).filter((key) => key.startsWith('kubevirt.io/vm-arch-'));
    expect(named('<domainCapabilities/>', gate)).toEqual(['kubevirt.io/vm-arch-amd64', 'kubevirt.io/vm-arch-arm64']);
    expect(named('<domainCapabilities', gate)).toEqual(['kubevirt.io/vm-arch-amd64']);
    expect(named(undefined, gate)).toEqual(['kubevirt.io/vm-arch-amd64']);
    expect(named('<domainCapabilities/>', {})).toEqual([]);
  });
});

describe('obsolete CPU models', () => {
  const models = (config: JsonObject): readonly string[] =>
    Object.keys(labelled({}, config).labels).filter((key) => /^cpu-model|obsolete/.test(key));

  it('are those of the configuration, whatever the values in it', () => {
    expect(models({ obsoleteCPUModels: { 'EPYC-Milan': false } })).toEqual([
      'cpu-model.node.kubevirt.io/Conroe-v1',
      'cpu-model-migration.node.kubevirt.io/Skylake-Server',
      'cpu-model-migration.node.kubevirt.io/Conroe-v1',
    ]);
  });

  it('include the host model, which is marked and told of', () => {
    const obsoleteCPUModels = { 'EPYC-Genoa': true, '486': true };
    expect(models({ obsoleteCPUModels })).toContain('node-labeller.kubevirt.io/obsolete-host-model');
    const words = 'included in ObsoleteCPUModels: map[486:true EPYC-Genoa:true]';
    const message = `This node has EPYC-Genoa host-model cpu that is ${words}`;
    expect(labelled({}, { obsoleteCPUModels }).events).toEqual([{ type: 'Warning', reason: 'HostModelIsObsolete', message }]);
    expect(labelled()).not.toHaveProperty('events');
  });
});

describe('a release that', () => {
  const empty = domainCapabilities('').replace("<model fallback='forbid'>EPYC-Genoa</model>", '');
  const last = (choices: Partial<Choices>, ...nodes: readonly Parameters<typeof exampleNode>[0][]): LabelDecision => {
    let decision: LabelDecision = { labels: { 'kubernetes.io/arch': 'amd64' }, resources: {}, problems: [] };
    for (const changes of nodes) {
      const { labels } = decision;
      const memory = JSON.parse(JSON.stringify(decision.memory ?? {})) as JsonObject;
      const host: HostToLabel = { ...hostToLabel(exampleNode(changes), labels), happening: 'interval', memory };
      decision = label(host, bothGates, { ...referenceChoices, ...choices });
    }
    return decision;
  };

  it('reads its documents once keeps their labels, also when its memory went through JSON', () => {
    const gone = { [documentPath('virsh_domcapabilities')]: undefined };
    expect(Object.keys(confidential(last({ documentsReadOnce: true }, {}, gone, gone)))).toHaveLength(3);
    expect(Object.keys(confidential(last({}, {}, gone)))).toHaveLength(0);
  });

  it('ends its labeller with the first error never puts labels right', () => {
    const gone = { [documentPath('capabilities')]: '' };
    expect(confidential(last({ labellerEndsWithFirstError: true }, {}, gone, {}))).toEqual({});
    expect(Object.keys(confidential(last({}, {}, gone, {})))).toHaveLength(3);
  });

  it('panics leaves the node as it was', () => {
    const panics: readonly [Partial<Choices>, Parameters<typeof exampleNode>[0]][] = [
      [{ unreadableDocumentPanics: true }, { [documentPath('virsh_domcapabilities')]: '' }],
      [{ emptyHostModelPanics: true }, { [documentPath('virsh_domcapabilities')]: empty }],
      [{ missingCounterPanics: true }, { [documentPath('capabilities')]: '<capabilities/>' }],
    ];
    for (const [choices, changes] of panics) {
      const { labels, resources, problems } = last(choices, {}, changes);
      expect(labels).toEqual(last({}, {}).labels);
      expect(resources).toEqual({});
      expect(problems[0]).toMatch(/^panic: /);
    }
  });
});

/** What every heartbeat says of a node without CPU manager. */
const beat = { 'kubevirt.io/schedulable': 'true', 'kubevirt.io/cpumanager': 'false', cpumanager: 'false' };

/** Kernel parameters of both vendors at once, so that only the documents decide. */
const bothVendors = { '/sys/module/kvm_intel/parameters/tdx': 'Y\n' };

function labelled(
  changes: Parameters<typeof exampleNode>[0] = {},
  config: JsonObject = bothGates,
  before: Readonly<Record<string, string>> = { 'kubernetes.io/arch': 'amd64' },
): LabelDecision {
  return label(hostToLabel(exampleNode(changes), before), config, referenceChoices);
}

function confidential({ labels }: LabelDecision): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => /^kubevirt\.io\/(sev|tdx)/.test(key)));
}
