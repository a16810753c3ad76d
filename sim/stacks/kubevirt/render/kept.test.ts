import { describe, expect, it } from 'vitest';
import { element, writeXml } from '../../../core/xml-writer.js';
import { kept } from './kept.js';

describe('kept', () => {
  it('makes each different element once', () => {
    let made = 0;
    const target = kept((dev: string) => {
      made += 1;
      return element('target', { dev });
    });
    expect(['vda', 'vdb', 'vda'].map((dev) => writeXml(target(dev)))).toEqual([
      "<target dev='vda'/>\n",
      "<target dev='vdb'/>\n",
      "<target dev='vda'/>\n",
    ]);
    expect(made).toBe(2);
  });

  it('does not pile up what users make up', () => {
    let made = 0;
    const alias = kept((index: number) => {
      made += 1;
      return element('alias', { name: `ua-${index}` });
    });
    for (let index = 0; index <= 256; index += 1) alias(index);
    expect(writeXml(alias(0))).toBe("<alias name='ua-0'/>\n");
    expect(made).toBe(258);
  });

  it('takes nothing, an empty text and texts that run into each other for different', () => {
    const pair = kept((left: string | undefined, right: string | undefined) => element('a', { left, right }));
    const written = [
      [undefined, 'x'],
      ['', 'x'],
      ['x', undefined],
      ['1 x', ''],
      ['1', 'x'],
      ['-', 'x'],
    ] as const;
    expect(new Set(written.map(([left, right]) => writeXml(pair(left, right)))).size).toBe(written.length);
  });
});
