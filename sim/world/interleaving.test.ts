import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { type Case, type Command, caseFormat, type FaultWindow } from '../contracts/commands.js';
import type { Evidence, TraceEvent } from '../contracts/evidence.js';
import type { Protection } from '../contracts/protection.js';
import type { ClusterRules } from './cluster-rules.js';
import { exampleSubject, type Otherwise } from './example-subject.js';
import { runCase } from './world.js';

interface Staging {
  readonly turns?: readonly number[];
  readonly faults?: readonly FaultWindow[];
  readonly rules?: Partial<ClusterRules>;
  readonly subject?: Otherwise;
}

/** Two seats for guests on `h0`, which has one SNP key ID. */
function run(commands: readonly Command[], { turns, faults, rules, subject }: Staging = {}): Evidence {
  const theCase: Case = {
    format: caseFormat,
    stack: 'example',
    config: {},
    hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 2 } }],
    commands,
    ...(turns !== undefined && { interleaving: turns }),
    ...(faults !== undefined && { faults }),
  };
  return runCase(theCase, {
    subject: exampleSubject(subject),
    describe: composeHost,
    request: (name, { protection }) => ({ name, protection }),
    plainGuest: {},
    nodeLabels: {},
    ...(rules !== undefined && { rules }),
  });
}

function create(guest: string, protection: Protection = 'none'): Command {
  return { do: 'create', guest, spec: { protection } };
}

function kinds({ trace }: Evidence): readonly string[] {
  return trace.filter(({ step }) => step >= 0).map(({ event }) => event);
}

function runningOf({ end }: Evidence): Readonly<Record<string, boolean>> {
  return Object.fromEntries(end.guests.map(({ name, running }) => [name, running]));
}

const deleted: Command = { do: 'delete', guest: 'g' };

describe('where one thing happens after another', () => {
  it('nothing is told of causes, registrations or certificates', () => {
    const evidence = run([create('g'), deleted]);
    expect(evidence).not.toHaveProperty('certificates');
    for (const event of evidence.trace) {
      expect(event).not.toHaveProperty('cause');
      expect(event.event).not.toBe('register');
    }
  });
});

describe('where the parts of the cluster work side by side', () => {
  it('the oldest work comes first, and all of it before the next command, when no choice is left', () => {
    const evidence = run([create('g'), create('h')], { turns: [] });
    const placed = ['place', 'run', 'kubelet', 'render', 'start'];
    for (const kind of placed) expect(kinds(evidence)).toContain(kind);
    expect(runningOf(evidence)).toEqual({ g: true, h: true });
    const second = evidence.trace.findIndex(({ event, step }) => event === 'command' && step === 1);
    expect(evidence.trace.findIndex(({ event }) => event === 'start')).toBeLessThan(second);
  });

  it('a command may come before the work of the one before it, which is told by its cause', () => {
    const { trace } = run([create('g'), create('h')], { turns: [1] });
    const placed = trace.filter((event): event is Extract<TraceEvent, { event: 'place' }> => event.event === 'place');
    expect(placed.map(({ guest, step, cause = step }) => [guest, step, cause])).toEqual([
      ['g', 1, 0],
      ['h', 1, 1],
    ]);
  });

  it('the same choices give the same bytes', () => {
    const commands = [create('g'), create('h'), deleted, create('i')];
    const turns = [1, 0, 2, 1, 1, 0, 3];
    expect(JSON.stringify(run(commands, { turns }))).toBe(JSON.stringify(run(commands, { turns })));
  });

  it('of three guests for two seats the last one waits, although no kubelet has seen the others when it is placed', () => {
    const commands = [create('g'), create('h'), create('i')];
    expect(Object.values(runningOf(run(commands, { turns: [2, 1] }))).filter(Boolean)).toHaveLength(2);
    const late = run(commands, { turns: [], rules: { countsBoundPods: false } });
    expect(kinds(late).filter((kind) => kind === 'kubelet')).toHaveLength(2);
  });

  it.each([0, 1, 2, 3, 4, 5])('a guest that is deleted after %i steps leaves nothing behind', (steps) => {
    const turns = [...Array.from({ length: steps }, () => 0), 1];
    const { end } = run([create('g', 'snp'), deleted], { turns });
    expect(end.guests).toEqual([]);
    const { used, usage } = end.hosts.h0 ?? expect.unreachable('the host is there');
    expect([used.seats ?? 0, usage.sev_es?.inUse]).toEqual([0, 0]);
  });

  it('a guest that was to be started runs on unasked where its stop does not wait for that', () => {
    const { end } = run([create('g', 'snp'), deleted], { turns: [0, 0, 0, 1], rules: { stopsWhatIsStarting: false } });
    expect([end.guests, end.hosts.h0?.running]).toEqual([[], { snp: 1 }]);
  });

  it('a key ID comes back when the kernel is through, which may be after the next guest asked for it', () => {
    const commands = [create('g', 'snp'), deleted, create('h', 'snp')];
    const { trace, end } = run(commands, { turns: [0, 0, 0, 0, 0, 0, 2, 1, 1, 1, 1, 1] });
    const starts = trace.filter((event) => event.event === 'start').map(({ result }) => result.started);
    expect(starts).toEqual([true, false, true]);
    expect(end.guests).toMatchObject([{ name: 'h', running: true }]);
  });

  it('what libvirtd was to start when it was restarted is tried again', () => {
    const commands: readonly Command[] = [create('g'), { do: 'mishap', host: 'h0', what: 'libvirtd-restarted' }];
    const { trace, end } = run(commands, { turns: [0, 0, 0, 1] });
    const told = trace.filter((event) => event.event === 'run').map(({ happening }) => happening.what);
    expect(told).toContain('not-started');
    expect(end.guests).toMatchObject([{ running: true, status: { last: 'started' } }]);
    const forgetful = run(commands, { turns: [0, 0, 0, 1], rules: { remembersStarts: false } });
    expect(forgetful.end.guests).toMatchObject([{ running: false }]);
  });

  it('a guest that libvirtd was to end is ended all the same, because of who asked for it', () => {
    const commands: readonly Command[] = [create('g'), deleted, { do: 'mishap', host: 'h0', what: 'libvirtd-restarted' }];
    const { trace, end } = run(commands, { turns: [0, 0, 0, 0, 0, 1] });
    expect(end.guests).toEqual([]);
    expect(trace.find(({ event }) => event === 'release')).toMatchObject({ step: 2, cause: 1 });
  });

  it('an agent that crashed between a start and the news of it finds the guest', () => {
    const commands: readonly Command[] = [create('g'), { do: 'mishap', host: 'h0', what: 'agent-restarted' }];
    const { end } = run(commands, { turns: [0, 0, 0, 0, 1] });
    expect(end.guests).toMatchObject([{ running: true, status: { last: 'started' } }]);
  });

  it('a kubelet that was restarted refuses a pod until the device plugins have registered again', () => {
    const commands: readonly Command[] = [create('g'), { do: 'mishap', host: 'h0', what: 'kubelet-restarted' }];
    const { trace } = run(commands, { turns: [0, 1] });
    expect(trace.find((event) => event.event === 'kubelet')).toMatchObject({
      admitted: false,
      message: expect.stringContaining('cannot allocate unregistered device seats'),
    });
  });
});

describe('fault windows', () => {
  const window = (fault: FaultWindow['fault'], more: Partial<FaultWindow> = {}): FaultWindow => ({
    fault,
    host: 'h0',
    from: 0,
    to: 1,
    chance: 256,
    ...more,
  });

  it('strike before the commands of their span, and are over afterwards', () => {
    const { trace } = run([create('g'), create('h')], { faults: [window('psp-error')] });
    const struck = trace.filter((event) => event.event === 'fault').map(({ step, window: by, on }) => [step, by, on]);
    expect(struck).toEqual([
      [0, 0, true],
      [1, 0, false],
    ]);
  });

  it('are over at the end of the case unless they have none', () => {
    const faults = [window('psp-error', { to: 9 }), { fault: 'key-leak', host: 'h9', from: 0, chance: 256 } as const];
    const { trace } = run([create('g')], { faults });
    expect(trace.filter((event) => event.event === 'fault').map(({ on }) => on)).toEqual([true, false]);
    const { to: _, ...endless } = window('psp-error');
    expect(run([create('g')], { faults: [endless] }).trace.filter((event) => event.event === 'fault')).toHaveLength(1);
  });

  it('draw their chances alone, whatever windows stand beside them', () => {
    const sometimes = window('host-reboot', { to: 40, chance: 64, seed: 7 });
    const commands = Array.from({ length: 40 }, (_, index) => create(`g${index}`));
    const boots = (faults: readonly FaultWindow[]): readonly number[] =>
      run(commands, { faults })
        .trace.filter((event) => event.event === 'boot' && event.window !== undefined)
        .map(({ step }) => step);
    const alone = boots([sometimes]);
    expect(alone.length).toBeGreaterThan(3);
    expect(alone.length).toBeLessThan(20);
    expect(boots([window('kubelet-restart'), sometimes])).toEqual(alone);
  });

  it('that lose news leave a pod alone until somebody looks, and that double it do nothing more', () => {
    const lost = run([create('g'), create('h')], { turns: [], faults: [window('watch-lost')] });
    expect(runningOf(lost)).toEqual({ g: true, h: true });
    const never = run([create('g'), create('h')], {
      turns: [],
      faults: [window('watch-lost')],
      rules: { looksForLostNews: false },
    });
    expect(runningOf(never)).toEqual({ g: false, h: true });
    expect(never.certificates).toEqual([]);
    const twice = run([create('g')], { turns: [], faults: [window('watch-duplicated', { to: 9 })] });
    expect(twice.end.hosts.h0?.used).toEqual({ seats: 1 });
  });
});

describe('a guest that waits when all has calmed down', () => {
  it.each<[string, readonly Command[], string]>([
    ['the node is closed', [{ do: 'drain', host: 'h0' }, create('g')], 'cordoned'],
    ['the seats are taken', [create('a'), create('b'), create('g')], 'nothing-left'],
    ['the scheduler sees the past', [create('a'), create('b'), { do: 'lag', host: 'h0' }, create('g')], 'fault-remains'],
    ['the one key ID is taken', [create('a', 'snp'), create('g', 'snp')], 'no-free-key'],
  ])('is told why: %s', (_, commands, kind) => {
    const { certificates } = run(commands, { turns: [], subject: { next: { 'not-started': 'try-again' } } });
    expect(certificates).toMatchObject([{ guest: 'g', host: 'h0', kind }]);
  });
});
