import type { HostReader } from '../../../contracts/reader.js';
import type { KataChoices } from '../choices.js';

/**
 * How many key IDs of a resource the kernel has, by the first misc.capacity that can be read: that of cgroup v2, then that of the v1
 * hierarchy. Undefined where none says so. Source: node-feature-discovery 76e6cc8cc `source/cpu/security_amd64.go`; the reference compares
 * the whole name, where that program takes the first line that begins like it.
 */
export function keyCount(reader: HostReader, resource: string, choices: KataChoices): number | undefined {
  for (const path of choices.capacityFiles) {
    const read = reader.read(path);
    if (read.ok) return countIn(read.text, resource, choices);
  }
  return undefined;
}

/** @throws RangeError as the worker panics, where a line without a number ends it. */
function countIn(text: string, resource: string, choices: KataChoices): number | undefined {
  const line = text.split('\n').find((each) => choices.capacityLineIsOf(each, resource));
  if (line === undefined) return undefined;
  const written = line.split(' ')[1];
  if (written === undefined && !choices.passesOverBareLines) throw new RangeError(indexOutOfRange);
  return written !== undefined && /^[+-]?\d{1,18}$/.test(written) ? Number(written) : undefined;
}

/** What Go says of a list that is too short. */
const indexOutOfRange = 'runtime error: index out of range [1] with length 1';
