import { describe, expect, it } from 'vitest';
import { composeHost, listMachines, listVersions } from '../../../profiles/index.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import { openTree } from '../../surfaces/index.js';
import type { Call } from '../daemon-contract.js';
import { callsWith, errorOf, everyPair, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

const anyEmulator = { emulator: undefined, arch: undefined, machine: undefined, virttype: undefined };

const words = ['incompatible', 'identical', 'superset'];

function withHypervisor(call: Call, xmlCPU: string, flags = 0): string | undefined {
  return words[replyOf('connectCompareHypervisorCpu', { ...anyEmulator, xmlCPU, flags }, call).result];
}

function withHost(call: Call, xml: string, flags = 0): string | undefined {
  return words[replyOf('connectCompareCpu', { xml, flags }, call).result];
}

function baseline(call: Call, xmlCPUs: readonly string[], flags = 0): string {
  return replyOf('connectBaselineHypervisorCpu', { ...anyEmulator, xmlCPUs, flags }, call).cpu;
}

/** The host model as virsh cuts it out of domain capabilities. */
function hostModelOf(call: Call, flags = 0): string {
  const question = { emulatorbin: undefined, arch: undefined, machine: undefined, virttype: undefined, flags };
  const { capabilities } = replyOf('connectGetDomainCapabilities', question, call);
  const [, content = ''] = /<mode name='host-model' supported='yes'>([\s\S]*?)<\/mode>/.exec(capabilities) ?? [];
  return `<cpu>${content}</cpu>`;
}

/** The host's processor as virsh cuts it out of host capabilities. */
function hostCpuOf(call: Call): string {
  return /<cpu>[\s\S]*?<\/cpu>/.exec(replyOf('connectGetCapabilities', undefined, call).capabilities)?.[0] ?? '';
}

function model(name: string, ...features: readonly string[]): string {
  return `<cpu mode='custom' match='exact'><model fallback='forbid'>${name}</model>${features.join('')}</cpu>`;
}

function parsed(xml: string): XmlNode {
  const document = readXml(xml);
  return document.ok ? document.value : expect.fail(document.reason.code);
}

function featuresOf(xml: string): readonly string[] {
  return childrenOf(parsed(xml), 'feature').map(({ attributes }) => `${attributes.policy} ${attributes.name}`);
}

/** Expanded and supported features, as the labeller script asks virsh where it knows the flags. */
const allFeatures = 2 | 4;

/** Models younger than libvirt's habit of comparing features one by one: nothing is ever identical to them. */
const young = ['EPYC-Turin', 'ClearwaterForest', 'DiamondRapids'];

describe.each(everyPair(listMachines(), listVersions('libvirt')))(
  '$machine with libvirt $versions.libvirt',
  ({ machine, versions }) => {
    const call = callTo(machine, { versions });
    const hostModel = hostModelOf(call);
    const name = childOf(parsed(hostModel), 'model')?.text ?? '';

    it('finds its own host model identical to what the hypervisor gives', () => {
      expect(withHypervisor(call, hostModel)).toBe(young.includes(name) ? 'superset' : 'identical');
    });

    it('makes of its own host model that model again, with the same features beside it', () => {
      const made = baseline(call, [hostModel]);
      expect(childOf(parsed(made), 'model')?.text).toBe(name);
      expect([...featuresOf(made)].sort()).toEqual([...featuresOf(hostModel)].sort());
    });

    if (machine === 's390-pv') return;

    it('finds its own processor identical to itself', () => {
      expect(withHost(call, hostCpuOf(call))).toBe('identical');
    });

    it('writes out the features that the labeller script saves', () => {
      const [saved] = openTree(call.daemon.host).filesOf('supported-features');
      const read = saved?.read();
      const all = versions.libvirt === '12' ? allFeatures : 0;
      expect(baseline(call, [hostModelOf(call, all)], 1)).toBe(read?.ok === true ? read.text : '');
    });
  },
);

describe('a Genoa', () => {
  const call = callTo('genoa', { versions: { libvirt: '11.3', qemu: '10.0' } });

  it('is more than smaller models, and not Turin or a Xeon', () => {
    expect(['EPYC', 'EPYC-Rome', 'EPYC-Milan', 'EPYC-Genoa', 'kvm64'].map((name) => withHypervisor(call, model(name)))).toEqual(
      Array.from({ length: 5 }, () => 'superset'),
    );
    expect(['SapphireRapids', 'SapphireRapids-v1', 'Skylake-Server'].map((name) => withHypervisor(call, model(name)))).toEqual(
      Array.from({ length: 3 }, () => 'incompatible'),
    );
    const newer = callTo('genoa', { versions: { libvirt: '12', qemu: '11' } });
    expect(withHypervisor(newer, model('EPYC-Turin'))).toBe('incompatible');
  });

  it('makes of two models what both have', () => {
    expect(baseline(call, [model('EPYC-Rome'), model('EPYC-Milan')])).toBe(
      "<cpu mode='custom' match='exact'>\n  <model fallback='forbid'>EPYC-Rome</model>\n</cpu>\n",
    );
  });

  it('names what is missing in the order of libvirt’s map, when asked to fail', () => {
    const args = { ...anyEmulator, flags: 1 };
    expect(errorOf('connectCompareHypervisorCpu', { ...args, xmlCPU: model('Skylake-Server') }, call)).toBe(
      '91/31 the CPU is incompatible with host CPU: Host CPU does not provide required features: hle, rtm',
    );
    const forbidden = model('kvm64', "<feature policy='forbid' name='avx512f'/>", "<feature policy='forbid' name='lm'/>");
    expect(errorOf('connectCompareHypervisorCpu', { ...args, xmlCPU: forbidden }, call)).toBe(
      '91/31 the CPU is incompatible with host CPU: Host CPU provides forbidden features: avx512f, lm',
    );
    const foreign = '<cpu><model>EPYC</model><vendor>Intel</vendor><feature name="lm"/></cpu>';
    expect(errorOf('connectCompareHypervisorCpu', { ...args, xmlCPU: foreign }, call)).toBe(
      '91/31 the CPU is incompatible with host CPU: host CPU vendor does not match required CPU vendor Intel',
    );
  });

  it('leaves out what keeps a guest from moving, when asked to', () => {
    const migratable = featuresOf(baseline(call, [hostModelOf(call)], 2));
    expect(featuresOf(baseline(call, [hostModelOf(call)]))).toContain('require invtsc');
    expect(migratable).not.toContain('require invtsc');
  });

  it('passes its address width on', () => {
    expect(childOf(parsed(baseline(call, [hostModelOf(call)])), 'maxphysaddr')?.attributes).toEqual({
      mode: 'passthrough',
      limit: '46',
    });
  });

  it.each<[string, string]>([
    [model('bogus'), '1/31 internal error: Unknown CPU model bogus'],
    [model('kvm64', "<feature policy='require' name='nosuch'/>"), '1/31 internal error: Unknown CPU feature nosuch'],
    ['<cpu mode="odd"/>', "67/31 unsupported configuration: Invalid mode attribute 'odd'"],
    ['<domain/>', "27/31 XML error: XML does not contain expected 'cpu' element"],
    ['<cpu><feature name="lm"/></cpu>', '27/31 XML error: Non-empty feature list specified without CPU model'],
    ['<cpu><vendor>AMD</vendor></cpu>', '27/31 XML error: CPU vendor specified without CPU model'],
    [
      '<cpu match="exact"><arch>x86_64</arch></cpu>',
      "27/31 XML error: 'arch' element cannot be used inside 'cpu' element with 'match' attribute'",
    ],
    ['<cpu><arch>x86_64</arch></cpu>', '27/31 XML error: Missing CPU model name'],
    [
      model('kvm64', '<feature name="lm"/>', '<feature name="lm"/>'),
      "27/31 XML error: CPU feature 'lm' specified more than once",
    ],
    [model('kvm64', '<feature name="lm" policy="maybe"/>'), '67/31 unsupported configuration: Invalid CPU feature policy'],
  ])('refuses to compare %s', (xmlCPU, error) => {
    expect(errorOf('connectCompareHypervisorCpu', { ...anyEmulator, xmlCPU, flags: 0 }, call)).toBe(error);
  });

  it.each<[readonly string[], string]>([
    [[], '8/31 invalid argument: no CPUs given'],
    [['<cpu mode="host-passthrough"/>'], '8/31 invalid argument: no CPU model specified at index 0'],
    [[model('kvm64'), '<cpu/>'], '8/31 invalid argument: no CPU model specified at index 1'],
    [[model('bogus')], '1/31 internal error: Unknown CPU model bogus'],
  ])('makes nothing of %s', (xmlCPUs, error) => {
    expect(errorOf('connectBaselineHypervisorCpu', { ...anyEmulator, xmlCPUs, flags: 0 }, call)).toBe(error);
  });

  it('looks for the emulator as domain capabilities do', () => {
    const bogus = { ...anyEmulator, machine: 'bogus', xmlCPU: model('kvm64'), flags: 0 };
    expect(errorOf('connectCompareHypervisorCpu', bogus, call)).toBe(
      "8/10 invalid argument: the machine 'bogus' is not supported by emulator '/usr/bin/qemu-system-x86_64'",
    );
  });

  it('takes host definitions alone for a baseline of hosts', () => {
    const guests = { xmlCPUs: [model('EPYC')], flags: 0 };
    expect(errorOf('connectBaselineCpu', guests, call)).toBe(
      '67/31 unsupported configuration: Attribute mode is only allowed for guest CPU',
    );
    const hosts = { xmlCPUs: ['<cpu><arch>x86_64</arch><model>EPYC</model></cpu>'], flags: 0 };
    expect(replyOf('connectBaselineCpu', hosts, call).cpu).toBe(
      "<cpu mode='custom' match='exact'>\n  <model fallback='forbid'>EPYC</model>\n  <feature policy='disable' name='monitor'/>\n</cpu>\n",
    );
  });
});

it('lists the models of its version', () => {
  const count = (libvirt: string, arch = 'x86_64'): number =>
    replyOf('connectGetCpuModelNames', { arch, needResults: 1, flags: 0 }, callTo('genoa', { versions: { libvirt } })).models
      .length;
  expect([count('9.0'), count('11.3'), count('12'), count('12', 'aarch64')]).toEqual([58, 150, 176, 0]);
  expect(errorOf('connectGetCpuModelNames', { arch: 'bogus', needResults: 1, flags: 0 }, callTo('genoa'))).toBe(
    '8/10 invalid argument: cannot find architecture bogus',
  );
});
