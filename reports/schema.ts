import { z } from 'zod';
import { verdicts } from '../sim/core/verdict.js';
import { type Report, reportFormat } from './report.js';

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const verdict = z.enum(verdicts);
const texts = z.array(z.string());
const exitCode = z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(4)]);
const phases = z.strictObject({ deterministic: count, random: count, canary: count });
const reach = z.strictObject({ cases: count, share });
const failureRateBound = share.exactOptional().describe('Upper bound of the failure rate at 95 % confidence: 3 / random cases.');
const firstFinding = z.strictObject({ case: count, step: z.int().min(-1), message: z.string() });

const deviation = z.strictObject({
  name: z.string(),
  sentence: z.string(),
  releases: z.string().describe('Releases that behave like this, in words.'),
  source: z.string(),
  killedBy: z.string().describe('Requirement that must notice it.'),
});

const subject = z.strictObject({
  id: z.string(),
  stack: z.string(),
  quirks: texts.describe('Names of the quirks that are on.'),
  deviations: z.array(deviation).exactOptional().describe('The same quirks with where they come from.'),
  release: z.strictObject({ name: z.string(), words: z.string() }).exactOptional().describe('The release it stands for.'),
  stages: texts.exactOptional(),
  unsupported: texts.exactOptional().describe('Requirements about what it does not know of.'),
});

const run = z.strictObject({
  version: z.string(),
  seed: z.int(),
  subject,
  machines: texts,
  profiles: z.string().describe('Digest of every profile the plan rests on.'),
  replay: z.string().describe('Shell command that runs the same plan again.'),
});

const feature = z.strictObject({
  kind: z.enum(['technology', 'fault', 'stage']),
  id: z.string(),
  machine: z.string().exactOptional(),
});

const matrixCells = z.strictObject({
  machine: z.string(),
  runs: z.array(count).describe('Cases that checked it, by column.'),
  bounds: z
    .array(z.union([share, z.null()]))
    .describe('Upper bound of the failure rate at 95 % confidence, by column; null: none.'),
  failed: z.array(count).exactOptional().describe('Cases that broke it, by column.'),
});

const knownFailure = {
  fingerprint: z.string(),
  requirement: z.string(),
  reason: z.string().describe('Why it is put up with.'),
  expires: z.string().describe('Last day on which it is.'),
  ticket: z.string().exactOptional(),
};

const cut = { judged: count, planned: count };
const inconclusive = z.literal('inconclusive');
const reason = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('nothing-ran'), verdict: inconclusive }),
  z.strictObject({ code: z.literal('interrupted'), verdict: inconclusive, ...cut }),
  z.strictObject({ code: z.literal('shards-missing'), verdict: inconclusive, shards: z.array(z.int().min(1)) }),
  z.strictObject({ code: z.literal('cases-missing'), verdict: inconclusive, ...cut }),
  z.strictObject({ code: z.literal('canary-survived'), verdict: z.literal('error') }),
  z.strictObject({ code: z.literal('requirement-broken'), verdict: z.literal('fail'), requirements: texts }),
  z.strictObject({ code: z.literal('failure-known'), verdict: z.literal('disabled'), ...knownFailure }),
  z.strictObject({ code: z.literal('known-failure-expired'), verdict: z.literal('fail'), ...knownFailure }),
  z.strictObject({ code: z.literal('known-failure-fixed'), verdict: z.literal('fail'), ...knownFailure }),
  z.strictObject({ code: z.literal('requirement-unexercised'), verdict: inconclusive, requirements: texts }),
  z.strictObject({ code: z.literal('feature-unexercised'), verdict: inconclusive, features: z.array(feature) }),
  z.strictObject({ code: z.literal('pool-limit-unreached'), verdict: inconclusive, pools: texts }),
  z.strictObject({ code: z.literal('requirement-unsupported'), verdict: z.literal('unsupported'), requirements: texts }),
  z.strictObject({ code: z.literal('stage-unsupported'), verdict: z.literal('unsupported'), stages: texts }),
  z.strictObject({ code: z.literal('case-verdict'), verdict: verdict.exclude(['pass']), cases: count, first: count }),
]);

const summary = z.strictObject({
  verdict: verdict.describe('Worst of the reasons; pass when there are none.'),
  exitCode,
  provisional: z.boolean().describe('The verdict rests on assumed facts.'),
  reasons: z.array(reason),
  planned: phases,
  judged: phases,
  verdicts: z.partialRecord(verdict, count).describe('Judged cases by verdict, canary left out.'),
  commands: count,
  checks: count,
  canary: z.enum(['killed', 'survived', 'unknown']),
  reach: z.strictObject({ cases: count, touching: count, share }),
  failureRateBound,
});

const requirement = z.strictObject({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD', 'MAY']),
  stage: z.string(),
  group: z.string(),
  sentence: z.string(),
  source: z.string(),
  about: texts.exactOptional().describe('Technologies it speaks of.'),
  elsewhere: z.literal(true).exactOptional().describe('Other runs exercise it; disabled where this one did not meet it.'),
  verdict,
  provisional: z.boolean(),
  checks: count,
  cases: count,
  failed: count.describe('Cases that broke it.'),
  failureRateBound,
  firstFinding: firstFinding.exactOptional(),
});

const counted = { cases: count, findings: count, verdict };
const host = z.strictObject({
  machine: z.string(),
  ...counted,
  stages: z.array(z.strictObject({ stage: z.string(), ...counted })),
});

const group = z.strictObject({
  group: z.string(),
  requirements: count,
  pass: count,
  fail: count,
  inconclusive: count,
  unsupported: count,
  checks: count,
  provisional: count,
});

const pool = z.strictObject({
  pool: z.string(),
  cases: count.describe('Cases with a host that has the pool.'),
  belowLimit: reach,
  atLimit: reach,
  beyondLimit: reach,
  touching: reach,
  verdict,
});

const counterexample = z.strictObject({
  from: count,
  message: z.string(),
  fingerprint: z.string().exactOptional().describe('Names the failure in a baseline.'),
  commands: count,
  hosts: count,
  summary: z.string(),
  file: z.string().describe("Where it is saved, relative to the report's folder."),
  case: z.record(z.string(), z.json()).describe('A complete case, replayable without a seed.'),
});

const finding = z.strictObject({
  requirement: z.string(),
  cases: count,
  provisional: z.boolean(),
  quirks: texts.exactOptional().describe('Quirks that break it in the counterexample, then those it is meant to catch besides.'),
  first: firstFinding,
  known: z.strictObject(knownFailure).exactOptional().describe('The entry of the baseline that knows it.'),
  counterexample: counterexample.exactOptional(),
});

/** What a {@link Report} must look like; unknown members are refused, because writers would drop them silently. */
export const reportSchema: z.ZodType<Report> = z.strictObject({
  format: z.literal(reportFormat),
  run,
  summary,
  stages: texts,
  hosts: z.array(host),
  groups: z.array(group),
  requirements: z.array(requirement),
  pools: z.array(pool),
  marks: z.strictObject({
    declared: count,
    hit: count,
    unhit: z.array(z.strictObject({ id: z.string(), rare: z.string().exactOptional() })),
    met: z.array(z.strictObject({ id: z.string(), cases: count })),
  }),
  features: z.strictObject({ declared: count, exercised: count, unexercised: z.array(feature) }),
  matrix: z.strictObject({
    columns: texts.describe('any: all cases; none: those in which nothing went wrong; then faults.'),
    rows: z.array(z.strictObject({ requirement: z.string(), machines: z.array(matrixCells) })),
  }),
  assumed: z.array(z.strictObject({ fact: z.string(), cases: count })),
  findings: z.array(finding),
});

/** A sealed report: the report and the digest of it. */
const sealedSchema = (reportSchema as unknown as z.ZodObject).extend({
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the canonical JSON of everything else.'),
});

/** JSON Schema (draft 2020-12) of `report.json`, as text: what `reports/schema/report.schema.json` must hold. */
export function reportSchemaText(): string {
  const schema = { title: 'fauxmetal report', ...z.toJSONSchema(sealedSchema) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
