import { describe, expect, it } from 'vitest';
import type { Happening, RunDecision, Subject } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { exampleServer, type ServerChanges } from './example-server.js';
import { nova } from './index.js';
import type { MemoryEncryptionModel } from './models.js';

const esImage = {
  image: {
    id: 'i2',
    name: 'other',
    properties: {
      hw_firmware_type: 'uefi',
      hw_machine_type: 'q35',
      hw_mem_encryption: true,
      hw_mem_encryption_model: 'amd-sev-es',
    },
  },
};
const plainImage = { image: { id: 'i2', name: 'other', properties: { hw_firmware_type: 'uefi', hw_machine_type: 'q35' } } };
const biosImage = { image: { id: 'i3', name: 'bios', properties: { hw_firmware_type: 'bios' } } };
const larger = (extraSpecs: JsonObject): JsonObject => ({
  flavor: { name: 'm1.large', vcpus: 2, ram: 128, extra_specs: extraSpecs },
});

describe('a new server', () => {
  it('builds, and is active once it runs', () => {
    const server = life('amd-sev');
    expect(server.status).toMatchObject({ status: 'BUILD', vm_state: 'building' });
    server.hears({ what: 'placed', host: 'h0' });
    expect(server.hears(startedOn('h0')).next).toBe('nothing');
    expect(server.status).toMatchObject({ status: 'ACTIVE', vm_state: 'active', host: 'h0', nvram: 'kept' });
  });

  it('that no host takes is in error, and nobody looks again', () => {
    const server = life('amd-sev');
    const decision = server.hears({ what: 'not-placed', message: 'No valid host was found. ' });
    expect(decision).toMatchObject({ next: 'give-up', status: { status: 'ERROR', fault: { code: 500 } } });
  });

  it('that cannot be started is in error, and holds nothing', () => {
    const server = life('amd-sev');
    server.hears({ what: 'placed', host: 'h0' });
    const error = { code: 1, domain: 10, message: 'internal error: process exited' };
    expect(server.hears({ what: 'not-started', host: 'h0', error })).toMatchObject({
      next: 'give-up',
      status: { status: 'ERROR', fault: { message: error.message } },
    });
    expect(server.status).not.toHaveProperty('host');
  });
});

describe('an encrypted server', () => {
  it.each([
    ['suspend', 'suspend'],
    ['live-migrate', 'live-migration'],
  ])('cannot %s, in whatever state it is', (request, operation) => {
    for (const model of ['amd-sev', 'amd-sev-es', 'amd-sev-snp', 'intel-tdx'] as const) {
      const server = running(model);
      const message = `Operation '${operation}' not supported for mem encryption enabled instance (${server.guest.uuid}).`;
      const refusal = { next: 'nothing', answer: { allowed: false, httpCode: 400, message } };
      expect(server.asks(request)).toMatchObject(refusal);
      server.asks('stop');
      expect(server.asks(request)).toMatchObject(refusal);
    }
  });

  it('is refused in older words by older releases', () => {
    const server = running('amd-sev', { quirks: ['encrypted-called-sev', 'encrypted-refusal-is-conflict'] });
    const message = `Operation 'suspend' not supported for SEV-enabled instance (${server.guest.uuid}).`;
    expect(server.asks('suspend').answer).toEqual({ allowed: false, httpCode: 409, message });
  });

  it('stops and starts where it is, and finds its firmware and variables', () => {
    const server = running('amd-sev');
    expect(server.asks('stop')).toMatchObject({ next: 'power-off', answer: { httpCode: 202 }, status: { status: 'SHUTOFF' } });
    expect(server.asks('start')).toMatchObject({ next: 'start', status: { pinned: true, nvram: 'kept' } });
    server.hears(startedOn('h0'));
    expect(server.status).toMatchObject({ status: 'ACTIVE', host: 'h0', pinned: true });
  });
});

describe('an ordinary server', () => {
  it('is suspended and resumed', () => {
    const server = running('none');
    expect(server.asks('suspend')).toMatchObject({ next: 'power-off', status: { status: 'SUSPENDED' } });
    expect(server.asks('resume').next).toBe('start');
    server.hears(startedOn('h0'));
    expect(server.status.status).toBe('ACTIVE');
  });

  it('moves while it runs, and gives back what it held once it has moved', () => {
    const server = running('none');
    expect(server.asks('live-migrate')).toMatchObject({ next: 'relocate', status: { status: 'MIGRATING' } });
    server.hears({ what: 'placed', host: 'h1' });
    expect(server.hears(startedOn('h1'))).toMatchObject({ next: 'confirm', status: { status: 'ACTIVE', host: 'h1' } });
  });

  it('with a BIOS has no variables, alive or deleted', () => {
    const changes = { properties: { hw_firmware_type: 'bios' } };
    const server = running('none', { changes });
    expect(server.status.nvram).toBe('none');
    expect(server.hears({ what: 'deletion-asked' }).status).toMatchObject({ status: 'DELETED', nvram: 'none' });
    const wrong = running('none', { changes, quirks: ['variables-by-host'] });
    expect(wrong.hears({ what: 'deletion-asked' }).status).toMatchObject({ nvram: 'removed' });
  });
});

describe('what the state of a server does not allow', () => {
  it.each<[string, JsonObject, string]>([
    ['start', {}, "Cannot 'start' instance"],
    ['unpause', {}, "Cannot 'unpause' instance"],
    ['resume', {}, "Cannot 'resume' instance"],
    ['confirmResize', {}, "Cannot 'confirmResize' instance"],
    ['unrescue', {}, "Cannot 'unrescue' instance"],
    ['unshelve', {}, "Cannot 'unshelve' instance"],
  ])('%s of an active one is a conflict', (request, body, beginning) => {
    const server = running('none');
    const message = `${beginning} ${server.guest.uuid} while it is in vm_state active`;
    expect(server.asks(request, body)).toMatchObject({ next: 'nothing', answer: { allowed: false, httpCode: 409, message } });
  });

  it('is a conflict too while something is under way', () => {
    const server = running('none');
    server.asks('reboot', { type: 'HARD' });
    expect(server.asks('stop').answer?.message).toMatch(/while it is in task_state reboot_started$/);
  });

  it('is not to be mixed up with what there is not', () => {
    expect(running('none').asks('dance').answer).toEqual({
      allowed: false,
      httpCode: 400,
      message: 'There is no such action: dance',
    });
    expect(running('none').asks('toString').answer?.httpCode).toBe(400);
  });
});

describe('a move', () => {
  it('of another flavor waits for its user, who confirms it', () => {
    const server = running('amd-sev');
    expect(server.asks('resize', larger({ 'hw:mem_encryption': 'True' }))).toMatchObject({
      next: 'relocate',
      status: { status: 'RESIZE' },
      guest: { flavor: { name: 'm1.large' }, stashed: { host: 'h0' } },
    });
    server.hears({ what: 'placed', host: 'h1' });
    expect(server.hears(startedOn('h1'))).toMatchObject({ next: 'nothing', status: { status: 'VERIFY_RESIZE', host: 'h1' } });
    expect(server.asks('confirmResize')).toMatchObject({
      next: 'confirm',
      answer: { httpCode: 204 },
      status: { status: 'ACTIVE' },
    });
    expect(server.guest).not.toHaveProperty('stashed');
  });

  it('is taken back to where and what the server was', () => {
    const server = moved(running('amd-sev'), 'migrate');
    expect(server.asks('revertResize')).toMatchObject({ next: 'revert', status: { status: 'REVERT_RESIZE' } });
    server.hears(startedOn('h0'));
    expect(server.status).toMatchObject({ status: 'ACTIVE', host: 'h0' });
  });

  it('of a server that is off leaves it off', () => {
    const server = running('amd-sev');
    server.asks('stop');
    server.asks('migrate');
    expect(server.hears({ what: 'placed', host: 'h1' })).toMatchObject({ next: 'hold', status: { status: 'VERIFY_RESIZE' } });
    expect(server.asks('confirmResize').status).toMatchObject({ status: 'SHUTOFF', host: 'h1' });
  });

  it('that found no host leaves the server as it was, and says so', () => {
    const server = running('amd-sev');
    server.asks('migrate');
    expect(server.hears({ what: 'not-placed', message: 'No valid host' })).toMatchObject({
      next: 'nothing',
      status: { status: 'ACTIVE', host: 'h0', fault: { message: 'No valid host' } },
    });
  });

  it('that cannot start there goes back', () => {
    const server = running('amd-sev');
    server.asks('migrate');
    server.hears({ what: 'placed', host: 'h1' });
    expect(server.hears({ what: 'not-rendered', message: 'UEFI is not supported' })).toMatchObject({
      next: 'revert',
      status: { host: 'h0' },
    });
    server.hears(startedOn('h0'));
    expect(server.status).toMatchObject({ status: 'ACTIVE', host: 'h0' });
  });

  it('to a flavor that contradicts the image is refused at once', () => {
    const server = running('amd-sev', { changes: { properties: { hw_mem_encryption: true } } });
    expect(server.asks('resize', larger({ 'hw:mem_encryption': 'False' })).answer).toMatchObject({
      allowed: false,
      httpCode: 400,
    });
    expect(server.asks('resize', larger({ 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': 'amd-sme' })).answer).toEqual({
      allowed: false,
      httpCode: 400,
      message: 'Invalid instance image.',
    });
  });
});

describe('an evacuation', () => {
  it('needs a host whose service is down', () => {
    expect(running('amd-sev').asks('evacuate').answer).toEqual({
      allowed: false,
      httpCode: 400,
      message: 'Compute service of h0 is still in use.',
    });
  });

  it('keeps what the server asked for, and frees its old host when that is back', () => {
    const server = running('amd-sev');
    server.hears({ what: 'agent-silent', host: 'h0' });
    expect(server.asks('evacuate')).toMatchObject({
      next: 'relocate',
      guest: { image: { properties: { hw_firmware_type: 'uefi' } } },
    });
    server.hears({ what: 'placed', host: 'h1' });
    expect(server.hears(startedOn('h1')).status).toMatchObject({ status: 'ACTIVE', host: 'h1', evacuated_from: 'h0' });
    expect(server.hears({ what: 'agent-back', host: 'h1' }).next).toBe('nothing');
    expect(server.hears({ what: 'agent-back', host: 'h0' }).next).toBe('confirm');
    expect(server.status).not.toHaveProperty('evacuated_from');
  });
});

describe('a rebuild', () => {
  it('with an image that needs the same stays, with a domain of its own', () => {
    const server = running('amd-sev');
    expect(server.asks('rebuild', plainImage)).toMatchObject({
      next: 'reboot',
      guest: { new_domain: true },
      status: { nvram: 'removed' },
    });
    server.hears(startedOn('h0'));
    expect(server.status).toMatchObject({ status: 'ACTIVE', nvram: 'kept', pinned: false });
    expect(server.guest).not.toHaveProperty('new_domain');
  });

  it('with an image of another protection asks for a place on its own host first', () => {
    const server = running('none');
    const decision = server.asks('rebuild', esImage);
    expect(decision).toMatchObject({ next: 'relocate', avoid: 'none', guest: { host: 'h0', rebuilt_here: true } });
    server.hears({ what: 'placed', host: 'h0' });
    expect(server.hears(startedOn('h0')).next).toBe('confirm');
    expect(server.guest).not.toHaveProperty('host');
    expect(server.guest).toMatchObject({ image: { name: 'other' } });
  });

  it('whose new domain does not start goes back to what it was, where it took a place for another protection', () => {
    const error = { code: 1, domain: 10, message: 'internal error: process exited' };
    const another = running('none');
    another.asks('rebuild', esImage);
    another.hears({ what: 'placed', host: 'h0' });
    expect(another.hears({ what: 'not-started', host: 'h0', error }).next).toBe('revert');
    const same = running('amd-sev');
    same.asks('rebuild', plainImage);
    expect(same.hears({ what: 'not-started', host: 'h0', error })).toMatchObject({ next: 'hold', status: { status: 'ERROR' } });
  });

  it('upstream asked nobody', () => {
    const server = running('none', { quirks: ['rebuild-asks-no-placement'] });
    expect(server.asks('rebuild', esImage).next).toBe('reboot');
  });

  it('that contradicts the flavor is refused as a new request would be', () => {
    const server = running('amd-sev');
    expect(server.asks('rebuild', biosImage).answer).toMatchObject({ allowed: false, httpCode: 400 });
    expect(server.status.status).toBe('ACTIVE');
  });

  it('of a server on a volume keeps its image', () => {
    const server = running('amd-sev', { changes: { server: { boot_from_volume: true }, image: { id: undefined } } });
    expect(server.asks('rebuild', plainImage).answer?.message).toMatch(/^Image i2 is unacceptable/);
  });

  it('of a server that is off leaves it off', () => {
    const server = running('amd-sev');
    server.asks('stop');
    server.asks('rebuild', plainImage);
    expect(server.hears(startedOn('h0'))).toMatchObject({ next: 'power-off', status: { status: 'SHUTOFF' } });
  });
});

describe('a rescue', () => {
  it('boots another image and comes back', () => {
    const server = running('amd-sev');
    expect(server.asks('rescue', biosImage)).toMatchObject({
      next: 'reboot',
      guest: { rescue: { image: { name: 'bios' }, stable: false } },
    });
    server.hears(startedOn('h0'));
    expect(server.status.status).toBe('RESCUE');
    expect(server.asks('unrescue').next).toBe('reboot');
    server.hears(startedOn('h0'));
    expect(server.status.status).toBe('ACTIVE');
    expect(server.guest).not.toHaveProperty('rescue');
  });
});

describe('shelving', () => {
  it('gives the place back once the server is offloaded', () => {
    const server = running('amd-sev');
    expect(server.asks('shelve')).toMatchObject({ next: 'power-off', status: { status: 'SHELVED', host: 'h0' } });
    expect(server.asks('shelveOffload')).toMatchObject({
      next: 'offload',
      status: { status: 'SHELVED_OFFLOADED', nvram: 'removed' },
    });
    expect(server.status).not.toHaveProperty('host');
    expect(server.asks('unshelve').next).toBe('unshelve');
    server.hears({ what: 'placed', host: 'h1' });
    server.hears(startedOn('h1'));
    expect(server.status).toMatchObject({ status: 'ACTIVE', host: 'h1' });
  });

  it('waits for another time where no host takes the server back', () => {
    const server = running('amd-sev');
    server.asks('shelve');
    server.asks('shelveOffload');
    server.asks('unshelve');
    const decision = server.hears({ what: 'not-placed', message: 'No valid host' });
    expect(decision).toMatchObject({ next: 'give-up', status: { status: 'SHELVED_OFFLOADED' } });
  });
});

describe('what happens to a host', () => {
  it('switches its servers off, without an end to what waits for its user', () => {
    const server = running('amd-sev');
    expect(server.hears({ what: 'stopped', host: 'h0', by: 'host-reboot' }).status).toMatchObject({
      status: 'SHUTOFF',
      host: 'h0',
    });
    const waiting = moved(running('amd-sev'), 'migrate');
    expect(waiting.hears({ what: 'stopped', host: 'h1', by: 'crash' }).status).toMatchObject({ status: 'VERIFY_RESIZE' });
    expect(waiting.asks('confirmResize').status).toMatchObject({ status: 'SHUTOFF' });
  });
});

/** A server in the course of its life. */
class Life {
  guest: JsonObject;
  status: JsonObject = {};
  readonly #subject: Subject;

  constructor(subject: Subject, guest: JsonObject) {
    this.#subject = subject;
    this.guest = guest;
  }

  hears(happening: Happening): RunDecision {
    const decision = this.#subject.run(this.guest, happening, this.status, {});
    this.status = decision.status;
    this.guest = decision.guest ?? this.guest;
    return decision;
  }

  asks(request: string, body: JsonObject = {}): RunDecision {
    return this.hears({ what: 'request', request, body });
  }
}

interface Options {
  readonly changes?: ServerChanges;
  readonly quirks?: readonly string[];
}

function life(model: MemoryEncryptionModel | 'none', { changes, quirks = [] }: Options = {}): Life {
  const subject = nova({ quirks });
  const admitted = subject.admit(exampleServer(model, changes), {});
  if (!admitted.allowed) expect.unreachable(JSON.stringify(admitted.causes));
  const server = new Life(subject, admitted.guest);
  server.hears({ what: 'admitted' });
  return server;
}

function running(model: MemoryEncryptionModel | 'none', options?: Options): Life {
  const server = life(model, options);
  server.hears({ what: 'placed', host: 'h0' });
  server.hears(startedOn('h0'));
  return server;
}

function moved(server: Life, request: string): Life {
  server.asks(request);
  server.hears({ what: 'placed', host: 'h1' });
  server.hears(startedOn('h1'));
  return server;
}

function startedOn(host: string): Happening {
  return { what: 'started', host, paused: false };
}
