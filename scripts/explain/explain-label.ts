import type { AnswerSource } from '../../conformance/subjects/stack-kit.js';
import type { LabelEvent } from '../../sim/contracts/evidence.js';
import { confidentialProtections } from '../../sim/contracts/protection.js';
import type { FileStatus } from '../../sim/contracts/reader.js';
import { strerror } from '../../sim/core/errno.js';
import { excerptOf } from './excerpt.js';
import type { Answer, AnswerFound, LabelExplained } from './explanation.js';
import type { Look } from './recorded-subject.js';

/**
 * Tells labellings of one case, in their order: each confidential label and resource with the part of a file it came from. A file an
 * agent did not look at this time is shown as it last saw it.
 *
 * @param looks one list a labelling, in the order of the label events.
 */
export function explainedLabelling(
  sources: readonly AnswerSource[],
  looks: readonly (readonly Look[])[],
): (event: LabelEvent) => LabelExplained {
  const before = new Map<string, readonly Look[]>();
  const names = [...new Set(sources.map(({ answer }) => answer))];
  let next = 0;
  return (event) => {
    const now = looks[next] ?? [];
    next += 1;
    const known = before.get(event.host) ?? [];
    before.set(event.host, [...known, ...now]);
    const answers = names.map((name) => answerOf(name, event, sources, now, known));
    const labels = Object.keys(event.decision.labels);
    return {
      stage: 'label',
      host: event.host,
      happening: event.happening,
      answers,
      really: confidentialProtections.map((protection) => ({ protection, ...event.truth.launchable[protection] })),
      ...(event.decision.providers !== undefined && { providers: event.decision.providers }),
      otherLabels: labels.filter((label) => !names.includes(label)).length,
      problems: event.decision.problems,
    };
  };
}

function answerOf(
  name: string,
  { decision }: LabelEvent,
  sources: readonly AnswerSource[],
  now: readonly Look[],
  before: readonly Look[],
): Answer {
  const value = decision.labels[name] ?? decision.resources[name];
  const unhealthy = decision.unhealthy?.[name];
  const isLabel = name in decision.labels || !name.startsWith('devices.');
  return {
    name,
    kind: isLabel ? 'label' : 'resource',
    ...(value !== undefined && { value }),
    ...(unhealthy !== undefined && unhealthy > 0 && { unhealthy }),
    sources: sources.filter(({ answer }) => answer === name).flatMap((source) => found(source, now, before)),
  };
}

/** What was seen of one source: now, or when it was last looked at; nothing when the agent never looked. */
function found(source: AnswerSource, now: readonly Look[], before: readonly Look[]): readonly AnswerFound[] {
  const look = lastLook(source.path, now);
  if (look !== undefined) return [{ path: source.path, ...seenIn(look, source) }];
  const earlier = lastLook(source.path, before);
  return earlier === undefined ? [] : [{ path: source.path, earlier: true, ...seenIn(earlier, source) }];
}

function lastLook(path: string, looks: readonly Look[]): Look | undefined {
  const mine = looks.filter((look) => look.path === path);
  return mine.findLast(({ what }) => what === 'read') ?? mine.at(-1);
}

function seenIn(look: Look, source: AnswerSource): Pick<AnswerFound, 'excerpt' | 'remark'> {
  if (look.what === 'stat') return { remark: look.seen === undefined ? 'is not there' : statusWords(look.seen) };
  if (!look.seen.ok) return { remark: `${look.seen.errno}: ${strerror(look.seen.errno)}` };
  const excerpt = excerptOf(look.seen.text, source);
  if (excerpt !== undefined) return { excerpt };
  return { remark: source.element === undefined ? `no line "${source.line}"` : `no <${source.element}>` };
}

function statusWords({ kind, mode }: FileStatus): string {
  return `${kind}, mode ${mode.toString(8).padStart(4, '0')}`;
}
