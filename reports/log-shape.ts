import { verdicts } from '../sim/core/verdict.js';
import { logFormat } from './log.js';
import { amount, anyObject, type Check, flag, listOf, mapOf, oneOf, shapeOf, text, wholeFrom } from './shape.js';

const count = wholeFrom(0);
const position = wholeFrom(1);
const phases = ['deterministic', 'random', 'canary'];

const requirement = shapeOf(
  {
    id: text,
    level: oneOf(['MUST', 'SHOULD', 'MAY']),
    stage: text,
    group: text,
    sentence: text,
    source: text,
  },
  { about: listOf(text), elsewhere: flag },
);

const feature = shapeOf({ kind: oneOf(['technology', 'fault', 'stage']), id: text }, { machine: text, mark: count });

const finding = shapeOf({ requirement: text, message: text, step: wholeFrom(-1) });

const subject = shapeOf(
  { id: text, stack: text, quirks: listOf(text) },
  {
    deviations: listOf(shapeOf({ name: text, sentence: text, releases: text, source: text, killedBy: text })),
    release: shapeOf({ name: text, words: text }),
    stages: listOf(text),
    unsupported: listOf(text),
  },
);

const knownFailure = shapeOf(
  { fingerprint: text, requirement: text, reason: text, expires: text },
  { ticket: text, expired: flag, fixed: flag, replayed: flag },
);

const runShape = shapeOf(
  {
    format: oneOf([logFormat]),
    version: text,
    seed: wholeFrom(-Infinity),
    subject,
    machines: listOf(text),
    profiles: text,
    plan: shapeOf({ deterministic: count, random: count, canary: count }),
    shard: shapeOf({ index: position, count: position }, { missing: listOf(position) }),
    requirements: listOf(requirement),
    marks: listOf(shapeOf({ id: text }, { rare: text })),
  },
  {
    flags: listOf(text),
    corpus: text,
    baseline: listOf(knownFailure),
    faults: listOf(text),
    pools: listOf(text),
    features: listOf(feature),
  },
);

const caseShape = shapeOf(
  {
    index: count,
    phase: oneOf(phases),
    name: text,
    machines: listOf(text),
    verdict: oneOf(verdicts),
    commands: count,
    checks: listOf(count),
    reach: mapOf(oneOfNumbers(0, 7)),
    marks: listOf(count),
    assumed: listOf(text),
    findings: listOf(finding),
  },
  { faults: mapOf(listOf(count)) },
);

const counterexampleShape = shapeOf(
  {
    requirement: text,
    index: count,
    message: text,
    counterexample: anyObject,
    commands: count,
    hosts: count,
    summary: text,
  },
  { quirks: listOf(text), fingerprint: text },
);

/** What each kind of record must look like, by the word in its `record` member. */
export const recordShapes: Readonly<Record<string, Check>> = {
  run: runShape,
  case: caseShape,
  counterexample: counterexampleShape,
  end: shapeOf({ cases: count, canaryKilled: flag }),
  timing: shapeOf(
    { of: (value, path) => (value === 'run' ? undefined : count(value, path)), milliseconds: amount },
    { startedAt: text },
  ),
};

function oneOfNumbers(least: number, most: number): Check {
  return (value, path) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : { path, problem: `must be a whole number from ${least} to ${most}` };
}
