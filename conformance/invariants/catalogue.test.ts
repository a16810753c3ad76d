import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { requirements, requirementsOf } from '../requirements/index.js';
import { invariants, invariantsOf } from './index.js';

const here = dirname(fileURLToPath(import.meta.url));

describe('the catalogue', () => {
  it('has one judge for every requirement, in the same order', () => {
    expect(invariants.map(({ requirement }) => requirement)).toEqual(requirements.map(({ id }) => id));
    expect(invariantsOf('kubevirt').map(({ requirement }) => requirement)).toEqual(
      requirementsOf('kubevirt').map(({ id }) => id),
    );
  });

  it('has no id twice', () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
  });

  it('names every judge’s file by its requirement, and there are no other files among them', () => {
    const files = ['kubevirt', 'nova', 'kata', 'all', 'subject', 'host'].flatMap(judgeFiles).sort();
    expect(files).toEqual(requirements.map(({ id }) => `${id}.ts`).sort());
  });

  it('promises in whole sentences and says who made each promise', () => {
    for (const { id, sentence, source } of requirements) {
      expect(sentence, id).toMatch(/^(?:[A-Z]|launchSecurity|misc|virtio).*\.$/);
      expect(source.length, id).toBeGreaterThan(10);
    }
  });

  it('files a requirement under the stage and stack its id begins with', () => {
    const stages = {
      labels: 'label',
      resources: 'label',
      detection: 'label',
      report: 'label',
      admission: 'admit',
      request: 'admit',
      scheduling: 'schedule',
      placement: 'schedule',
      domain: 'render',
      'command-line': 'render',
      life: 'run',
      attestation: 'run',
      answers: 'run',
      keys: 'run',
      cgroup: 'run',
      shown: 'run',
    };
    for (const { id, stack, stage } of requirements) {
      const [owner, area = ''] = id.split('/');
      expect(stack, id).toBe(owner === 'subject' || owner === 'host' ? 'any' : owner);
      expect(stage, id).toBe(stages[area as keyof typeof stages]);
    }
  });

  it('is mostly made of promises that fail a run when broken', () => {
    expect(requirements.filter(({ level }) => level === 'MUST').length).toBeGreaterThanOrEqual(40);
  });
});

/** `kubevirt/labels.ts` lists the judges in `kubevirt/labels/`. */
const areaList = /^[a-z]+\/[a-z-]+\.ts$/;

function judgeFiles(folder: string): readonly string[] {
  return readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(here, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !areaList.test(file));
}
