import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../../sim/core/outcome.js';
import { fauxmetal } from './host-exec.js';
import { otherNode, otherNodeVersion } from './node-release.js';
import { outputOf } from './program.js';

// The same plan gives the same report, byte for byte: in twenty repeats, cut into one, two or seven shards that are joined again, judged
// by one or two threads, by two majors of Node. Every repeat is a process of its own, which carries the plan out in all six ways.

const plan = ['--machine', 'skylake', '--seed', '1', '--runs', '60'];
const repeats = Number(process.env.PEERS_REPEATS ?? 20);
const program = join(dirname(fauxmetal), 'bench', 'report-hashes.js');

let node: Outcome<string, string>;

beforeAll(async () => {
  node = await otherNode();
});

it('every repeat, cut, number of threads and major of Node gives one report', { timeout: 1_800_000 }, async (context) => {
  if (!node.ok) return context.skip(node.reason);
  const programs = Array.from({ length: repeats }, () => [process.execPath, (node as { readonly value: string }).value]).flat();
  const hashes = (await twoAtATime(programs, hashesOf)).flat();
  expect(hashes).toHaveLength(repeats * 2 * 6);
  expect([...new Set(hashes)]).toHaveLength(1);
  const majors = `Node ${process.versions.node} and ${otherNodeVersion}`;
  await context.annotate(
    `${hashes.length} reports, ${repeats} repeats × shards 1, 2, 7 × --jobs 1, 2 × ${majors}: SHA-256 ${hashes[0]}`,
  );
});

async function hashesOf(nodeProgram: string): Promise<readonly string[]> {
  const printed = await outputOf(nodeProgram, [program, ...plan]);
  if (!printed.ok) throw new Error(printed.reason);
  return Object.values(JSON.parse(printed.value) as Readonly<Record<string, string>>);
}

/** All answers in order, two questions at a time. */
async function twoAtATime<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const waiting = items.entries();
  const askOn = async (): Promise<void> => {
    for (const [index, item] of waiting) answers[index] = await ask(item);
  };
  await Promise.all([askOn(), askOn()]);
  return answers;
}
