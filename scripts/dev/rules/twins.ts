import type { Finding, SourceFile } from '../finding.js';

/** What an update script makes, a verify script checks: each `update-x.ts` of scripts/dev has a `verify-x.ts`. */
export function twinFindings(tree: readonly SourceFile[]): readonly Finding[] {
  const names = new Set(tree.map(({ path }) => path));
  return [...names]
    .filter((path) => /^scripts\/dev\/update-[\w-]+\.ts$/.test(path) && !path.endsWith('.test.ts'))
    .filter((path) => !names.has(path.replace('/update-', '/verify-')))
    .map((path) => ({
      path,
      problem: 'makes something that nothing verifies',
      fix: `write ${path.replace('/update-', '/verify-')}, which fails when it is stale`,
    }));
}
