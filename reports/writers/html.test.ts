import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readXml, type XmlNode } from '../../sim/core/xml-reader.js';
import { buildReport } from '../model.js';
import type { Report } from '../report.js';
import { caseRecord, counterexample, failedCase, logOf, sampleLog, sampleMachines } from '../testing/sample-log.js';
import { writeHtml } from './html.js';

const policy = 'kubevirt/render/snp-policy';
const sample = buildReport(sampleLog());

describe('the page', () => {
  it.each([
    ['a failed run', sample],
    ['hostile messages', reportWith(`<script>alert(1)</script> "'> & <!-- ]]> </section>`)],
    ['a run of nothing', buildReport(logOf([]))],
  ])('is well-formed for %s, as an XML reader sees it', (_, report) => {
    expect(elementsOf(read(report)).length).toBeGreaterThan(20);
  });

  it('asks for nothing from anywhere', () => {
    const elements = elementsOf(read(sample));
    for (const { attributes } of elements) {
      for (const name of ['src', 'srcset', 'data', 'action']) expect(attributes).not.toHaveProperty(name);
      if (attributes.href !== undefined) expect(attributes.href).toMatch(/^#/);
    }
    expect(writeHtml(sample)).not.toMatch(/@import|url\(|https?:/);
  });

  it('lets no script run but its own', () => {
    const page = writeHtml(sample);
    const script = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? '';
    const digest = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`script-src &#39;sha256-${digest}&#39;`);
    expect(page.match(/<script/g)).toHaveLength(1);
    for (const { attributes } of elementsOf(read(sample))) expect(Object.keys(attributes).join()).not.toMatch(/\bon\w+/);
  });

  it('has headings in order and a name for every part, and every link of its contents leads to one', () => {
    const elements = elementsOf(read(sample));
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    expect(levels[0]).toBe(1);
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 1)).toBeLessThanOrEqual(1);
    const ids = elements.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements) {
      if (attributes.href !== undefined) expect(ids).toContain(attributes.href.slice(1));
      if (attributes['aria-labelledby'] !== undefined) expect(ids).toContain(attributes['aria-labelledby']);
    }
  });

  it('shows each finding with what was found, its smallest case and the command that replays it', () => {
    const [article] = elementsOf(read(sample)).filter(({ name }) => name === 'article');
    const words = textOf(article);
    for (const part of [
      'kubevirt/schedule/key-ids',
      'h0 genoa; create snp guest g0',
      'fauxmetal replay fauxmetal-report/cases/',
    ]) {
      expect(words).toContain(part);
    }
  });

  it('has a row for each requirement with a cell for each machine', () => {
    const [table] = elementsOf(read(sample)).filter(({ attributes }) => attributes.class === 'requirements');
    const rows = elementsOf(table).filter(({ attributes }) => attributes['data-verdict'] !== undefined);
    expect(rows).toHaveLength(sample.requirements.length);
    for (const row of rows) expect(row.children).toHaveLength(5 + sampleMachines.length);
  });

  it.each([2, 6])('stays below a megabyte for three hundred requirements on %i machines under forty faults', (count) => {
    const requirements = Array.from({ length: 300 }, (_, at) => ({
      ...sample.requirements[0],
      id: `a/requirement/of-some-length-${at}`,
    }));
    const machines = Array.from({ length: count }, (_, at) => `machine-${at}`);
    const faults = Array.from({ length: 40 }, (_, at) => `fault-of-some-kind-${at}`);
    const large = caseRecord(0, { machines, checks: requirements.map(() => 1) });
    const report = buildReport(logOf([large], { run: { requirements: requirements as never, machines, faults } }));
    expect(Buffer.byteLength(writeHtml(report))).toBeLessThan(2 ** 20);
  });
});

function reportWith(message: string): Report {
  return buildReport(logOf([failedCase(0, policy, message), counterexample(policy, 0, { message, summary: message })]));
}

/** The page without its document type, style and script, which are not XML. */
function read(report: Report): XmlNode {
  const page = writeHtml(report)
    .replace(/^<!doctype html>\n/, '')
    .replace(/<(style|script)>.*?<\/\1>/gs, '');
  const outcome = readXml(page);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
  return outcome.value;
}

function elementsOf(node: XmlNode | undefined): readonly XmlNode[] {
  return node === undefined ? [] : [node, ...node.children.flatMap(elementsOf)];
}

function textOf(node: XmlNode | undefined): string {
  return elementsOf(node)
    .map(({ text }) => text)
    .join(' ');
}
