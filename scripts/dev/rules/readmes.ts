import { type Finding, rooms, type SourceFile } from '../finding.js';

/** Every folder of the five rooms says in a short README.md what lives there, what may be imported and how to add one more. */
export function readmeFindings(tree: readonly SourceFile[], without: readonly FolderKind[] = foldersWithout): readonly Finding[] {
  const folders = foldersOf(tree);
  const files = new Map(tree.map((file) => [file.path, file.text]));
  return [
    ...folders
      .filter((folder) => !without.some(({ folders: kind }) => kind.test(folder)))
      .flatMap((folder) => findingsFor(folder, files)),
    ...without.filter(({ folders: kind }) => !folders.some((folder) => kind.test(folder))).map(staleRow),
  ];
}

/** Folders that need no README.md of their own, and why. */
export interface FolderKind {
  readonly folders: RegExp;
  readonly reason: string;
}

const foldersWithout: readonly FolderKind[] = [
  {
    folders: /^conformance\/invariants\/.+/,
    reason: 'judges by the id of their requirement, and what their tests stand on: conformance/invariants',
  },
  { folders: /^profiles\/hypervisors\/(libvirt|qemu)$/, reason: 'data only: profiles/hypervisors' },
  { folders: /^profiles\/fixtures\/broken$/, reason: 'data only: profiles/fixtures' },
  { folders: /^sim\/stacks\/\w+\/(label|admit|schedule|render|run)$/, reason: 'parts of a stage: the README of the stack' },
];

function foldersOf(tree: readonly SourceFile[]): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of tree) {
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].filter((folder) => rooms.some((room) => folder === room || folder.startsWith(`${room}/`))).sort();
}

function findingsFor(folder: string, files: ReadonlyMap<string, string>): readonly Finding[] {
  const path = `${folder}/README.md`;
  const text = files.get(path);
  if (text === undefined)
    return [{ path, problem: 'is missing', fix: 'say what lives there, what may be imported and how to add one more' }];
  if (!text.startsWith('# '))
    return [{ path, line: 1, problem: 'has no heading', fix: 'begin with `# ` and the name of the folder' }];
  const lines = text.split('\n').length;
  return lines <= longest
    ? []
    : [{ path, problem: `has ${lines} lines`, fix: `keep it below ${longest}: details belong beside the code` }];
}

/** Lines a folder's README may have. */
const longest = 120;

function staleRow({ folders }: FolderKind): Finding {
  return { path: 'scripts/dev/rules/readmes.ts', problem: `no folder matches ${folders} any more`, fix: 'take the row out' };
}
