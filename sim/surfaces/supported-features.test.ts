import { describe, expect, it } from 'vitest';
import type { BootTruth } from '../contracts/truth.js';
import { childOf, childrenOf, readXml, type XmlNode } from '../core/xml-reader.js';
import { genoaCpu, truthOf } from './example-truth.js';
import { openTree } from './index.js';

function savedOn(boot: Partial<BootTruth>): XmlNode {
  const [file] = openTree({ truth: truthOf(boot) }).filesOf('supported-features');
  const read = file?.read();
  const parsed = readXml(read?.ok === true ? read.text : '');
  return parsed.ok ? parsed.value : expect.fail(parsed.reason.code);
}

function featuresOf(boot: Partial<BootTruth>, policy: string): readonly string[] {
  const named = childrenOf(savedOn(boot), 'feature').filter(({ attributes }) => attributes.policy === policy);
  return named.map(({ attributes }) => attributes.name ?? '');
}

const { libvirt } = truthOf().boot;

describe('the baseline the labeller saves', () => {
  it('limits the width of addresses where domain capabilities do', () => {
    expect(childOf(savedOn({}), 'maxphysaddr')?.attributes).toEqual({ mode: 'passthrough', limit: '46' });
    const old = { ...libvirt, version: '9.0.0', view: { ...libvirt.view, elements: [] } };
    expect(childOf(savedOn({ libvirt: old }), 'maxphysaddr')).toBeUndefined();
  });

  it('rules out what the model had once or the processor lacks', () => {
    const naples = { cpu: { ...genoaCpu(1), libvirtModel: 'EPYC' } };
    expect(featuresOf(naples, 'disable')).toEqual(['monitor']);
    expect(featuresOf(naples, 'require')).not.toContain('monitor');
    expect(featuresOf({}, 'disable')).toEqual([]);
  });

  it('has features that guests do not get by default', () => {
    expect(featuresOf({}, 'require')).toEqual(expect.arrayContaining(['arch-capabilities', 'rdctl-no', 'sse2']));
  });
});
