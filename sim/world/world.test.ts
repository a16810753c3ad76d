import { describe, expect, it } from 'vitest';
import { virtualMachineInstance } from '../../conformance/commands/virtual-machine-instance.js';
import { composeHost } from '../../profiles/index.js';
import { type Case, type Command, caseFormat, type GuestSpec } from '../contracts/commands.js';
import type { Evidence, TraceEvent } from '../contracts/evidence.js';
import type { Subject } from '../contracts/subject.js';
import { kubevirt } from '../stacks/kubevirt/index.js';
import { runCase } from './world.js';

const plainGuest = { firmware: 'efi', secureBoot: false } as const;
const snp: GuestSpec = { ...plainGuest, protection: 'snp' };

/** Three key IDs for SEV-ES and SNP on `h0`. */
function run(commands: readonly Command[], subject: Subject = kubevirt()): Evidence {
  const config = { featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] };
  const hosts = [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } }];
  const theCase: Case = { format: caseFormat, stack: 'kubevirt', config, hosts, commands };
  return runCase(theCase, { subject, describe: composeHost, request: virtualMachineInstance, plainGuest, nodeLabels: {} });
}

function eventsOf<Kind extends TraceEvent['event']>(evidence: Evidence, kind: Kind): Extract<TraceEvent, { event: Kind }>[] {
  return evidence.trace.filter((event): event is Extract<TraceEvent, { event: Kind }> => event.event === kind);
}

describe('the world', () => {
  it('labels every host before the first command', () => {
    const [label] = eventsOf(run([]), 'label');
    expect(label).toMatchObject({ step: -1, host: 'h0', decision: { labels: { 'kubevirt.io/sev-snp': 'true' } } });
  });

  it('fills a pool to its limit and one beyond, and the last guest waits', () => {
    const evidence = run([{ do: 'fill', host: 'h0', protection: 'snp', beyond: 1 }]);
    expect(evidence.end.guests.map(({ running, pending }) => [running, pending])).toEqual([
      [true, false],
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect(evidence.end.hosts.h0).toMatchObject({
      running: { snp: 3 },
      charged: { sev_es: '3' },
      usage: { sev_es: { free: 0, inUse: 3 } },
    });
  });

  it('gives a waiting guest the key that a deleted one left', () => {
    const evidence = run([
      { do: 'fill', host: 'h0', protection: 'snp', beyond: 1 },
      { do: 'delete', guest: 'h0-snp-0' },
    ]);
    expect(evidence.end.guests.every(({ running }) => running)).toBe(true);
    expect(eventsOf(evidence, 'release')).toHaveLength(1);
    expect(evidence.end.hosts.h0?.used['devices.kubevirt.io/sev-esids']).toBe(3);
  });

  it('takes a key anew when a guest restarts', () => {
    const evidence = run([
      { do: 'create', guest: 'g', spec: snp },
      { do: 'restart', guest: 'g' },
    ]);
    expect(eventsOf(evidence, 'start')).toHaveLength(2);
    expect(evidence.end.hosts.h0?.running).toEqual({ snp: 1 });
  });

  it('lets all guests die with their host, which comes back with other settings', () => {
    const evidence = run([
      { do: 'create', guest: 'g', spec: snp },
      { do: 'reboot', host: 'h0', settings: {} },
    ]);
    expect(evidence.end.guests).toMatchObject([{ name: 'g', running: false, status: { phase: 'Failed' } }]);
    expect(evidence.end.hosts.h0).toMatchObject({ running: {}, charged: { sev: '0' } });
    expect(eventsOf(evidence, 'boot')).toHaveLength(2);
    expect(evidence.hosts.h0?.miscCapacity).toEqual({ sev: 1006 });
  });

  it('shows guests started behind the control plane only by the keys they hold', () => {
    const evidence = run([
      { do: 'start-outside', host: 'h0', protection: 'snp', count: 3 },
      { do: 'create', guest: 'g', spec: snp },
      { do: 'stop-outside', host: 'h0', count: 1 },
    ]);
    const own = eventsOf(evidence, 'start').filter(({ outside }) => !outside);
    expect(own.map(({ result }) => result.started)).toEqual([false, true]);
    expect(own[0]?.result).toMatchObject({ error: { message: expect.stringContaining("ret=-16 fw_error=0 ''") as string } });
  });

  it('records what a subject throws and does nothing more', () => {
    const throwing: Subject = {
      ...kubevirt(),
      claim: () => {
        throw new TypeError('nil pointer');
      },
    };
    const evidence = run(
      [
        { do: 'create', guest: 'g', spec: snp },
        { do: 'label', host: 'h0' },
      ],
      throwing,
    );
    expect(evidence.trace.at(-1)).toEqual({ step: 0, event: 'panic', decision: 'claim', message: 'nil pointer' });
  });

  it('treats a host that nobody offered like any other wrong answer: as a panic of the subject', () => {
    const lost: Subject = { ...kubevirt(), place: () => ({ placed: true, host: 'elsewhere' }) };
    const { trace } = run([{ do: 'create', guest: 'g', spec: snp }], lost);
    expect(trace.at(-1)).toMatchObject({
      event: 'panic',
      decision: 'place',
      message: expect.stringContaining('"elsewhere"') as string,
    });
  });

  it('shows a damaged file to the agent only, and puts it right at the next boot', () => {
    const path = '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml';
    const evidence = run([
      { do: 'spoil', host: 'h0', path, text: '<domainCapabilities>' },
      { do: 'label', host: 'h0' },
      { do: 'reboot', host: 'h0' },
    ]);
    const labels = eventsOf(evidence, 'label');
    expect(labels.map(({ spoiled }) => spoiled)).toEqual([undefined, [path], undefined]);
    expect(labels.map(({ decision }) => decision.labels['kubevirt.io/sev-snp'])).toEqual(['true', undefined, 'true']);
    expect(labels[1]?.truth.launchable.snp).toEqual({ possible: true });
  });

  it('names all damaged files of a labelling in order', () => {
    const paths = ['/sys/fs/cgroup/misc.capacity', '/dev/sev', '/sys/module/kvm_amd/parameters/sev'];
    const spoils = paths.map((path): Command => ({ do: 'spoil', host: 'h0', path }));
    const last = eventsOf(run([...spoils, { do: 'label', host: 'h0' }]), 'label').at(-1);
    expect(last?.spoiled).toEqual([...paths].sort());
  });

  it('can take a file away', () => {
    const path = '/sys/fs/cgroup/misc.capacity';
    const [, label] = eventsOf(
      run([
        { do: 'spoil', host: 'h0', path },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
      ]),
      'label',
    );
    expect(label?.decision.resources).not.toHaveProperty('devices.kubevirt.io/sev-esids');
    expect(label?.decision.problems.join()).toContain('no such file or directory');
  });

  it('a device node that was taken away is not there for stat either', () => {
    const [, label] = eventsOf(
      run([
        { do: 'spoil', host: 'h0', path: '/dev/sev' },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
      ]),
      'label',
    );
    expect(label?.decision.resources).not.toHaveProperty('devices.kubevirt.io/sev');
  });

  it('counts a key that only waits for a flush as free, because the next start flushes', () => {
    const evidence = run([
      { do: 'fill', host: 'h0', protection: 'snp', beyond: 0 },
      { do: 'delete', guest: 'h0-snp-0' },
      { do: 'create', guest: 'g', spec: snp },
    ]);
    const place = eventsOf(evidence, 'place').find(({ guest }) => guest === 'g');
    expect(eventsOf(evidence, 'release')[0]?.usage).toMatchObject({ free: 0, pending: 1 });
    expect(place?.freeKeys).toEqual({ h0: 1 });
  });

  it('is deterministic: the same case leaves the same evidence', () => {
    const commands: readonly Command[] = [
      { do: 'fill', host: 'h0', protection: 'snp', beyond: 0 },
      { do: 'evict', guest: 'h0-snp-1' },
    ];
    expect(run(commands)).toEqual(run(commands));
  });
});
