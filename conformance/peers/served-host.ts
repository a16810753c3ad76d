import { existsSync } from 'node:fs';
import type { JsonObject } from '../../sim/core/json.js';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { fauxmetal } from './host-exec.js';
import { type LineProgram, startLineProgram } from './line-program.js';

/** A host that `fauxmetal host serve` keeps, as built. */
export interface ServedHost {
  /** What it said when it was ready. */
  readonly ready: JsonObject;
  /** Its answer to a line. */
  ask(line: string): Promise<JsonObject>;
  /** Asks until the answer satisfies a condition. */
  askUntil(line: string, condition: (answer: JsonObject) => boolean): Promise<JsonObject>;
  stop(): Promise<void>;
}

/** Serves a host. @param words of the command line after `host serve`. */
export async function serveHost(words: readonly string[]): Promise<Outcome<ServedHost, string>> {
  if (!existsSync(fauxmetal)) return refused('fauxmetal is not built: npm run build');
  const program = startLineProgram(process.execPath, [fauxmetal, 'host', 'serve', ...words, '--json']);
  const ready = await program.next<JsonObject>(({ do: verb }) => verb === 'serve');
  return done({
    ready,
    ask: (line) => ask(program, line),
    askUntil: (...about) => askUntil(program, ...about),
    stop: () => program.end(),
  });
}

function ask(program: LineProgram, line: string): Promise<JsonObject> {
  program.write(line);
  return program.next<JsonObject>(() => true);
}

async function askUntil(program: LineProgram, line: string, condition: (answer: JsonObject) => boolean): Promise<JsonObject> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const answer = await ask(program, line);
    if (condition(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`${line} was never answered as expected; last: ${JSON.stringify(await ask(program, line))}`);
}

const attemptsMax = 300;
const pauseMs = 50;
