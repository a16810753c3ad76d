import { describe, expect, it } from 'vitest';
import { childOf, childrenOf, readXml, type XmlNode } from '../../sim/core/xml-reader.js';
import { buildReport } from '../model.js';
import { caseRecord, counterexample, failedCase, logOf, sampleLog } from '../testing/sample-log.js';
import { timingOf } from '../timing.js';
import { writeJunit } from './junit.js';

const policy = 'kubevirt/render/snp-policy';

function read(text: string): XmlNode {
  const outcome = readXml(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
  return outcome.value;
}

const casesOf = (root: XmlNode): readonly XmlNode[] =>
  childrenOf(root, 'testsuite').flatMap((suite) => childrenOf(suite, 'testcase'));
const caseNamed = (root: XmlNode, name: string): XmlNode | undefined =>
  casesOf(root).find((node) => node.attributes.name === name);

it('has a suite a stage with a test case a requirement, and one for the rules of the run', () => {
  const root = read(writeJunit(buildReport(sampleLog())));
  expect(childrenOf(root, 'testsuite').map((suite) => suite.attributes.name)).toEqual([
    'label',
    'schedule',
    'render',
    'run',
    'campaign',
  ]);
  expect(caseNamed(root, policy)?.attributes).toEqual({ name: policy, classname: 'kubevirt/reference.render', time: '0.000' });
});

it('adds up', () => {
  const root = read(writeJunit(buildReport(sampleLog())));
  for (const node of [root, ...childrenOf(root, 'testsuite')]) {
    const cases = node.name === 'testsuites' ? casesOf(node) : childrenOf(node, 'testcase');
    const having = (name: string): string => String(cases.filter((one) => childOf(one, name) !== undefined).length);
    const { tests, failures, errors, skipped } = node.attributes;
    expect([tests, failures, errors]).toEqual([String(cases.length), having('failure'), having('error')]);
    expect(skipped).toBe(node === root ? undefined : having('skipped'));
  }
});

it('has a failure with message, level, smallest case and replay command for a broken requirement', () => {
  const root = read(writeJunit(buildReport(logOf([failedCase(0, policy), counterexample(policy, 0)])), { out: 'a' }));
  const failure = childOf(caseNamed(root, policy), 'failure');
  expect(failure?.attributes).toEqual({ message: 'expected 0x30000, found 0x3000', type: 'MUST' });
  expect(failure?.text.split('\n').slice(0, 3)).toEqual([
    'expected 0x30000, found 0x3000',
    'h0 genoa; create snp guest g0',
    'seen in 1 case, the first is case 0',
  ]);
  expect(failure?.text).toMatch(/\nfauxmetal replay a\/cases\/kubevirt-render-snp-policy-[0-9a-f]{8}\.json$/);
});

it('skips what was not exercised, and is not green for it', () => {
  const root = read(writeJunit(buildReport(logOf([caseRecord(0, { checks: [1, 1, 1, 0, 1] })]))));
  expect(childOf(caseNamed(root, policy), 'skipped')?.attributes).toEqual({
    message: 'no case exercised it',
    type: 'inconclusive',
  });
  const error = childOf(caseNamed(root, 'fauxmetal/requirements-exercised'), 'error');
  expect(error?.attributes).toEqual({ message: `1 MUST requirement never exercised: ${policy}`, type: 'inconclusive' });
});

it('has an error for each rule the run broke', () => {
  const root = read(writeJunit(buildReport(logOf([caseRecord(0, { reach: { tdx: 0 }, verdict: 'error' })], { end: false }))));
  const errors = casesOf(root).filter((node) => childOf(node, 'error') !== undefined);
  expect(errors.map((node) => node.attributes.name)).toEqual([
    'fauxmetal/plan-completed',
    'fauxmetal/cases-settled',
    'fauxmetal/limits-reached',
  ]);
});

it('is green when the run is', () => {
  const root = read(writeJunit(buildReport(logOf([caseRecord(0)]))));
  expect(root.attributes).toMatchObject({ failures: '0', errors: '0', tests: '10' });
});

it('carries seed, subject and requirement ids as properties of the suite', () => {
  const root = read(writeJunit(buildReport(sampleLog())));
  const render = childrenOf(root, 'testsuite').find((suite) => suite.attributes.name === 'render');
  const properties = childrenOf(childOf(render, 'properties'), 'property').map(({ attributes }) => [
    attributes.name,
    attributes.value,
  ]);
  expect(Object.fromEntries(properties)).toEqual({
    version: '0.1.0',
    seed: '7',
    subject: 'kubevirt/reference',
    quirks: '',
    replay: 'fauxmetal run --seed 7 --runs 40',
    [`requirement:${policy}`]: 'The SNP policy is 0x30000 unless the request says otherwise.',
  });
});

it('says in the output of a test case what is known about its requirement', () => {
  const root = read(writeJunit(buildReport(logOf([caseRecord(0, { assumed: ['siena: amd.asids'] })]))));
  expect(childOf(caseNamed(root, policy), 'system-out')?.text.split('\n')).toEqual([
    'The SNP policy is 0x30000 unless the request says otherwise.',
    'level: MUST',
    'source: VEP 80',
    'checked: 1 time in 1 case',
    'provisional: rests on assumed facts',
  ]);
});

it('takes seconds and the start from the timing records', () => {
  const log = sampleLog();
  const root = read(writeJunit(buildReport(log), { timing: timingOf(log) }));
  expect(root.attributes.time).toBe('0.345');
  expect(Number(caseNamed(root, policy)?.attributes.time)).toBeGreaterThan(0);
  expect(childrenOf(root, 'testsuite')[0]?.attributes.timestamp).toBe('2026-01-02T03:04:05');
});

describe('an independent reader finds the message again', () => {
  it.each([
    ['markup', `<a> & "b" 'c' ]]> <!-- -->`, `<a> & "b" 'c' ]]> <!-- -->`],
    ['unicode', '秘密 🔐 ž', '秘密 🔐 ž'],
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title for the terminal', 'a\u001b]0;title\u0007b', 'ab'],
    ['control characters', 'a\u0000b\u0008c\ufffe', 'abc'],
    ['half characters', 'a\ud800b', 'a\ufffdb'],
    ['lines', 'one\ntwo', 'one two'],
  ])('%s', (_, message, expected) => {
    const root = read(writeJunit(buildReport(logOf([failedCase(0, policy, message)]))));
    const failure = childOf(caseNamed(root, policy), 'failure');
    expect(failure?.attributes.message).toBe(expected);
    expect(failure?.text.replace(/\n(?=two)/, ' ').split('\n')[0]).toBe(expected);
  });
});
