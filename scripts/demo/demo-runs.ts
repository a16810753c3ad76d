/** For tests: a demo told in this process, as JSON. */
import { runInMemory } from '../run-in-memory.js';
import type { StoryFailure, StoryStep } from './story.js';

/** What a demo prints with --json, and its exit code. */
export interface DemoRun {
  readonly exitCode: number | string | null | undefined;
  readonly ok: boolean;
  readonly broken?: string;
  readonly steps: readonly StoryStep[];
  readonly result?: Readonly<Record<string, unknown>>;
  readonly failure?: StoryFailure;
}

/** Tells a demo. */
export async function toldDemo(...words: string[]): Promise<DemoRun> {
  const { printed, exitCode } = await runInMemory('demo', ...words, '--json');
  return { ...(JSON.parse(printed) as Omit<DemoRun, 'exitCode'>), exitCode };
}

/** Everything a step shows, line by line. */
export function linesOf({ steps }: DemoRun, id: string): readonly string[] {
  return (steps.find((step) => step.id === id)?.shown ?? []).flatMap(({ text }) => text.split('\n'));
}
