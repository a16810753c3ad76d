import { describe, expect, it } from 'vitest';
import type {
  CgroupLook,
  LimitEvent,
  MiscFiles,
  ReleaseEvent,
  StartEvent,
  StartResult,
} from '../../../sim/contracts/evidence.js';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import { amdTruth } from '../evidence-fixtures/truths.js';
import { evidenceOf } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { judgeBy } from '../judge-all.js';
import { judgeOf } from '../judge-rows.js';

type Told = StartEvent | ReleaseEvent | LimitEvent;

/** What the files of a cgroup show of sev_es. */
interface Shown {
  readonly current?: number;
  readonly peak?: number;
  readonly max?: number | 'max';
  readonly events?: number;
  readonly local?: number;
}

const view = { ...amdTruth.kernel.view, miscResources: ['sev', 'sev_es'] as const };
const truth: BootTruth = { ...amdTruth, kernel: { ...amdTruth.kernel, view } };
const done: StartResult = { started: true, protection: 'snp', keyId: 1 };
const beyondLimit: StartResult = { started: false, error: { code: 1, domain: 10, message: 'busy' }, cause: 'cgroup-limit' };

const idle = files({}, { max: 1 });
const one = files({ current: 1, peak: 1 }, { max: 1, current: 1, peak: 1 });
const refused = files({ current: 1, peak: 1 }, { max: 1, current: 1, peak: 1, events: 1, local: 1 });
const started = start(done, idle, one);
const tooMany = start(beyondLimit, one, refused);
const ended = release(one, files({ peak: 1 }, { max: 1, peak: 1 }));

const rows: Readonly<Record<string, { readonly right: readonly Told[]; readonly wrong: readonly Told[] }>> = {
  'limit-holds': { right: [started, tooMany], wrong: [start(done, one, refused)] },
  'start-charges-every-level': { right: [started], wrong: [start(done, idle, files({}, { max: 1, current: 1, peak: 1 }))] },
  'refusal-takes-nothing': {
    right: [tooMany],
    wrong: [start(beyondLimit, one, files({ peak: 1 }, { max: 1, peak: 1, events: 1, local: 1 }))],
  },
  'release-gives-back': { right: [started, ended], wrong: [started, release(one, files({}, { max: 1, current: 1, peak: 1 }))] },
  'peak-is-highest': {
    right: [started, tooMany],
    wrong: [start(done, idle, files({ current: 1, peak: 1 }, { max: 1, current: 1 }))],
  },
  'events-at-limiting-level': {
    right: [started, tooMany],
    wrong: [start(beyondLimit, one, files({ current: 1, peak: 1 }, { max: 1, current: 1, peak: 1, events: 1 }))],
  },
  'new-group-is-empty': {
    right: [limit('sev_es 1', rootOnly({}), idle)],
    wrong: [limit('sev_es 1', rootOnly({ current: 1 }), files({ current: 1 }, { max: 1, current: 1 }))],
  },
  'limit-grammar': {
    right: [
      limit('sev_es 010', idle, files({}, { max: 8 })),
      limit('sev_es MAX', idle, idle, 'EINVAL'),
      limit('sev_es 18446744073709551616', idle, idle, 'ERANGE'),
      limit('tdx 1', idle, idle, 'EINVAL'),
    ],
    wrong: [limit('sev_es 010', idle, files({}, { max: 10 }))],
  },
};

describe.each(Object.entries(rows))('host/cgroup/%s', (name, { right, wrong }) => {
  it('holds for a right controller and catches a wrong one', () => {
    expect(judged(name, right)).toEqual({ checks: expect.toSatisfy((count: number) => count > 0), finding: undefined });
    expect(judged(name, wrong).finding).toBeDefined();
  });
});

it('every judge of the controller is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('host/cgroup/'));
  expect(Object.keys(rows).map((name) => `host/cgroup/${name}`)).toEqual(judges);
});

it('a limit above is met by the group below it, whose peak stays where it was tried', () => {
  const before = files({ current: 1, peak: 1 }, { max: 1, current: 1, peak: 1 }, { max: 'max' });
  const after = files({ current: 1, peak: 1 }, { max: 1, current: 1, peak: 1, events: 1, local: 1 }, { max: 'max', peak: 1 });
  const refusedAbove = start(beyondLimit, before, after, '/a/b');
  for (const name of Object.keys(rows)) expect(judged(name, [refusedAbove]).finding, name).toBeUndefined();
});

function judged(name: string, told: readonly Told[]): { readonly checks: number; readonly finding: string | undefined } {
  const evidence = evidenceOf({ hosts: { amd: truth }, commands: [] });
  const trace = [...evidence.trace, ...told.map((event) => ({ ...event, step: 0 }))];
  const requirement = `host/cgroup/${name}`;
  const { checks, findings } = judgeBy({ ...evidence, trace }, [judgeOf(requirement)]);
  return { checks: checks[requirement] ?? 0, finding: findings[0]?.message };
}

function start(result: StartResult, before: MiscFiles, after: MiscFiles, path = '/a'): StartEvent {
  const cgroup: CgroupLook = { path, before, after };
  return { event: 'start', guest: 'g', host: 'amd', protection: 'snp', outside: true, result, cgroup };
}

function release(before: MiscFiles, after: MiscFiles): ReleaseEvent {
  const cgroup: CgroupLook = { path: '/a', before, after };
  return { event: 'release', guest: 'g', host: 'amd', protection: 'snp', outside: true, cgroup };
}

function limit(written: string, before: MiscFiles, after: MiscFiles, errno?: 'EINVAL' | 'ERANGE'): LimitEvent {
  return { event: 'limit', host: 'amd', group: '/a', written, ...(errno !== undefined && { errno }), before, after };
}

/** The root, the cgroup `/a`, and perhaps `/a/b` in it. */
function files(root: Shown, a: Shown, b?: Shown): MiscFiles {
  return { ...rootOnly(root), ...group('/a', a), ...(b && group('/a/b', b)) };
}

function rootOnly({ current = 0, peak = 0 }: Shown): MiscFiles {
  return {
    '/misc.capacity': 'sev 4\nsev_es 3\n',
    '/misc.current': `sev 0\nsev_es ${current}\n`,
    '/misc.peak': `sev 0\nsev_es ${peak}\n`,
  };
}

function group(path: string, { current = 0, peak = 0, max = 'max', events = 0, local = 0 }: Shown): MiscFiles {
  return {
    [`${path}/misc.current`]: `sev 0\nsev_es ${current}\n`,
    [`${path}/misc.peak`]: `sev 0\nsev_es ${peak}\n`,
    [`${path}/misc.max`]: `sev max\nsev_es ${max}\n`,
    [`${path}/misc.events`]: `sev.max 0\nsev_es.max ${events}\n`,
    [`${path}/misc.events.local`]: `sev.max 0\nsev_es.max ${local}\n`,
  };
}
