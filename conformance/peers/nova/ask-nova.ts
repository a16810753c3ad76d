import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, type Json, type JsonObject } from '../../../sim/core/json.js';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { makeRunFolder } from '../libvirt-clients/release-root.js';
import { cached } from '../peer-cache.js';
import { run } from '../program.js';
import type { NovaHost } from './nova-host.js';
import { findNova, type InstalledNova, type NovaRelease } from './nova-releases.js';

/**
 * Asks a release of Nova, in one process, and takes its answers in the order of the questions.
 *
 * @param questions as `program/peer.py` takes them; hosts may carry their documents, which are sent once each.
 * @returns the answers, or why there are none: a release that cannot be had, or a question this peer cannot put.
 */
export async function askNova<Answer extends Json>(
  release: NovaRelease,
  questions: readonly NovaQuestion[],
): Promise<Outcome<readonly Answer[], string>> {
  const found = await findNova(release);
  if (!found.ok || questions.length === 0) return found.ok ? done([]) : found;
  const lines = linesOf(questions);
  const name = `nova-${release.version}-${digestOf([lines, ...programTexts()], 16)}`;
  const kept = await cached(join('answers', name), (folder) => asked(found.value, lines, questions.length, folder));
  return kept.ok ? done(JSON.parse(readFileSync(join(kept.value, 'answers'), 'utf8')) as readonly Answer[]) : kept;
}

/** Nova answers the same question the same way, so that it is asked again only when a question or the program has changed. */
async function asked(
  { root, wheel }: InstalledNova,
  lines: string,
  count: number,
  into: string,
): Promise<Outcome<unknown, string>> {
  const folder = makeRunFolder();
  try {
    const path = folder.put('questions', lines);
    const more = ['--ro-bind', programFolder, '/run/program'];
    if (wheel !== undefined) more.push('--ro-bind', wheel, '/run/wheel');
    const python = ['env', 'PYTHONDONTWRITEBYTECODE=1', 'PYTHONPATH=/run/wheel', 'python3', '/run/program/peer.py', path];
    const [program, ...words] = root.commandLine(folder.folder, python, more);
    const answers = answersIn(await run(program, words), count);
    if (answers.ok) writeFileSync(join(into, 'answers'), JSON.stringify(answers.value));
    return answers;
  } finally {
    folder.remove();
  }
}

const programFolder = join(import.meta.dirname, 'program');

function programTexts(): readonly string[] {
  const names = readdirSync(programFolder).filter((name) => name.endsWith('.py'));
  return names.sort().map((name) => readFileSync(join(programFolder, name), 'utf8'));
}

/** A question; the places in it where a host is carry its documents. */
export type NovaQuestion = JsonObject & { readonly ask: string };

/** A question about one host. */
export function questionAbout(ask: string, host: NovaHost, more: JsonObject = {}): NovaQuestion {
  return { ask, host: host as unknown as JsonObject, ...more };
}

function linesOf(questions: readonly NovaQuestion[]): string {
  const sent = new Map<string, string>();
  const lines = questions.flatMap((question) => {
    const fresh: Record<string, string> = {};
    const line = JSON.stringify(question, (key, value: unknown) => (key === 'text' ? undefined : named(value, sent, fresh)));
    return Object.keys(fresh).length === 0 ? [line] : [JSON.stringify({ documents: fresh }), line];
  });
  return `${lines.join('\n')}\n`;
}

/** A document's place holds its name on the wire. */
function named(value: unknown, sent: Map<string, string>, fresh: Record<string, string>): unknown {
  if (typeof value !== 'object' || value === null || !('document' in value)) return value;
  const text = String(value.document);
  const name = sent.get(text) ?? `document ${sent.size}`;
  if (!sent.has(text)) {
    sent.set(text, name);
    fresh[name] = text;
  }
  return name;
}

function answersIn(
  { code, stdout, stderr }: Awaited<ReturnType<typeof run>>,
  expected: number,
): Outcome<readonly Json[], string> {
  const answers = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Json);
  const crash = answers.find((answer) => typeof answer === 'object' && answer !== null && 'crash' in answer);
  if (crash !== undefined) throw new Error((crash as { crash: string }).crash);
  if (code !== 0 || answers.length !== expected) return refused(`Nova does not run here: ${stderr.trim().split('\n').at(-1)}`);
  return done(answers);
}
