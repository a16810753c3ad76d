import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { type Command, caseFormat } from '../contracts/commands.js';
import type { Evidence, TraceEvent } from '../contracts/evidence.js';
import type { LabelDecision, Subject } from '../contracts/subject.js';
import { exampleSubject, twoSeats } from './example-subject.js';
import { runCase } from './world.js';

function run(commands: readonly Command[], label?: Subject['label']): Evidence {
  const hosts = [{ name: 'h0', machine: 'genoa', settings: {} }];
  return runCase(
    { format: caseFormat, stack: 'example', config: {}, hosts, commands },
    {
      subject: exampleSubject(label && { label }),
      describe: composeHost,
      request: (name, { protection }) => ({ name, protection }),
      plainGuest: {},
      nodeLabels: { zone: 'a' },
    },
  );
}

const edit = (labels: Record<string, string | null>): Command => ({ do: 'edit-node', host: 'h0', labels });
const racing = (labels: Record<string, string | null>): Command => ({ do: 'edit-node', host: 'h0', labels, racing: true });
const look: Command = { do: 'label', host: 'h0' };
const guest = (name: string): Command => ({ do: 'create', guest: name, spec: { protection: 'none' } });

/** Edits and labellings after the first command, in order. */
function changes({ trace }: Evidence): readonly Extract<TraceEvent, { event: 'edit' | 'label' }>[] {
  return trace.filter((event) => (event.event === 'edit' || event.event === 'label') && event.step >= 0) as never;
}

function placedWith({ trace }: Evidence): readonly (readonly [string, number | undefined])[] {
  return trace.flatMap((event) => (event.event === 'place' ? [[event.guest, event.hosts[0]?.resources.seats] as const] : []));
}

describe('an edit of a node object', () => {
  it('changes and removes labels and annotations, and the agent sees it at its next look', () => {
    const command: Command = { do: 'edit-node', host: 'h0', labels: { zone: null, tier: '1' }, annotations: { skip: '' } };
    const [edited, label] = changes(run([command, look]));
    expect(edited).toMatchObject({ event: 'edit', annotations: { skip: '' }, cordoned: false });
    expect(edited?.event === 'edit' && edited.labels).not.toHaveProperty('zone');
    expect(label).toMatchObject({ event: 'label', happening: 'interval', before: { tier: '1' }, annotations: { skip: '' } });
  });

  it('lets a guest that waits be placed when it opens the node', () => {
    const closed = run([edit({ open: 'false' }), guest('g')]);
    expect(closed.end.guests).toMatchObject([{ pending: true }]);
    const opened = run([edit({ open: 'false' }), guest('g'), edit({ open: 'true' })]);
    expect(opened.end.guests).toMatchObject([{ running: true }]);
  });
});

describe('an edit that races with the agent', () => {
  const replacing = (test: boolean): Subject['label'] => {
    return ({ labels: before }) => {
      const labels = { ...before, open: 'true', seen: String(Object.keys(before).length) };
      const patch = [
        ...(test ? [{ op: 'test', path: '/metadata/labels', value: before }] : []),
        { op: 'replace', path: '/metadata/labels', value: labels },
      ];
      return { ...twoSeats, labels, patch };
    };
  };

  it('does nothing before the agent looks', () => {
    expect(changes(run([racing({ tier: '1' })]))).toEqual([]);
  });

  it('is noticed by a patch that tests, and the agent is asked again with the edited object', () => {
    const evidence = run([racing({ tier: '1' }), look, look], replacing(true));
    const [edited, refused, again, later] = changes(evidence);
    expect(edited).toMatchObject({ event: 'edit', labels: { tier: '1', zone: 'a' } });
    expect(refused).toMatchObject({ event: 'label', conflict: true });
    expect(refused?.event === 'label' && refused.before).not.toHaveProperty('tier');
    expect(again).toMatchObject({ event: 'label', before: { tier: '1' }, decision: { labels: { tier: '1' } } });
    expect(again).not.toHaveProperty('conflict');
    expect(later).toMatchObject({ event: 'label', before: { tier: '1' } });
  });

  it('is lost where a patch replaces without a test', () => {
    const [edited, label, later] = changes(run([racing({ tier: '1' }), look, look], replacing(false)));
    expect(edited?.event).toBe('edit');
    expect(label).not.toHaveProperty('conflict');
    expect(later?.event === 'label' && later.before).not.toHaveProperty('tier');
  });

  it('survives a patch that touches single labels only', () => {
    const single: Subject['label'] = ({ labels }) => ({
      ...twoSeats,
      labels: { ...labels, open: 'true', mine: '1' },
      patch: [{ op: 'add', path: '/metadata/labels/mine', value: '1' }],
    });
    const [, , later] = changes(run([racing({ tier: '1' }), look, look], single));
    expect(later).toMatchObject({ before: { tier: '1', mine: '1' } });
  });

  it('meets nobody where the agent writes nothing', () => {
    const [label, edited, later] = changes(run([racing({ tier: '1' }), look, look]));
    expect([label?.event, edited?.event]).toEqual(['label', 'edit']);
    expect(later).toMatchObject({ before: { tier: '1' } });
  });

  it('meets an agent that takes a label away, which is writing too', () => {
    const dropping: Subject['label'] = ({ labels: { zone: _, ...labels }, happening }) => ({
      ...twoSeats,
      labels: happening === 'interval' ? labels : { zone: 'a', open: 'true' },
    });
    expect(changes(run([racing({ tier: '1' }), look], dropping)).map(({ event }) => event)).toEqual(['edit', 'label']);
  });

  it('waits for somebody on the node: the control plane that speaks for a silent agent is not meant', () => {
    const silent: Command = { do: 'mishap', host: 'h0', what: 'agent-silent' };
    expect(changes(run([racing({ tier: '1' }), silent, look])).map(({ event }) => event)).toEqual(['label', 'label', 'edit']);
  });
});

describe('an annotation in a patch', () => {
  it('is written, and meets who edits at the same time, also where labels stay as they are', () => {
    const beating: Subject['label'] = ({ labels, annotations }) => ({
      ...twoSeats,
      labels: { ...labels, open: 'true' },
      patch: [{ op: 'add', path: '/metadata/annotations/beat', value: `${annotations.beat ?? ''}x` }],
    });
    const [edited, label, later] = changes(run([racing({ tier: '1' }), look, look], beating));
    expect([edited?.event, label?.event]).toEqual(['edit', 'label']);
    expect(later).toMatchObject({ before: { tier: '1' }, annotations: { beat: 'xx' } });
  });

  it('is written to the node object', () => {
    const beating: Subject['label'] = ({ labels, annotations }) => ({
      ...twoSeats,
      labels: { ...labels, open: 'true' },
      patch: [{ op: 'add', path: '/metadata/annotations/beat', value: `${annotations.beat ?? ''}x` }],
    });
    const [, second] = changes(run([look, look], beating));
    expect(second).toMatchObject({ annotations: { beat: 'xx' } });
  });
});

describe('a node that lags', () => {
  it('is shown as it was, so the kubelet refuses whom the scheduler would not have sent', () => {
    const evidence = run([guest('a'), { do: 'lag', host: 'h0' }, guest('b'), guest('c')]);
    expect(evidence.trace.filter((event) => event.event === 'kubelet')).toMatchObject([
      { guest: 'a', admitted: true, left: { seats: 2 } },
      { guest: 'b', admitted: true, left: { seats: 1 } },
      { guest: 'c', admitted: false, left: { seats: 0 }, reason: 'UnexpectedAdmissionError' },
    ]);
    expect(evidence.end.guests.map(({ running }) => running)).toEqual([true, true, false]);
    expect(evidence.end.hosts.h0?.used).toEqual({ seats: 2 });
  });

  it('is shown as it is again once the scheduler has caught up', () => {
    const evidence = run([{ do: 'lag', host: 'h0' }, edit({ open: 'false' }), { do: 'catch-up', host: 'h0' }, guest('a')]);
    expect(evidence.end.guests).toMatchObject([{ pending: true }]);
  });

  it('is tried again with every command by a guest that is made anew', () => {
    const commands: Command[] = [guest('a'), guest('b'), { do: 'lag', host: 'h0' }, { do: 'delete', guest: 'a' }, guest('c')];
    expect(run([...commands, { do: 'catch-up', host: 'h0' }]).end.guests.map(({ running }) => running)).toEqual([true, true]);
  });

  it('is shown with what was offered for a moment, before it began to lag or since', () => {
    const flashing: Subject['label'] = ({ labels, happening }): LabelDecision => ({
      labels: { ...labels, open: 'true' },
      resources: {},
      unhealthy: { seats: 2 },
      ...(happening === 'agent-started' && { flash: { seats: 2 } }),
      problems: [],
    });
    const lag: Command = { do: 'lag', host: 'h0' };
    const restart: Command = { do: 'mishap', host: 'h0', what: 'agent-started' };
    expect(placedWith(run([guest('a')], flashing)).at(-1)).toEqual(['a', undefined]);
    expect(placedWith(run([lag, guest('a')], flashing)).at(-1)).toEqual(['a', 2]);
    expect(placedWith(run([look, lag, guest('a')], flashing)).at(-1)).toEqual(['a', undefined]);
    expect(placedWith(run([look, lag, restart, guest('a')], flashing)).at(-1)).toEqual(['a', 2]);
    expect(run([lag, guest('a')], flashing).end.guests).toMatchObject([{ running: false, pending: false }]);
    expect(run([], flashing).end.hosts.h0).toMatchObject({ allocatable: {}, capacity: { seats: 2 } });
  });
});
