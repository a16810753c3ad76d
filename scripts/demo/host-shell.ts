/** What an operator sees of a simulated host, as commands print it. */
import type { HostTree } from '../../sim/surfaces/index.js';
import type { ClusterNode } from './cluster.js';

/** The content of a file; empty where there is none. */
export function fileOf(tree: HostTree, path: string): string {
  const read = tree.read(path);
  return read.ok ? read.text : '';
}

/** Lines of a text that match. */
export function grep(text: string, pattern: RegExp): string {
  const lines = text.split('\n').filter((line) => pattern.test(line));
  return lines.join('\n');
}

/** The lines of `kubectl describe node` about extended resources whose names hold a word. @param used by guests of the story. */
export function countedKeys({ decision }: ClusterNode, word: string, used: number): string {
  const entries = Object.entries(decision.resources).filter(([name]) => name.includes(word));
  const lines = entries.map(([name, count]) => `  ${name}  ${used} of ${count}`);
  return ['Allocated resources:', ...lines].join('\n');
}
