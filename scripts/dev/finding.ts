/** One place in the repository that breaks a house rule. */
export interface Finding {
  /** Path from the repository root. */
  readonly path: string;
  /** Counts from 1; absent when the whole file or folder is meant. */
  readonly line?: number;
  /** What is wrong there. */
  readonly problem: string;
  /** What to do instead. */
  readonly fix: string;
}

/** A house rule: looks at the whole tree and says where it is broken. Pure, so that its test can feed it a bad file. */
export type HouseRule = (tree: readonly SourceFile[]) => readonly Finding[];

/** A file of the repository. */
export interface SourceFile {
  /** Path from the repository root, with slashes. */
  readonly path: string;
  /** Contents as UTF-8; empty for files that are not text. */
  readonly text: string;
}

/** The five top-level folders that hold code and data. */
export const rooms = ['sim', 'conformance', 'profiles', 'reports', 'scripts'] as const;

/** True for TypeScript that is shipped, tests aside, in the given rooms (default: all). */
export function isCode(path: string, inRooms: readonly string[] = rooms): boolean {
  return path.endsWith('.ts') && !isTest(path) && inRooms.some((room) => path.startsWith(`${room}/`));
}

/** True for files that only the test runner loads. */
export function isTest(path: string): boolean {
  return /\.(test|peer)\.ts$/.test(path);
}

/** One line for people: `sim/host/boot.ts:12: it does this; do that`. */
export function findingLine(finding: Finding): string {
  const line = finding.line === undefined ? '' : `:${finding.line}`;
  return `${finding.path}${line}: ${finding.problem}; ${finding.fix}`;
}

/** Line of a character offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
