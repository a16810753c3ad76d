import { ansiPalette, plainPalette } from '../../reports/index.js';
import type { Terminal } from '../terminal.js';
import { type Break, breaks } from './breaks.js';
import { type DoStep, type StoryOutcome, tellStory } from './story.js';
import { failureText, stepText } from './story-text.js';

/** A story, and how it is told. */
export interface Demo<Result extends object> {
  /** `coco-snp` */
  readonly name: string;
  readonly broken?: Break;
  readonly json: boolean;
  tell(step: DoStep): Promise<Result>;
  /** The last words, on a screen. */
  ending(result: Result): string;
}

/** Tells a story on a terminal, step by step or as one JSON document. Exit code 0 when it comes to its end, else 1. */
export async function runDemo<Result extends object>(demo: Demo<Result>, terminal: Terminal): Promise<void> {
  const { name, broken, json } = demo;
  const palette = terminal.colour ? ansiPalette : plainPalette;
  const outcome = await tellStory(
    (step) => demo.tell(step),
    (step, number) => {
      if (!json) terminal.print(stepText(step, number, palette));
    },
  );
  if (json)
    terminal.print(
      `${JSON.stringify({ demo: name, ...(broken !== undefined && { broken }), ...plain(outcome) }, undefined, 2)}\n`,
    );
  else if (outcome.end.ok) terminal.print(`${palette.good('OK')} ${demo.ending(outcome.end.result)}\n`);
  else terminal.print(failureText(outcome.end.failure, broken && breaks[broken], palette));
  process.exitCode = outcome.end.ok ? 0 : 1;
}

function plain<Result extends object>({ steps, end }: StoryOutcome<Result>) {
  return { ok: end.ok, steps, ...(end.ok ? { result: end.result } : { failure: end.failure }) };
}
