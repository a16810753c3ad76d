import { describe, expect, it } from 'vitest';
import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { examplePod } from './example-pod.js';
import { kata } from './index.js';

const pod = examplePod('kata-qemu-snp');
const once = examplePod('kata-qemu-snp', { restartPolicy: 'Never' });
const owned = examplePod('kata-qemu-snp', {}, { ownerReferences: [{ kind: 'ReplicaSet', name: 'r', controller: true }] });

/** Lives through happenings; the last answer. */
function lived(guest: JsonObject, ...happenings: readonly Happening[]): RunDecision {
  let decision: RunDecision = { status: {}, next: 'nothing' };
  for (const happening of happenings) decision = kata().run(guest, happening, decision.status, {});
  return decision;
}

const placed: Happening = { what: 'placed', host: 'h' };
const started: Happening = { what: 'started', host: 'h', paused: false };
const crashed: Happening = { what: 'stopped', host: 'h', by: 'crash' };

describe('a pod', () => {
  it('is pending until its sandbox runs', () => {
    expect(lived(pod, { what: 'admitted' }).status).toMatchObject({ phase: 'Pending' });
    expect(lived(pod, placed).status).toMatchObject({
      phase: 'Pending',
      nodeName: 'h',
      containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } } }],
    });
    expect(lived(pod, placed, started).status).toMatchObject({ phase: 'Running', containerStatuses: [{ ready: true }] });
  });

  it('that fits nowhere says why and waits', () => {
    expect(lived(pod, { what: 'not-placed', message: '0/1 nodes are available' })).toMatchObject({
      status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes are available' }] },
      next: 'try-again',
      events: [{ reason: 'FailedScheduling' }],
    });
  });

  it('whose kubelet would not have it has failed', () => {
    const refused: Happening = { what: 'kubelet-refused', host: 'h', reason: 'UnexpectedAdmissionError', message: 'none left' };
    expect(lived(pod, refused)).toMatchObject({
      status: { phase: 'Failed', reason: 'UnexpectedAdmissionError', message: 'Pod was rejected: none left' },
      next: 'give-up',
    });
    expect(lived(owned, refused).next).toBe('recreate');
  });

  it('whose sandbox cannot be made waits, and its events say why in the words of everybody involved', () => {
    const error = { code: 0, domain: 0, message: 'qemu-system-x86_64: vm-type SEV-SNP not supported by KVM' };
    const { status, next, events } = lived(pod, placed, { what: 'not-started', host: 'h', error });
    expect([status.phase, next]).toEqual(['Pending', 'try-again']);
    expect(events?.[0]?.message).toMatch(
      /^Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox "[0-9a-f]{64}": failed to create containerd task: failed to create shim task: failed to launch qemu: exit status 1, error messages from qemu log: qemu-system-x86_64: vm-type SEV-SNP not supported by KVM: unknown$/,
    );
  });

  it('that the runtime refuses says so', () => {
    const { events } = lived(pod, placed, { what: 'not-rendered', message: 'annotation a is not enabled' });
    expect(events).toMatchObject([{ type: 'Warning', reason: 'FailedCreatePodSandBox' }]);
    expect(events?.[0]?.message).toContain('failed to create shim task: annotation a is not enabled: unknown');
  });
});

describe('the end of a pod', () => {
  it('that is deleted', () => {
    expect(lived(pod, placed, started, { what: 'deletion-asked' })).toMatchObject({
      status: { terminating: true },
      next: 'stop',
    });
    expect(lived(pod, placed, started, { what: 'stopped', host: 'h', by: 'user' }).status.phase).toBe('Succeeded');
  });

  it('that is evicted: nobody stands in the way, and only an owner makes another', () => {
    expect(lived(pod, started, { what: 'eviction-asked' })).toMatchObject({ next: 'stop', answer: { allowed: true } });
    const evicted: Happening = { what: 'stopped', host: 'h', by: 'eviction' };
    expect(lived(pod, started, evicted)).toMatchObject({ status: { phase: 'Failed', reason: 'Evicted' }, next: 'nothing' });
    expect(lived(owned, started, evicted).next).toBe('recreate');
  });

  it('whose hypervisor died is no end unless it was to run once', () => {
    expect(lived(pod, placed, started, crashed)).toMatchObject({
      status: { phase: 'Pending', containerStatuses: [{ restartCount: 1, ready: false }] },
      next: 'recreate',
    });
    expect(lived(pod, placed, started, crashed, { what: 'admitted' }, placed, started).status).toMatchObject({
      containerStatuses: [{ restartCount: 1, ready: true }],
    });
    expect(lived(once, placed, started, crashed)).toMatchObject({ status: { phase: 'Failed' }, next: 'nothing' });
  });
});

it.each([{ what: 'migration-asked' }, { what: 'restart-asked' }, { what: 'request', request: 'pause' }] as const)(
  'nobody can ask for $what',
  (happening) => {
    expect(lived(pod, placed, started, happening)).toMatchObject({
      status: { phase: 'Running' },
      next: 'nothing',
      answer: { allowed: false, httpCode: 404 },
    });
  },
);

it.each(['agent-back', 'libvirtd-back', 'agent-silent'] as const)('%s changes nothing', (what) => {
  expect(lived(pod, placed, started, { what, host: 'h' })).toMatchObject({ status: { phase: 'Running' }, next: 'nothing' });
});
