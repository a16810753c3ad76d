import { expect, it } from 'vitest';
import { linkFindings } from './links.js';

const tree = [
  { path: 'sim/core/json.ts', text: '' },
  { path: 'LICENSE', text: '' },
];

it('follows links to files, folders and the root, with and without anchors', () => {
  const text = '[a](core/json.ts) [b](core/) [c](core) [d](../LICENSE) [e](#here) [f](core/json.ts#L1) [g](..)';
  expect(linkFindings([...tree, { path: 'sim/README.md', text }])).toEqual([]);
});

it('leaves addresses alone', () => {
  expect(linkFindings([{ path: 'README.md', text: '[a](https://example.org/x) [b](mailto:a@example.org)' }])).toEqual([]);
});

it('reports a link that leads nowhere, with its line', () => {
  const text = '# Core\n\nSee [json](json.js) and [gone](../gone/).\n';
  expect(linkFindings([...tree, { path: 'sim/core/README.md', text }])).toMatchObject([
    { path: 'sim/core/README.md', line: 3, problem: 'links to json.js, which does not exist' },
    { path: 'sim/core/README.md', line: 3, problem: 'links to ../gone/, which does not exist' },
  ]);
});
