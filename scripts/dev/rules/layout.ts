import { type Finding, rooms, type SourceFile } from '../finding.js';

/** The top level holds the five rooms and the conventional files, nothing else; and no file is named for having no subject. */
export function layoutFindings(tree: readonly SourceFile[]): readonly Finding[] {
  const strangers = new Set(
    tree.map(({ path }) => path.split('/')[0] ?? path).filter((name) => !topLevel.some((known) => known.test(name))),
  );
  return [...[...strangers].map(strangerFinding), ...tree.filter(({ path }) => isNamedForNothing(path)).map(namelessFinding)];
}

/** What may stand at the top level. */
const topLevel: readonly RegExp[] = [
  new RegExp(`^(${rooms.join('|')})$`),
  /^(README|CONTRIBUTING|CHANGELOG|SECURITY)\.md$/,
  /^(LICENSE|NOTICE)$/,
  /^package(-lock)?\.json$/,
  /^tsconfig(\.[a-z]+)?\.json$/,
  /^vitest(\.[a-z]+)?\.config\.ts$/,
  /^(biome|knip)\.json$/,
  /^action\.yml$/,
  /^\./,
];

function strangerFinding(path: string): Finding {
  return { path, problem: 'does not belong at the top level', fix: `put it into the room it is about: ${rooms.join(', ')}` };
}

/** Names that say nothing. The kernel's `misc` cgroup controller is a subject, so `misc-…` is fine, and so is its folder. */
function isNamedForNothing(path: string): boolean {
  const parts = path.replace(/(\.test)?\.[a-z]+$/, '').split('/');
  return parts.some((part) => /^(utils?|helpers?|common|misc|shared|stuff|lib)$/.test(part));
}

function namelessFinding({ path }: SourceFile): Finding {
  return {
    path,
    problem: 'is named for having no subject',
    fix: 'name it after the one concept it holds, as a user would say it',
  };
}
