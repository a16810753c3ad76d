import { describe, expect, it } from 'vitest';
import { isValidKey, isValidValue, remarkableLabels } from './remarkable-labels.js';

describe('remarkableLabels', () => {
  it('leaves out what KubeVirt writes hundreds of, and nothing else', () => {
    const labels = {
      'cpu-feature.node.kubevirt.io/svm': 'true',
      'cpu-feature.node.kubevirt.io/odd': 'false',
      'host-model-cpu.node.kubevirt.io/': 'true',
      'kubevirt.io/sev': 'true',
      'kubernetes.io/arch': 'amd64',
    };
    const { 'cpu-feature.node.kubevirt.io/svm': _, ...rest } = labels;
    expect(remarkableLabels(labels)).toEqual(rest);
    expect(remarkableLabels({ ...labels })).toEqual(rest);
  });
});

describe('label syntax', () => {
  it.each(['a', 'kubevirt.io/sev-es', 'x.y/A_b.c', 'a'.repeat(63)])('accepts the key %s', (key) => {
    expect(isValidKey(key)).toBe(true);
  });

  it.each(['', '/', 'a/', '/a', 'a/b/c', '-a', 'Upper.io/a', 'a b', 'a'.repeat(64)])('refuses the key "%s"', (key) => {
    expect(isValidKey(key)).toBe(false);
  });

  it('accepts an empty value and refuses a long one', () => {
    expect([isValidValue(''), isValidValue('true'), isValidValue('a'.repeat(64)), isValidValue('a=b')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
