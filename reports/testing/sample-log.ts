/** Small run logs for tests, made by functions so that each test names only what it is about. */
import { openStream, streamSeed } from '../../sim/core/prng.js';
import type {
  CaseRecord,
  CounterexampleRecord,
  EndRecord,
  FindingRecord,
  LogRecord,
  MarkRecord,
  RequirementRecord,
  RunRecord,
  TimingRecord,
} from '../log.js';

/** A catalogue over four stages: the last requirement is a SHOULD. */
export const sampleRequirements: readonly RequirementRecord[] = [
  requirement('kubevirt/label/sev', 'label', 'labels', 'A node whose host offers SEV carries kubevirt.io/sev.'),
  requirement('kubevirt/label/key-ids', 'label', 'key-ID resources', 'A node offers as many key IDs as misc.capacity says.'),
  requirement('kubevirt/schedule/key-ids', 'schedule', 'key-ID resources', 'No guest is placed on a host without a free key ID.'),
  requirement(
    'kubevirt/render/snp-policy',
    'render',
    'domain documents',
    'The SNP policy is 0x30000 unless the request says otherwise.',
  ),
  {
    ...requirement('kubevirt/run/condition', 'run', 'life cycle', 'The reason of a refused start names the pool.'),
    level: 'SHOULD',
  },
];

/** Machines of {@link sampleLog}. */
export const sampleMachines = ['rome', 'genoa', 'emerald-rapids'] as const;

/** What the run of {@link sampleLog} claims to exercise; nobody flushes. */
const sampleClaims: Pick<RunRecord, 'faults' | 'pools' | 'features'> = {
  faults: ['psp-error', 'host-reboot'],
  pools: ['sev', 'sev_es', 'tdx'],
  features: [
    { kind: 'technology', id: 'sev', machine: 'rome', mark: 0 },
    { kind: 'technology', id: 'sev', machine: 'genoa', mark: 0 },
    { kind: 'technology', id: 'tdx', machine: 'emerald-rapids', mark: 1 },
    { kind: 'fault', id: 'psp-error' },
    { kind: 'fault', id: 'flush-fails' },
    { kind: 'stage', id: 'label' },
  ],
};

/** One requirement at level MUST. */
export function requirement(id: string, stage: string, group: string, sentence: string): RequirementRecord {
  return { id, level: 'MUST', stage, group, sentence, source: 'VEP 80' };
}

/** The header of a run over {@link sampleMachines}. */
export function runRecord(overrides: Partial<RunRecord> = {}): RunRecord {
  return {
    record: 'run',
    format: 'fauxmetal-log/1',
    version: '0.1.0',
    seed: 7,
    subject: { id: 'kubevirt/reference', stack: 'kubevirt', quirks: [] },
    machines: sampleMachines,
    profiles: 'f00d',
    plan: { deterministic: 20, random: 40, canary: 1 },
    shard: { index: 1, count: 1 },
    requirements: sampleRequirements,
    marks: marks('start/last-key/sev', 'start/no-free-key/tdx'),
    ...overrides,
  };
}

/** Ordinary marks of these names. */
export function marks(...ids: readonly string[]): readonly MarkRecord[] {
  return ids.map((id) => ({ id }));
}

/** A passing random case on Genoa that checks everything once and fills its pools to the limit. */
export function caseRecord(index: number, overrides: Partial<CaseRecord> = {}): CaseRecord {
  return {
    record: 'case',
    index,
    phase: 'random',
    name: `case ${index}`,
    machines: ['genoa'],
    verdict: 'pass',
    commands: 2,
    checks: sampleRequirements.map(() => 1),
    reach: { sev: 3, sev_es: 2 },
    marks: [0, 1],
    assumed: [],
    findings: [],
    ...overrides,
  };
}

/** A case that broke one requirement. */
export function failedCase(index: number, broken: string, message = 'expected 0x30000, found 0x3000'): CaseRecord {
  return caseRecord(index, { verdict: 'fail', findings: [finding(broken, message)] });
}

/** A finding at the first command. */
export function finding(broken: string, message: string): FindingRecord {
  return { requirement: broken, message, step: 0 };
}

/** A counterexample of one command on one host. */
export function counterexample(
  broken: string,
  index: number,
  overrides: Partial<CounterexampleRecord> = {},
): CounterexampleRecord {
  return {
    record: 'counterexample',
    requirement: broken,
    index,
    message: 'expected 0x30000, found 0x3000',
    counterexample: {
      format: 'fauxmetal-case/1',
      stack: 'kubevirt',
      hosts: [{ name: 'h0', machine: 'genoa' }],
      commands: [{ do: 'create' }],
    },
    commands: 1,
    hosts: 1,
    summary: 'h0 genoa; create snp guest g0',
    ...overrides,
  };
}

/** The case that must fail, as it is logged when it did. */
export function canaryRecord(index = 0): CaseRecord {
  return caseRecord(index, { phase: 'canary', name: 'canary', checks: sampleRequirements.map(() => 0), reach: {}, marks: [] });
}

/** The last line of a run with that many cases whose canary was killed. */
export function endRecord(cases: number): EndRecord {
  return { record: 'end', cases, canaryKilled: true };
}

/** A log of exactly these records, with a plan that fits its cases and, when wanted, its end. */
export function logOf(
  records: readonly LogRecord[],
  options: { readonly run?: Partial<RunRecord>; readonly end?: boolean } = {},
): LogRecord[] {
  const cases = records.filter((record) => record.record === 'case');
  const count = (phase: CaseRecord['phase']): number => cases.filter((record) => record.phase === phase).length;
  const plan = { deterministic: count('deterministic'), random: count('random'), canary: count('canary') };
  const end = options.end === false ? [] : [endRecord(cases.length)];
  return [runRecord({ plan, ...options.run }), ...records, ...end];
}

/** A whole run of 61 cases drawn from a seed, canary first, with two broken requirements, assumed facts and timing. */
export function sampleLog(seed = 7): LogRecord[] {
  const cases = Array.from({ length: 60 }, (_, position) => drawnCase(seed, position + 1));
  const broken = [...new Set(cases.flatMap((record) => record.findings.map((one) => one.requirement)))];
  const counterexamples = broken.map((id) => counterexample(id, firstBroken(cases, id)));
  const times = cases.map(
    (record): TimingRecord => ({ record: 'timing', of: record.index, milliseconds: 2 + (record.index % 5) }),
  );
  const ofRun: TimingRecord = { record: 'timing', of: 'run', milliseconds: 345, startedAt: '2026-01-02T03:04:05Z' };
  return [runRecord({ seed, ...sampleClaims }), canaryRecord(), ...cases, ...counterexamples, endRecord(61), ...times, ofRun];
}

/** The same run cut into shards: case by index, the canary in each, counterexamples where their case is. */
export function shardsOf(log: readonly LogRecord[], count: number): LogRecord[][] {
  return Array.from({ length: count }, (_, position) => shardOf(log, position + 1, count));
}

function shardOf(log: readonly LogRecord[], index: number, count: number): LogRecord[] {
  const isHere = (record: CaseRecord): boolean => record.index === 0 || record.index % count === index - 1;
  const cases = log.filter((record) => record.record === 'case').filter(isHere);
  const broken = [...new Set(cases.flatMap((record) => record.findings.map((one) => one.requirement)))];
  const times = log.filter(
    (record) => record.record === 'timing' && (record.of === 'run' || cases.some((one) => one.index === record.of)),
  );
  return [
    ...log.filter((record) => record.record === 'run').map((record) => ({ ...record, shard: { index, count } })),
    ...cases,
    ...broken.map((id) => counterexample(id, firstBroken(cases, id))),
    endRecord(cases.length),
    ...times,
  ];
}

function firstBroken(cases: readonly CaseRecord[], id: string): number {
  return cases.find((record) => record.findings.some((one) => one.requirement === id))?.index ?? -1;
}

function drawnCase(seed: number, index: number): CaseRecord {
  const stream = openStream(streamSeed(seed, `sample/${index}`));
  const machine = stream.pick(sampleMachines);
  const reach = machine === 'emerald-rapids' ? { tdx: stream.below(8) } : { sev: stream.below(8), sev_es: stream.below(8) };
  const broken =
    machine === 'genoa' && stream.chance(1, 4) ? [stream.pick(['kubevirt/render/snp-policy', 'kubevirt/schedule/key-ids'])] : [];
  return caseRecord(index, {
    phase: index <= 20 ? 'deterministic' : 'random',
    machines: [machine],
    verdict: broken.length > 0 ? 'fail' : 'pass',
    commands: 1 + stream.below(6),
    checks: sampleRequirements.map(() => stream.below(4)),
    reach,
    ...(index % 3 > 0 && { faults: { [machine]: index % 3 === 1 ? [1] : [0, 1] } }),
    assumed: machine === 'emerald-rapids' ? ['emerald-rapids: intel.keyIdBits'] : [],
    findings: broken.map((id) => finding(id, `expected one thing, found another in case ${index}`)),
  });
}
