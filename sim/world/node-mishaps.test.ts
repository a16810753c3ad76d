import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { type Command, caseFormat, type NodeMishap } from '../contracts/commands.js';
import type { Evidence } from '../contracts/evidence.js';
import type { HostToLabel, Subject } from '../contracts/subject.js';
import { exampleSubject, type Otherwise, twoSeats } from './example-subject.js';
import { runCase } from './world.js';

function run(commands: readonly Command[], otherwise: Otherwise = {}, machine = 'emerald-rapids'): Evidence {
  const hosts = ['h0', 'h1'].map((name) => ({ name, machine, settings: {} }));
  return runCase(
    { format: caseFormat, stack: 'example', config: {}, hosts, commands },
    {
      subject: exampleSubject(otherwise),
      describe: composeHost,
      request: (name, { protection }) => ({ name, protection }),
      plainGuest: {},
      nodeLabels: {},
    },
  );
}

const mishap = (what: NodeMishap): Command => ({ do: 'mishap', host: 'h0', what });
const guest = (name: string): Command => ({ do: 'create', guest: name, spec: { protection: 'none' } });

function happenings({ trace }: Evidence): readonly string[] {
  return trace.flatMap((event) => {
    if (event.event === 'label') return [`${event.host} ${event.happening}`];
    return event.event === 'run' ? [`${event.guest} ${event.happening.what}`] : [];
  });
}

/** What a node agent was asked with, in order. */
function asked(commands: readonly Command[], answer: Partial<ReturnType<Subject['label']>> = {}): readonly HostToLabel[] {
  const questions: HostToLabel[] = [];
  run(commands, {
    label: (host) => {
      if (host.name === 'h0') questions.push(host);
      return { ...twoSeats, ...answer };
    },
  });
  return questions;
}

describe('a node agent', () => {
  it('is asked when it starts, at an interval, and when the configuration or its files change', () => {
    const commands: readonly Command[] = [
      { do: 'label', host: 'h0' },
      { do: 'configure', config: {} },
      { do: 'quote-service', host: 'h0', left: 'directory' },
      { do: 'reboot', host: 'h0' },
    ];
    expect(asked(commands).map(({ happening }) => happening)).toEqual([
      'agent-started',
      'interval',
      'configured',
      'files-changed',
      'agent-started',
    ]);
  });

  it('remembers what it decided last, until its process ends', () => {
    const kept = { memory: { seen: 1 } };
    const questions = asked(
      [
        { do: 'label', host: 'h0' },
        mishap('kubelet-restarted'),
        mishap('agent-restarted'),
        { do: 'label', host: 'h0' },
        mishap('agent-started'),
      ],
      kept,
    );
    expect(questions.map(({ memory }) => memory)).toEqual([{}, { seen: 1 }, { seen: 1 }, {}, { seen: 1 }, {}]);
  });

  it('cannot look at its host once it is silent', () => {
    const question = asked([mishap('agent-silent')]).at(-1);
    expect(question?.happening).toBe('agent-silent');
    expect(question?.reader.read('/proc/cpuinfo')).toEqual({ ok: false, errno: 'ENOENT' });
  });
});

describe('guests of the node', () => {
  it.each([
    ['agent-started', ['h0 agent-started', 'a agent-back', 'b agent-back']],
    ['agent-restarted', ['h0 agent-restarted', 'a agent-back', 'b agent-back']],
    ['agent-stopping', ['h0 agent-stopping']],
    ['agent-silent', ['h0 agent-silent', 'a agent-silent', 'b agent-silent']],
    ['kubelet-restarted', ['h0 kubelet-restarted']],
    ['libvirtd-restarted', ['a libvirtd-back', 'b libvirtd-back']],
  ] as const)('hear of %s in name order', (what, heard) => {
    const evidence = run([guest('b'), guest('a'), guest('c'), mishap(what)]);
    expect(happenings(evidence).slice(-heard.length)).toEqual(heard);
    expect(evidence.end.guests.every(({ running }) => running)).toBe(true);
  });

  it('that the control plane gives up leave nothing on the host', () => {
    const evidence = run([guest('a'), mishap('agent-silent')], { next: { 'agent-silent': 'give-up' } });
    expect(evidence.end.guests).toMatchObject([{ running: false, pending: false }]);
    expect(evidence.end.hosts.h0?.used).toEqual({ seats: 0 });
    expect(evidence.trace.at(-1)).toMatchObject({ event: 'release', guest: 'a' });
  });

  it('keep their devices when a restarted kubelet has forgotten its plugins, and nobody else gets any', () => {
    const forgetful: Subject['label'] = ({ happening }) => ({
      ...twoSeats,
      resources: happening === 'kubelet-restarted' ? {} : { seats: 2 },
    });
    const { end } = run([guest('a'), mishap('kubelet-restarted')], { label: forgetful });
    expect(end.hosts.h0).toMatchObject({ used: { seats: 1 }, allocatable: {}, capacity: {} });
    expect(Object.keys(end.hosts.h0?.capacity ?? {}), 'not even unhealthy ones').toEqual([]);
    expect(end.guests).toMatchObject([{ host: 'h0', running: true }]);
  });
});

describe('a drained node', () => {
  it('is closed, its guests leave in name order, and whoever is made anew goes elsewhere', () => {
    const evidence = run([guest('b'), guest('a'), { do: 'drain', host: 'h0' }], { next: { stopped: 'recreate' } });
    const evicted = happenings(evidence).filter((happening) => happening.endsWith('eviction-asked'));
    expect(evicted).toEqual(['a eviction-asked', 'b eviction-asked']);
    expect(evidence.trace.find(({ event }) => event === 'edit')).toMatchObject({ host: 'h0', cordoned: true });
    expect(evidence.end.guests.map(({ host }) => host)).toEqual(['h1', 'h1']);
  });

  it('keeps a guest that will not go, also one that is still held', () => {
    const evidence = run([guest('a'), { do: 'drain', host: 'h0' }], { next: { placed: 'hold', 'eviction-asked': 'nothing' } });
    expect(evidence.end.guests).toMatchObject([{ host: 'h0' }]);
  });

  it('takes guests again when it is opened', () => {
    const closed: readonly Command[] = [{ do: 'drain', host: 'h0' }, { do: 'drain', host: 'h1' }, guest('a')];
    expect(run(closed).end.guests).toMatchObject([{ pending: true }]);
    const evidence = run([...closed, { do: 'uncordon', host: 'h0' }, { do: 'uncordon', host: 'h0' }]);
    expect(evidence.end.guests).toMatchObject([{ host: 'h0', running: true }]);
    expect(evidence.trace.filter(({ event }) => event === 'edit')).toHaveLength(3);
  });
});

describe('a quote generation service', () => {
  const socket = '/var/run/tdx-qgs/qgs.socket';
  const sights = (left: 'directory' | 'nothing'): readonly unknown[] => {
    const seen: unknown[] = [];
    run([{ do: 'quote-service', host: 'h0', left }], {
      label: ({ reader, happening }) => {
        if (happening === 'files-changed') {
          seen.push(reader.stat(socket)?.kind, reader.list('/var/run/tdx-qgs'), reader.list('/var/run'));
        }
        return twoSeats;
      },
    });
    return seen;
  };

  it('can leave its directory behind, or nothing', () => {
    expect(sights('directory')).toEqual([undefined, [], ['tdx-qgs']]);
    expect(sights('nothing')).toEqual([undefined, undefined, []]);
  });

  it('is told in the labellings, and listens again after a reboot', () => {
    const { trace } = run([
      { do: 'quote-service', host: 'h0', left: 'nothing' },
      { do: 'label', host: 'h0' },
      { do: 'reboot', host: 'h0' },
    ]);
    const labels = trace.filter((event) => event.event === 'label' && event.host === 'h0');
    expect(labels.map((event) => event.event === 'label' && event.quoteService)).toEqual([
      undefined,
      'nothing',
      'nothing',
      undefined,
    ]);
  });

  it('that changes nothing, or that the host does not have, makes nobody look', () => {
    expect(happenings(run([{ do: 'quote-service', host: 'h0', left: 'socket' }]))).toHaveLength(2);
    expect(happenings(run([{ do: 'quote-service', host: 'h0', left: 'nothing' }], {}, 'genoa'))).toHaveLength(2);
  });
});
