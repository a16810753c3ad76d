import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { type Command, caseFormat } from '../contracts/commands.js';
import type { Evidence } from '../contracts/evidence.js';
import { type LabelDecision, type ResourceProvider, type RunDecision, type Subject, unitOf } from '../contracts/subject.js';
import { exampleSubject } from './example-subject.js';
import { runCase } from './world.js';

const seat = { total: 2, reserved: 0, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 };

/**
 * A control plane whose hosts report a provider with two seats and whose guests keep their place; it does what it is asked by name, and a
 * request may make a guest another one.
 */
function stayingSubject(label: Subject['label'] = ({ name, labels }) => reported(name, labels)): Subject {
  const inner = exampleSubject();
  return {
    ...inner,
    label,
    claim: (guest, config) => ({ ...inner.claim(guest, config), keepsPlace: true }),
    place: (_claim, hosts) => {
      const free = hosts.find(({ name, used, silent }) => silent !== true && (used[unitOf(name, 'SEAT')] ?? 0) < 2);
      if (free === undefined) return { placed: false, message: 'no seat is free', reasons: {} };
      return { placed: true, host: free.name, takes: { [unitOf(free.name, 'SEAT')]: 1 } };
    },
    run: (guest, happening) => {
      const next = happening.what === 'request' ? (happening.request as RunDecision['next']) : 'nothing';
      const body = happening.what === 'request' ? happening.body : undefined;
      return { status: { last: happening.what }, next, ...(body !== undefined && { guest: { ...guest, ...body } }) };
    },
  };
}

function reported(name: string, labels: LabelDecision['labels'], providers?: readonly ResourceProvider[]): LabelDecision {
  const root: ResourceProvider = { name, traits: [], inventories: { SEAT: seat }, generation: 1 };
  return { labels, resources: {}, problems: [], providers: providers ?? [root] };
}

function run(commands: readonly Command[], { subject = stayingSubject(), hosts = ['h0', 'h1'] } = {}): Evidence {
  return runCase(
    {
      format: caseFormat,
      stack: 'example',
      config: {},
      hosts: hosts.map((name) => ({ name, machine: 'genoa', settings: { 'min-sev-asid': 100 } })),
      commands: [{ do: 'create', guest: 'g', spec: { protection: 'sev' } }, ...commands],
    },
    {
      subject,
      describe: composeHost,
      request: (name, { protection }) => ({ name, protection }),
      protectionOf: ({ protection }) => (protection === 'none' ? 'none' : 'sev'),
      plainGuest: {},
      nodeLabels: {},
    },
  );
}

const ask = (request: string, body?: { readonly [key: string]: string }): Command => ({
  do: 'request',
  guest: 'g',
  request,
  ...(body && { body }),
});

const onH0 = { 'h0:SEAT': 1 };

function seats({ end }: Evidence): readonly number[] {
  return ['h0', 'h1'].map((host) => end.hosts[host]?.used[unitOf(host, 'SEAT')] ?? 0);
}

function keysInUse({ end }: Evidence): readonly number[] {
  return ['h0', 'h1'].map((host) => end.hosts[host]?.usage.sev?.inUse ?? 0);
}

describe('a guest that keeps its place', () => {
  it('holds what its scheduler took of the provider', () => {
    const evidence = run([]);
    expect(evidence.end.guests).toMatchObject([{ host: 'h0', running: true, holds: onH0 }]);
    expect([seats(evidence), keysInUse(evidence)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('gives its key ID back when it is off, and nothing else, and takes another when it is on again', () => {
    const off = run([ask('power-off')]);
    expect(off.end.guests).toMatchObject([{ host: 'h0', running: false, holds: onH0 }]);
    expect([seats(off), keysInUse(off)]).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(keysInUse(run([ask('power-off'), ask('start')]))).toEqual([1, 0]);
    expect(run([ask('reboot')]).end.guests).toMatchObject([{ host: 'h0', running: true }]);
  });

  it('stays when its hypervisor dies or its host reboots', () => {
    for (const command of [{ do: 'crash', guest: 'g' } as const, { do: 'reboot', host: 'h0' } as const]) {
      const evidence = run([command]);
      expect(evidence.end.guests).toMatchObject([{ host: 'h0', running: false, holds: onH0 }]);
      expect(seats(evidence)).toEqual([1, 0]);
    }
  });

  it('has nothing left anywhere when it is offloaded, and is placed again later', () => {
    expect(seats(run([ask('offload')]))).toEqual([0, 0]);
    expect(run([ask('offload'), ask('unshelve')]).end.guests).toMatchObject([{ host: 'h0', running: true, holds: onH0 }]);
  });

  it('holds both places while it moves, and the new one once that is confirmed', () => {
    const moving = run([ask('relocate')]);
    expect(moving.end.guests).toMatchObject([{ host: 'h1', running: true, keeps: { host: 'h0', holds: onH0 } }]);
    expect([seats(moving), keysInUse(moving)]).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(seats(run([ask('relocate'), ask('confirm')]))).toEqual([0, 1]);
  });

  it('is back as it was when a move is taken back', () => {
    const evidence = run([ask('relocate', { protection: 'none' }), ask('revert')]);
    expect([seats(evidence), keysInUse(evidence)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(evidence.end.guests).toMatchObject([{ host: 'h0', running: true, protection: 'sev' }]);
  });

  it('goes on as it was when there is nowhere to move to', () => {
    const evidence = run([ask('relocate', { protection: 'none' })], { hosts: ['h0'] });
    expect(evidence.end.guests).toMatchObject([{ host: 'h0', running: true, protection: 'sev', status: { last: 'not-placed' } }]);
    expect(evidence.trace.findLast(({ event }) => event === 'place')).toMatchObject({ movingFrom: 'h0', hosts: [] });
  });

  it('leaves nothing behind when it is deleted on the move', () => {
    const evidence = run([ask('relocate'), { do: 'delete', guest: 'g' }]);
    expect([seats(evidence), keysInUse(evidence)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('releases a domain as what it was started as, whatever the guest is asked to be by then', () => {
    const { trace } = run([ask('reboot', { protection: 'none' })]);
    expect(trace.filter(({ event }) => event === 'release' || event === 'start')).toMatchObject([
      { event: 'start', protection: 'sev' },
      { event: 'release', protection: 'sev' },
      { event: 'start', protection: 'none' },
    ]);
  });
});

describe('a node that reports providers', () => {
  it('keeps its books through a reboot, and moves them when its tree changes', () => {
    let looks = 0;
    const subject = stayingSubject(({ name, labels }) => {
      looks += 1;
      if (looks === 1) return reported(name, labels);
      const child: ResourceProvider = {
        name: `${name}_seats`,
        parent: name,
        traits: [],
        inventories: { SEAT: seat },
        generation: 1,
      };
      const root: ResourceProvider = { name, traits: [], inventories: {}, generation: 2 };
      return { ...reported(name, labels, [root, child]), moved: [{ from: `${name}:SEAT`, to: `${name}_seats:SEAT` }] };
    });
    const moved = run([{ do: 'label', host: 'h0' }], { subject, hosts: ['h0'] });
    expect(moved.end.hosts.h0?.used).toEqual({ 'h0_seats:SEAT': 1 });
    expect(moved.end.guests).toMatchObject([{ holds: { 'h0_seats:SEAT': 1 } }]);
  });

  it('is silent once its agent has ended or refuses to serve, until it is started again', () => {
    const refusing = stayingSubject(({ name, labels, happening }) => ({
      ...reported(name, labels),
      ...(happening === 'agent-restarted' && { refusesToServe: true }),
    }));
    const again: Command = { do: 'create', guest: 'other', spec: { protection: 'none' } };
    const mishap = (what: 'agent-restarted' | 'agent-started'): Command => ({ do: 'mishap', host: 'h0', what });
    const refused = run([mishap('agent-restarted'), { do: 'label', host: 'h0' }, again], { subject: refusing, hosts: ['h0'] });
    expect(refused.end.guests.find(({ name }) => name === 'other')).toMatchObject({ running: false, pending: true });
    const served = run([mishap('agent-restarted'), mishap('agent-started'), again], { subject: refusing, hosts: ['h0'] });
    expect(served.end.guests.find(({ name }) => name === 'other')).toMatchObject({ running: true, host: 'h0' });
  });
});
