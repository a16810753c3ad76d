import { describe, expect, it } from 'vitest';
import type { HostReader } from '../../contracts/reader.js';
import type { HostToLabel, LabelDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { exampleHost } from './example-host.js';
import { kata } from './index.js';

const capacity = '/sys/fs/cgroup/misc.capacity';
const security = 'feature.node.kubernetes.io/cpu-security.';

function labelled(reader: HostReader, changes: Partial<HostToLabel> = {}, config: JsonObject = {}): LabelDecision {
  const host = { name: 'h', reader, labels: {}, annotations: {}, happening: 'interval', memory: {}, ...changes } as const;
  return kata().label(host, config);
}

describe('a node that Kata is installed to', () => {
  it('with SEV-SNP has labels for all of SEV, and as many keys as SEV-ES has', () => {
    expect(labelled(exampleHost('amd'))).toMatchObject({
      labels: {
        'katacontainers.io/kata-runtime': 'true',
        'amd.feature.node.kubernetes.io/snp': 'true',
        [`${security}sev.enabled`]: 'true',
        [`${security}sev.es.enabled`]: 'true',
        [`${security}sev.snp.enabled`]: 'true',
      },
      resources: { 'sev-snp.amd.com/esids': 99 },
    });
  });

  it('with TDX has a label for it, and as many keys as the kernel counts', () => {
    expect(labelled(exampleHost('intel'))).toMatchObject({
      labels: { 'intel.feature.node.kubernetes.io/tdx': 'true', [`${security}tdx.enabled`]: 'true' },
      resources: { 'tdx.intel.com/keys': 63 },
    });
  });

  it('without either says only that Kata is there', () => {
    const { labels, resources } = labelled(exampleHost('none'));
    expect([labels, resources]).toEqual([{ 'katacontainers.io/kata-runtime': 'true' }, {}]);
  });

  it('is not looked at where feature discovery has no rules', () => {
    const { labels, resources } = labelled(exampleHost('amd'), {}, { nodeFeatureRules: false });
    expect([labels, resources]).toEqual([{ 'katacontainers.io/kata-runtime': 'true' }, {}]);
  });

  it('keeps what others wrote, and loses what is no longer true', () => {
    const labels = { mine: 'yes', [`${security}tdx.enabled`]: 'true', 'intel.feature.node.kubernetes.io/tdx': 'true' };
    expect(labelled(exampleHost('none'), { labels }).labels).toEqual({ mine: 'yes', 'katacontainers.io/kata-runtime': 'true' });
  });

  it.each(['agent-silent', 'agent-stopping'] as const)('stays as it was written after %s', (happening) => {
    const memory = { resources: { 'sev-snp.amd.com/esids': 99 } };
    const decision = labelled(exampleHost('none'), { labels: { mine: 'yes' }, happening, memory });
    expect(decision).toEqual({ labels: { mine: 'yes' }, resources: memory.resources, memory, problems: [] });
  });
});

describe('a parameter of the kernel', () => {
  it.each([
    ['Y\n', true],
    ['1\n', true],
    ['Yes', true],
    ['N\n', false],
    ['y\n', false],
    ['', false],
  ])('of kvm_amd that reads %j: %s', (text, isOn) => {
    const { labels } = labelled(exampleHost('amd', { '/sys/module/kvm_amd/parameters/sev_snp': text }));
    expect('amd.feature.node.kubernetes.io/snp' in labels).toBe(isOn);
  });

  it.each([
    ['Y\n', true],
    ['Y', false],
    ['1\n', false],
    ['Y\n\n', false],
    ['N\n', false],
  ])('of kvm_intel that reads %j: %s', (text, isOn) => {
    const { labels } = labelled(exampleHost('intel', { '/sys/module/kvm_intel/parameters/tdx': text }));
    expect('intel.feature.node.kubernetes.io/tdx' in labels).toBe(isOn);
  });
});

describe('the count of key IDs', () => {
  it.each([
    ['sev_es 99\n', 99],
    ['sev 905\nsev_es 99\ntdx 3\n', 99],
    ['sev_es_old 7\nsev_es 99\n', 99],
    ['sev_es 0\n', 0],
    ['sev_es 99 left\n', 99],
    ['sev_es\n', undefined],
    ['sev_es many\n', undefined],
    ['sev_es -1\n', undefined],
    ['sev 905\n', undefined],
    ['', undefined],
  ])('of %j is %s', (text, count) => {
    expect(labelled(exampleHost('amd', { [capacity]: text })).resources['sev-snp.amd.com/esids']).toBe(count);
  });

  it('is found where cgroup v1 has it, when v2 has none', () => {
    const old = exampleHost('amd', { [capacity]: undefined, '/sys/fs/cgroup/misc/misc.capacity': 'sev_es 5\n' });
    expect(labelled(old).resources).toEqual({ 'sev-snp.amd.com/esids': 5 });
  });

  it('is that of cgroup v2 where both are there, even when it does not name the resource', () => {
    const both = exampleHost('amd', { [capacity]: 'sev 905\n', '/sys/fs/cgroup/misc/misc.capacity': 'sev_es 5\n' });
    expect(labelled(both).resources).toEqual({});
  });

  it('needs SEV-ES to be on, to which it belongs', () => {
    const off = exampleHost('amd', { '/sys/module/kvm_amd/parameters/sev_es': 'N\n' });
    expect(labelled(off)).toMatchObject({ labels: { 'amd.feature.node.kubernetes.io/snp': 'true' }, resources: {} });
  });
});
