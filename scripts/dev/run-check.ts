import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingLine, type HouseRule, type SourceFile } from './finding.js';

/** Runs one house rule on the repository in the current folder, prints what it found and sets the exit code. */
export function runCheck(rule: HouseRule): void {
  const findings = rule(readTree(process.cwd()));
  for (const finding of findings) console.error(findingLine(finding));
  if (findings.length > 0) process.exitCode = 1;
}

/**
 * Every file that belongs to the repository, in path order. Read from the disk rather than from git, so that it works in an
 * unpacked archive and sees files that were not added yet.
 */
export function readTree(root: string, below = ''): readonly SourceFile[] {
  const entries = readdirSync(join(root, below), { withFileTypes: true }).sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  return entries.flatMap((entry) => read(root, below === '' ? entry.name : `${below}/${entry.name}`, entry));
}

/** Made by tools and left out of the repository by .gitignore. */
const made = new Set(['.git', 'node_modules', 'dist', 'fauxmetal-report', '.peers-cache', 'coverage']);

function read(root: string, path: string, entry: Dirent): readonly SourceFile[] {
  if (made.has(entry.name)) return [];
  if (entry.isDirectory()) return readTree(root, path);
  return entry.isFile() ? [{ path, text: textOf(readFileSync(join(root, path))) }] : [];
}

function textOf(bytes: Buffer): string {
  return bytes.includes(0) ? '' : bytes.toString('utf8');
}
