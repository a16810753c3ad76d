import { writeSync } from 'node:fs';

/** Where a command talks to: results on standard output, everything said on the way on standard error. */
export interface Terminal {
  /** Writes a result to standard output, exactly as given. */
  print(text: string): void;
  /** Writes a remark, a warning or an error to standard error, with a line feed. */
  note(text: string): void;
  /** Width of the screen in columns; 100 when it is not a screen. */
  readonly columns: number;
  /** Colours are wanted: a screen, and neither NO_COLOR nor a dumb terminal; FORCE_COLOR wins. */
  readonly colour: boolean;
  /** Standard error is a screen that can redraw a progress line. */
  readonly interactive: boolean;
  /** Words of the command line after the program's name. */
  readonly words: readonly string[];
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since some fixed moment, for progress and for the times in JUnit reports. */
  now(): number;
  /** RFC 3339 time of day, for the unhashed part of a log. */
  timeOfDay(): string;
  /** Calls back when the user interrupts (SIGINT, SIGTERM); returns a function that stops listening. */
  onInterrupt(listener: () => void): () => void;
}

/** The terminal of this process. Writes are synchronous, so nothing is lost when the process exits and a closed pipe is no crash. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    print: (text) => writeAll(1, text),
    note: (text) => writeAll(2, `${text}\n`),
    columns: stdout.isTTY === true ? stdout.columns : 100,
    colour: wantsColour(env, stdout.isTTY === true),
    interactive: stderr.isTTY === true && env.CI === undefined && env.TERM !== 'dumb',
    words: process.argv.slice(2),
    variables: env,
    now: () => performance.now(),
    timeOfDay: () => new Date().toISOString(),
    onInterrupt: (listener) => {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
  };
}

function wantsColour(env: NodeJS.ProcessEnv, screen: boolean): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true;
  return screen && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

/** Writes all bytes, however often the pipe is full; the reader going away (`| head`) is not an error. */
function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (problem) {
      const { code } = problem as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw problem;
    }
  }
}
