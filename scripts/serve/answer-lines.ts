import type { Terminal } from '../terminal.js';
import { answerText } from './answer.js';
import { type Answer, carryOut } from './carry-out.js';
import { readInstruction } from './instruction.js';
import type { ServedHost } from './served-host.js';

/** Where lines come from. */
export interface LineSource {
  readonly lines: AsyncIterable<string>;
  /** The last line has been answered: whoever sits at a screen may be asked for the next. */
  answered(): void;
}

/** Answers every line that is not empty with one line, until `quit` or the end of the lines. */
export async function answerLines(
  source: LineSource,
  hosts: readonly ServedHost[],
  terminal: Terminal,
  json: boolean,
): Promise<void> {
  source.answered();
  for await (const line of source.lines) {
    const answer = await answerTo(line, hosts);
    if (answer !== undefined) terminal.print(`${json ? JSON.stringify(answer) : answerText(answer)}\n`);
    if (answer?.ok === true && answer.do === 'quit') return;
    source.answered();
  }
}

async function answerTo(line: string, hosts: readonly ServedHost[]): Promise<Answer | undefined> {
  const instruction = readInstruction(line);
  if (instruction === undefined) return undefined;
  return 'problem' in instruction ? { ok: false, ...instruction } : carryOut(instruction, hosts);
}
