import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { type Command, caseFormat } from '../contracts/commands.js';
import type { Evidence, TraceEvent } from '../contracts/evidence.js';
import type { Happening } from '../contracts/subject.js';
import { exampleSubject, type Otherwise } from './example-subject.js';
import { runCase } from './world.js';

/** A SEV guest `g` on a Genoa, and what is done to it. */
function run(commands: readonly Command[], otherwise: Otherwise = {}, startPaused = false): Evidence {
  const hosts = [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 100 } }];
  const create: Command = { do: 'create', guest: 'g', spec: { protection: 'sev', startPaused } };
  return runCase(
    { format: caseFormat, stack: 'example', config: {}, hosts, commands: [create, ...commands] },
    {
      subject: exampleSubject(otherwise),
      describe: composeHost,
      request: (name, { protection }) => ({ name, protection }),
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

function names({ trace }: Evidence): readonly string[] {
  return trace.filter(({ step }) => step >= 0).map((event) => (event.event === 'run' ? event.happening.what : event.event));
}

function requests({ trace }: Evidence): readonly Extract<Happening, { what: 'request' }>[] {
  return trace.flatMap((event: TraceEvent) =>
    event.event === 'run' && event.happening.what === 'request' ? [event.happening] : [],
  );
}

describe('a request', () => {
  it('is passed on with its body, and without a word of the hypervisor unless it is about SEV', () => {
    const [happening] = requests(run([ask('addvolume', { name: 'disk' })]));
    expect(happening).toEqual({ what: 'request', request: 'addvolume', body: { name: 'disk' } });
  });

  it('about a guest that is not there reaches nobody', () => {
    expect(requests(run([{ do: 'request', guest: 'unknown', request: 'pause' }]))).toEqual([]);
  });

  it('shows the platform certificates and the measurement when it is about SEV', () => {
    const [happening] = requests(run([ask('sev/querylaunchmeasurement')], {}, true));
    expect(happening?.hypervisor?.sevInfo?.pdh).toHaveLength(2780);
    expect(happening?.hypervisor?.measurement).toMatchObject({ apiMajor: 1, policy: 1 });
    expect(happening?.hypervisor?.firmwareSha256?.['/usr/share/edk2/ovmf/OVMF_CODE.cc.fd']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows new certificates after a reboot of the host', () => {
    const held: Otherwise = { next: { placed: 'hold', stopped: 'recreate' } };
    const evidence = run([ask('sev/fetchcertchain'), { do: 'reboot', host: 'h0' }, ask('sev/fetchcertchain')], held);
    const [before, after] = requests(evidence).map(({ hypervisor }) => hypervisor?.sevInfo);
    expect(before?.pdh).not.toBe(after?.pdh);
    expect(before?.certChain).toBe(after?.certChain);
  });

  it('shows nothing of a host while the guest has none', () => {
    const nowhere: Otherwise = { place: () => ({ placed: false, message: 'closed', reasons: {} }) };
    expect(requests(run([ask('sev/fetchcertchain')], nowhere))).toEqual([{ what: 'request', request: 'sev/fetchcertchain' }]);
  });

  it('replaces the guest object when the answer has one', () => {
    const session = Buffer.from('opaque').toString('base64');
    const changed = { name: 'g', protection: 'sev', session };
    const evidence = run([ask('sev/setupsession')], { next: { placed: 'hold', request: 'start' }, afterRequest: changed });
    const render = evidence.trace.find((event) => event.event === 'render');
    expect(render?.object).toBe(changed);
    expect(evidence.end.guests[0]?.running).toBe(true);
  });

  it('stops the guest by its user, or by eviction when it is one', () => {
    const stoppedBy = (request: string): unknown =>
      run([ask(request)], { next: { request: 'stop' } }).trace.flatMap((event) =>
        event.event === 'run' && event.happening.what === 'stopped' ? [event.happening.by] : [],
      );
    expect(stoppedBy('stop')).toEqual(['user']);
    expect(stoppedBy('eviction')).toEqual(['eviction']);
  });
});

describe('a held guest', () => {
  it('has a host and its devices, and is neither rendered nor started until a decision says so', () => {
    const evidence = run([{ do: 'label', host: 'h0' }], { next: { placed: 'hold' } });
    expect(names(evidence)).toEqual(['command', 'admit', 'admitted', 'place', 'kubelet', 'placed', 'command', 'label']);
    expect(evidence.end.guests).toMatchObject([{ host: 'h0', running: false, pending: false }]);
    expect(evidence.end.hosts.h0?.used).toEqual({ seats: 1 });
  });

  it('starts with a request that says start', () => {
    const evidence = run([ask('go')], { next: { placed: 'hold', request: 'start' } });
    expect(names(evidence).slice(-5)).toEqual(['command', 'request', 'render', 'start', 'started']);
  });

  it('starts only once', () => {
    const evidence = run([ask('go'), ask('go')], { next: { placed: 'hold', request: 'start' } });
    expect(names(evidence).filter((name) => name === 'start')).toHaveLength(1);
  });

  it('gives its place back when it is deleted', () => {
    const evidence = run([{ do: 'delete', guest: 'g' }], { next: { placed: 'hold' } });
    expect(evidence.end.guests).toEqual([]);
    expect(evidence.end.hosts.h0?.used).toEqual({ seats: 0 });
  });
});

describe('a guest that is made anew', () => {
  const always: Otherwise = { next: { stopped: 'recreate' } };

  it('is admitted again and runs after a crash, with another key', () => {
    const evidence = run([{ do: 'crash', guest: 'g' }], always);
    expect(names(evidence).slice(-10)).toEqual([
      'command',
      'release',
      'stopped',
      'admitted',
      'place',
      'kubelet',
      'placed',
      'render',
      'start',
      'started',
    ]);
    expect(evidence.end.guests[0]?.running).toBe(true);
  });

  it('is as it was admitted, whatever requests have changed since', () => {
    const changed = { name: 'g', protection: 'sev', session: 'b3BhcXVl' };
    const evidence = run([ask('sev/setupsession'), { do: 'crash', guest: 'g' }], { ...always, afterRequest: changed });
    const objects = evidence.trace.flatMap((event) => (event.event === 'render' ? [event.object] : []));
    expect(objects).toEqual([
      { name: 'g', protection: 'sev' },
      { name: 'g', protection: 'sev' },
    ]);
  });

  it('comes back after its host did', () => {
    const evidence = run([{ do: 'reboot', host: 'h0' }], always);
    expect(evidence.end.guests[0]).toMatchObject({ host: 'h0', running: true });
  });

  it('is told once that it was admitted when it is restarted', () => {
    const evidence = run([{ do: 'restart', guest: 'g' }], always);
    expect(names(evidence).filter((name) => name === 'admitted')).toHaveLength(2);
  });

  it('does not come back once it was deleted', () => {
    const evidence = run([{ do: 'delete', guest: 'g' }], always);
    expect(names(evidence).at(-1)).toBe('stopped');
    expect(evidence.end.guests).toEqual([]);
  });

  it('waits for the next command when it ends at once every time', () => {
    const evidence = run([{ do: 'label', host: 'h0' }], { next: { started: 'stop', stopped: 'recreate' } });
    expect(names(evidence).filter((name) => name === 'started').length).toBeLessThan(6);
    expect(evidence.end.guests[0]).toMatchObject({ pending: true });
  });
});

describe('a crash', () => {
  it('releases the key, gives the devices back and leaves the guest over', () => {
    const evidence = run([{ do: 'crash', guest: 'g' }]);
    expect(names(evidence).slice(-3)).toEqual(['command', 'release', 'stopped']);
    expect(evidence.end.guests).toMatchObject([{ running: false, pending: false }]);
    expect(evidence.end.hosts.h0).toMatchObject({ used: { seats: 0 }, running: {} });
  });

  it('of a guest that does not run changes nothing', () => {
    expect(names(run([{ do: 'crash', guest: 'g' }], { next: { placed: 'hold' } })).at(-1)).toBe('command');
  });
});
