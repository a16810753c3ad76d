import { posix } from 'node:path';
import type { Finding, SourceFile } from '../finding.js';

/** Every relative link of a Markdown file leads to a file or folder of the repository. */
export function linkFindings(tree: readonly SourceFile[]): readonly Finding[] {
  const known = placesOf(tree);
  return tree.filter(({ path }) => path.endsWith('.md')).flatMap((file) => findingsIn(file, known));
}

function placesOf(tree: readonly SourceFile[]): ReadonlySet<string> {
  const places = new Set(['.']);
  for (const { path } of tree) for (let place = path; place !== '.'; place = posix.dirname(place)) places.add(place);
  return places;
}

function findingsIn(file: SourceFile, known: ReadonlySet<string>): readonly Finding[] {
  return file.text.split('\n').flatMap((text, index) =>
    targetsOf(text)
      .filter((target) => !known.has(placeOf(file.path, target)))
      .map((target) => ({
        path: file.path,
        line: index + 1,
        problem: `links to ${target}, which does not exist`,
        fix: 'follow the move, or drop the link',
      })),
  );
}

/** Targets of `[text](target)` that are paths; addresses, anchors and mail are left alone. */
function targetsOf(line: string): readonly string[] {
  const targets = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*$/, ''));
  return targets.filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target));
}

function placeOf(from: string, target: string): string {
  return posix.normalize(posix.join(posix.dirname(from), decodeURI(target))).replace(/(.)\/$/, '$1');
}
