import { describe, expect, it } from 'vitest';
import { replayFormat } from '../../reports/log.js';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { kubevirtKit } from '../subjects/kubevirt.js';
import { type ReplayFile, readReplayFile, replay } from './replay.js';

const theCase: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: kubevirtKit.config,
  hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 2 } }],
  commands: [{ do: 'start-outside', host: 'h0', protection: 'snp', count: 2 }],
};
const subject = { id: 'kubevirt/reference', stack: 'kubevirt', quirks: ['one-beyond-the-limit'] };
const saved: ReplayFile = { format: replayFormat, subject, requirement: 'host/keys/full-range-refuses', case: theCase };

describe('a replay', () => {
  it('fails with the deviation of the host it was saved with, and is fixed without it', () => {
    expect(replay(saved)).toMatchObject({ verdict: 'failed', requirement: saved.requirement });
    expect(replay(saved, [])).toEqual({ verdict: 'fixed', alsoBroken: [] });
  });

  it('without a requirement is about all of them', () => {
    const { requirement: _, ...about } = saved;
    expect(replay(about)).toMatchObject({ verdict: 'failed' });
    expect(replay(about, [])).toEqual({ verdict: 'fixed', alsoBroken: [] });
  });

  it.each<[string, Partial<ReplayFile>, string]>([
    ['a machine', { case: { ...theCase, hosts: [{ name: 'h0', machine: 'gone', settings: {} }] } }, 'unknown machine "gone"'],
    ['a requirement', { requirement: 'kubevirt/domain/snp-polici' }, 'did you mean "kubevirt/domain/snp-policy"'],
    ['a deviation', { subject: { ...subject, quirks: ['nothing-like-it'] } }, 'nothing-like-it'],
    ['a release', { subject: { ...subject, release: 'kubevirt@0.1' } }, 'kubevirt@0.1'],
    [
      'two wrong hosts',
      { subject: { ...subject, quirks: ['one-beyond-the-limit', 'leak-on-failed-start'] } },
      'two ways at once',
    ],
  ])('is an error when this version does not know %s', (_, change, words) => {
    expect(replay({ ...saved, ...change })).toMatchObject({
      verdict: 'error',
      message: expect.stringContaining(words) as string,
    });
  });
});

describe('a replay file', () => {
  it('comes back as it was written', () => {
    expect(readReplayFile(JSON.stringify(saved), 'x.json')).toEqual(saved);
  });

  it('of a machine that is gone is read, because only running it tells', () => {
    const gone = JSON.stringify(saved).replace('genoa', 'gone');
    expect(readReplayFile(gone, 'x.json').case.hosts[0]?.machine).toBe('gone');
  });

  it.each([
    ['{', 'x.json: this is not JSON'],
    ['{}', 'x.json: format: this is not a replay file: it has no format'],
    [JSON.stringify({ ...saved, requirement: undefined }), 'x.json: requirement: "requirement" is missing'],
    [JSON.stringify({ ...saved, subject: {} }), 'x.json: subject.quirks: the subject does not say'],
    [JSON.stringify({ ...saved, case: { ...theCase, hosts: [] } }), 'x.json: case.hosts: the case has no hosts'],
  ])('is refused when damaged: %s', (text, words) => {
    expect(() => readReplayFile(text, 'x.json')).toThrow(words);
  });
});
