import { describe, expect, it } from 'vitest';
import type { Command } from '../../../sim/contracts/commands.js';
import type { TraceEvent } from '../../../sim/contracts/evidence.js';
import { evidenceOf, plain } from '../evidence-fixtures.js';
import type { Twist } from './story.js';

const owned = plain('sev', { startPaused: true, attestation: true });
const session = { session: 'c2Vzc2lvbg==', dhCert: 'ZGhDZXJ0' };

describe('a story tells', () => {
  it('that the kubelet refuses what a lagging scheduler places', () => {
    const story = told({ do: 'lag', host: 'intel' }, { do: 'fill', host: 'intel', protection: 'tdx', beyond: 1 });
    expect(of(story, 'kubelet').map(({ admitted }) => admitted)).toEqual([true, true, true, false]);
    expect(happenings(story).at(-1)).toBe('kubelet-refused');
  });

  it('that a guest is held until its owner hands in a session', () => {
    const create: Command = { do: 'create', guest: 'g', spec: owned };
    expect(of(told(create), 'start')).toEqual([]);
    const story = told(create, { do: 'request', guest: 'g', request: 'sev/setupsession', body: session });
    expect(of(story, 'start')).toMatchObject([{ step: 1, result: { started: true } }]);
    expect(of(story, 'render')[0]?.object).toMatchObject({ spec: { domain: { launchSecurity: { sev: session } } } });
  });

  it('that an agent whose patch tests what it replaces notices a racing edit, and is asked again', () => {
    const edit: Command = { do: 'edit-node', host: 'amd', labels: { mine: '1', 'kubevirt.io/sev': null }, racing: true };
    const reboot: Command = { do: 'reboot', host: 'amd' };
    const changing: Twist = {
      label: (decision) => ({ ...decision, labels: { ...decision.labels, extra: 'x' }, patch: guarded }),
    };
    const labels = of(evidenceOf({ commands: [edit, reboot] }, changing).trace, 'label').filter(({ step }) => step === 1);
    expect(labels.map(({ conflict }) => conflict)).toEqual([true, undefined]);
    expect(labels[1]?.before).toMatchObject({ mine: '1' });
  });

  it('that a drained node takes no guest until it is opened again', () => {
    const spec = plain('tdx', { onHost: 'intel' });
    const commands: readonly Command[] = [
      { do: 'create', guest: 'a', spec },
      { do: 'drain', host: 'intel' },
      { do: 'create', guest: 'b', spec },
      { do: 'uncordon', host: 'intel' },
    ];
    const places = of(told(...commands), 'place').filter(({ guest }) => guest === 'b');
    expect(places.map(({ step, decision }) => [step, decision.placed])).toEqual([
      [2, false],
      [3, true],
    ]);
  });

  it('that device plugins end with their agent, and a skipped node keeps its labels', () => {
    const skip: Command = { do: 'edit-node', host: 'amd', annotations: { 'node-labeller.kubevirt.io/skip-node': '' } };
    const stop: Command = { do: 'mishap', host: 'amd', what: 'agent-stopping' };
    const [stopped] = of(told(stop), 'label').slice(-1);
    expect(stopped?.decision).toMatchObject({ resources: {}, labels: { 'kubevirt.io/schedulable': 'false' } });
    const removed: Command = { do: 'edit-node', host: 'amd', labels: { 'kubevirt.io/sev': null } };
    const [skipped] = of(told(skip, removed, { do: 'label', host: 'amd' }), 'label').slice(-1);
    expect(skipped?.decision.labels).not.toHaveProperty('kubevirt.io/sev');
  });
});

const guarded = [{ op: 'test', path: '/metadata/labels', value: {} }];

function told(...commands: readonly Command[]): readonly TraceEvent[] {
  return evidenceOf({ commands }).trace;
}

type EventOf<Kind extends TraceEvent['event']> = Extract<TraceEvent, { event: Kind }>;

function of<Kind extends TraceEvent['event']>(trace: readonly TraceEvent[], kind: Kind): readonly EventOf<Kind>[] {
  return trace.filter((event): event is EventOf<Kind> => event.event === kind);
}

function happenings(trace: readonly TraceEvent[]): readonly string[] {
  return of(trace, 'run').map(({ happening }) => happening.what);
}
