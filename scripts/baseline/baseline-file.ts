import { z } from 'zod';
import type { KnownFailure } from '../../conformance/runner/baseline.js';
import { checkedCase } from '../../conformance/runner/case-problem.js';
import type { SavedSubject } from '../../conformance/runner/corpus.js';
import { fingerprintOf } from '../../conformance/runner/shrink/fingerprint.js';
import { stackKit } from '../../conformance/subjects/index.js';
import { readYamlFile, type YamlFile } from '../../profiles/yaml-file.js';
import type { Case } from '../../sim/contracts/commands.js';
import { canonicalJson } from '../../sim/core/json.js';
import { nearestName, UsageError } from '../../sim/core/usage-error.js';
import { isCalendarDay } from './calendar-day.js';

/** Frozen name of the format of baseline files; a change of meaning gets a new number. */
export const baselineFormat = 'fauxmetal-baseline/1';

/** Where a baseline is written unless told otherwise. */
export const defaultBaseline = 'fauxmetal-baseline.yaml';

/** One entry: a known failure, and who was judged when it was written. */
export interface BaselineEntry extends KnownFailure {
  readonly subject?: SavedSubject;
}

const day = z
  .string()
  .refine(isCalendarDay, 'a day of the calendar is needed')
  .describe('the last day on which the failure is put up with, as 2027-01-31');

const entry = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'a fingerprint is 16 hexadecimal digits')
    .describe('the fingerprint fauxmetal run shows with the finding'),
  requirement: z.string().describe('the id of the requirement it breaks'),
  reason: z.string().min(1).describe('why it is put up with, in one sentence'),
  expires: day,
  ticket: z.string().min(1).exactOptional().describe('where it is being worked on'),
  subject: z
    .strictObject({ id: z.string(), stack: z.string(), quirks: z.array(z.string()), release: z.string().exactOptional() })
    .exactOptional()
    .describe('who was judged when the entry was written'),
  case: z.record(z.string(), z.unknown()).exactOptional().describe('the smallest case that shows it'),
});

const schema = z.strictObject({ format: z.literal(baselineFormat), failures: z.array(entry) });

/**
 * Reads a baseline.
 *
 * @param stack the stack whose requirements it speaks of.
 * @throws UsageError with file, line and fix for a file that is not there or damaged, an unknown requirement, a day that is none, and a
 *   fingerprint that is not that of the case beside it.
 */
export function readBaseline(path: string, stack: string): readonly BaselineEntry[] {
  const file = readYamlFile(path, schema);
  const entries = file.value.failures as unknown as readonly BaselineEntry[];
  for (const [index, each] of entries.entries()) checkEntry(each, index, entries, file, stack);
  return entries;
}

type BaselineYaml = YamlFile<z.output<typeof schema>>;

function checkEntry(each: BaselineEntry, index: number, all: readonly BaselineEntry[], file: BaselineYaml, stack: string): void {
  const { config, requirements } = stackKit(stack);
  const at = (member: string) => {
    const path = `failures.${index}.${member}`;
    return { file: file.file, line: file.lineOf(path), path };
  };
  const ids = requirements.map(({ id }) => id);
  if (!ids.includes(each.requirement)) throw unknownRequirement(each.requirement, ids, at('requirement'));
  const same = all.findIndex((other) => other.fingerprint === each.fingerprint);
  if (same !== index)
    throw new UsageError('this failure is listed already', { place: at('fingerprint'), fix: 'keep one of the two' });
  if (each.case === undefined) return;
  const kept = checkedCase(each.case, at('case'), `failures.${index}.case`);
  const fingerprint = fingerprintOf(each.requirement, kept, config);
  if (fingerprint === each.fingerprint) return;
  throw new UsageError(`the case beside it has the fingerprint ${fingerprint}`, {
    place: at('fingerprint'),
    fix: 'write the entry again with fauxmetal baseline write',
  });
}

function unknownRequirement(id: string, ids: readonly string[], place: UsageError['place']): UsageError {
  const near = nearestName(id, ids);
  const fix = near === undefined ? 'fauxmetal requirements list shows them' : `did you mean "${near}"?`;
  return new UsageError(`there is no requirement "${id}"`, { place, fix });
}

/** Text of a baseline, by the ending of its name: JSON for `.json`, else YAML with each case on a line of its own. */
export function baselineText(path: string, entries: readonly BaselineEntry[]): string {
  const inOrder = entries.toSorted((left, right) =>
    left.requirement + left.fingerprint < right.requirement + right.fingerprint ? -1 : 1,
  );
  if (path.endsWith('.json')) return `${JSON.stringify({ format: baselineFormat, failures: inOrder }, undefined, 1)}\n`;
  const head = `# Failures that are known and do not fail a run until they expire. See fauxmetal baseline --help.\nformat: ${baselineFormat}\n`;
  return inOrder.length === 0 ? `${head}failures: []\n` : `${head}failures:\n${inOrder.map(entryText).join('')}`;
}

/** JSON is YAML, so texts are written as JSON has them and need no other quoting. */
function entryText({ fingerprint, requirement, reason, expires, ticket, subject, case: kept }: BaselineEntry): string {
  const members: readonly (readonly [string, string | SavedSubject | Case | undefined])[] = [
    ['fingerprint', fingerprint],
    ['requirement', requirement],
    ['reason', reason],
    ['expires', expires],
    ['ticket', ticket],
    ['subject', subject],
    ['case', kept],
  ];
  const lines = members.flatMap(([name, value]) => (value === undefined ? [] : [`    ${name}: ${canonicalJson(value)}\n`]));
  return `  - ${lines.join('').trimStart()}`;
}
