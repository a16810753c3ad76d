import { expect, it } from 'vitest';
import { layoutFindings } from './layout.js';

it('lets the house stand as it is', () => {
  const house = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'vitest.peers.config.ts',
    'action.yml',
    'LICENSE',
  ];
  expect(pathsOf([...house, '.ci/run', '.npmrc', 'README.md', 'sim/core/json.ts', 'profiles/machines/genoa.yaml'])).toEqual([]);
});

it.each(['src/index.ts', 'test/a.test.ts', 'notes.md', 'a/report.json', 'docs/guide.md'])(
  'reports %s at the top level',
  (path) => {
    expect(pathsOf([path])).toEqual([path.split('/')[0]]);
  },
);

it('reports a stranger folder once, however much is in it', () => {
  expect(pathsOf(['src/a.ts', 'src/b.ts'])).toEqual(['src']);
});

it.each(['sim/core/utils.ts', 'sim/helpers/a.ts', 'reports/common.test.ts', 'conformance/misc.ts'])(
  'reports the name of %s',
  (path) => {
    expect(pathsOf([path])).toEqual([path]);
  },
);

it('knows that the misc cgroup controller is a subject', () => {
  expect(pathsOf(['sim/host/misc-controller.ts', 'sim/surfaces/misc-capacity.ts'])).toEqual([]);
});

function pathsOf(paths: readonly string[]): readonly string[] {
  return layoutFindings(paths.map((path) => ({ path, text: '' }))).map(({ path }) => path);
}
