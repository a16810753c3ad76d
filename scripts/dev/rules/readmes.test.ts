import { expect, it } from 'vitest';
import { readmeFindings } from './readmes.js';

const good = [file('sim/README.md'), file('sim/host/README.md'), file('sim/host/boot.ts', 'export {};')];

it('is content when every folder on the way has a README with a heading', () => {
  expect(readmeFindings(good, [])).toEqual([]);
});

it('reports a folder without one, also between two that have one', () => {
  const tree = [...good, file('sim/host/faults/disk/README.md')];
  expect(readmeFindings(tree, []).map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    'sim/host/faults/README.md is missing',
  ]);
});

it('reports one without a heading, and one nobody will read', () => {
  expect(readmeFindings([file('sim/README.md', 'words')], [])).toMatchObject([{ problem: 'has no heading' }]);
  expect(readmeFindings([file('sim/README.md', `# Sim${'\n'.repeat(200)}`)], [])).toMatchObject([{ problem: 'has 201 lines' }]);
});

it('leaves named kinds of folders alone, as long as there are such folders', () => {
  const kinds = [{ folders: /\/fixtures$/, reason: 'input of the test beside it' }];
  expect(readmeFindings([...good, file('sim/host/fixtures/a.xml', '<a/>')], kinds)).toEqual([]);
  expect(readmeFindings(good, kinds)).toMatchObject([{ problem: 'no folder matches /\\/fixtures$/ any more' }]);
});

it('leaves other top-level folders alone', () => {
  expect(readmeFindings([file('.github/workflows/ci.yml')], [])).toEqual([]);
});

function file(path: string, text = '# Title\n'): { readonly path: string; readonly text: string } {
  return { path, text };
}
