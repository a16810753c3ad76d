import type { ReadResult } from '../../../contracts/reader.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { goAtoi } from '../label/go-number.js';

/** The file of the cgroup v2 root that lists the host's key IDs, one `<resource> <number>` a line. */
export const miscCapacityPath = '/sys/fs/cgroup/misc.capacity';

/** The file's text, or why it could not be read. */
export type MiscCapacityText = ReadResult;

/** How many key IDs a resource has, by one of several readings of the file's text; the reason is an error as virt-handler logs it. */
export type MiscCapacityReading = (text: string, resource: string) => Outcome<number, string>;

/**
 * The reading that is right: the first line of exactly two words, the first being exactly the resource, decides.
 * Source: KubeVirt v1.9 `pkg/virt-handler/cgroup/cgroup.go` (GetMiscCapacity).
 *
 * @example capacityOfResource('sev 410\nsev_es 99\n', 'sev_es') // 99
 */
export const capacityOfResource: MiscCapacityReading = (text, resource) => {
  for (const line of text.split('\n')) {
    const words = line.split(/\s+/).filter((word) => word !== '');
    if (words.length === 2 && words[0] === resource) return goAtoi(words[1] ?? '');
  }
  return refused(notFound(resource));
};

/** The reading of Intel's fork: whole file split on single spaces, second field taken, whatever the first one is. */
export const firstNumberOfFile: MiscCapacityReading = (text) => {
  const second = text.split(' ')[1];
  if (second === undefined) return refused('runtime error: index out of range [1] with length 1');
  const number = Number.parseInt(second, 10);
  return Number.isNaN(number) ? refused(`strconv.Atoi: parsing ${JSON.stringify(second)}: invalid syntax`) : done(number);
};

/** The reading of Intel's first branch: any line that contains the name counts, so `sev` finds `sev_es` as well; the last wins. */
export const lastLineContaining: MiscCapacityReading = (text, resource) => {
  const line = text.split('\n').findLast((candidate) => candidate.includes(resource));
  return line === undefined ? refused(notFound(resource)) : goAtoi(line.trim().split(/\s+/).at(-1) ?? '');
};

function notFound(resource: string): string {
  return `key ${resource} not found in misc.capacity`;
}
