import { beforeEach, describe, expect, it } from 'vitest';
import { done, refused } from '../../core/outcome.js';
import { written } from './tsm-generation.js';
import { type TsmProvider, type TsmRequest, tsmAttributes } from './tsm-provider.js';
import { TsmReports, tsmReportRoot } from './tsm-reports.js';

/** A provider that answers with what it was asked, and counts. */
let asked: TsmRequest[] = [];
const provider: TsmProvider = {
  name: 'sev_guest',
  attributes: tsmAttributes,
  privlevelFloor: 1,
  report: (request) => {
    asked.push(request);
    return request.inblob.length === 64
      ? done({ outblob: Buffer.from([request.privlevel]), auxblob: Buffer.from('certs') })
      : refused('EINVAL');
  },
};

const at = (attribute: string, name = 'r0'): string => `${tsmReportRoot}/${name}/${attribute}`;
let tsm: TsmReports;
const write = (attribute: string, value: string | Uint8Array) => tsm.write(at(attribute), Buffer.from(value as string));
const read = (attribute: string) => {
  const found = tsm.read(at(attribute));
  return found.ok ? found.value.toString('latin1') : found.reason;
};

beforeEach(() => {
  asked = [];
  tsm = new TsmReports(provider);
  tsm.makeDirectory(`${tsmReportRoot}/r0`);
});

describe('directories', () => {
  it('are made, listed and removed', () => {
    expect(tsm.list(tsmReportRoot)).toEqual(['r0']);
    expect(tsm.list(`${tsmReportRoot}/r0`)).toEqual([...tsmAttributes].sort());
    expect(tsm.removeDirectory(`${tsmReportRoot}/r0`).ok).toBe(true);
    expect(tsm.list(tsmReportRoot)).toEqual([]);
    expect(tsm.removeDirectory(`${tsmReportRoot}/r0`)).toEqual({ ok: false, reason: 'ENOENT' });
  });

  it('are made once, and not within one another', () => {
    expect(tsm.makeDirectory(`${tsmReportRoot}/r0`)).toEqual({ ok: false, reason: 'EEXIST' });
    expect(tsm.makeDirectory(`${tsmReportRoot}/r0/more`)).toEqual({ ok: false, reason: 'ENOENT' });
    expect(tsm.makeDirectory('/sys/kernel/config/other')).toEqual({ ok: false, reason: 'ENOENT' });
  });

  it('cannot be made where no module has registered', () => {
    expect(new TsmReports(undefined).makeDirectory(`${tsmReportRoot}/r0`)).toEqual({ ok: false, reason: 'ENXIO' });
  });
});

describe('attributes', () => {
  it('are readable or writable, never both', () => {
    const modes = tsmAttributes.map((attribute) => [attribute, tsm.mode(at(attribute))]);
    expect(Object.fromEntries(modes)).toMatchObject({ inblob: 0o200, privlevel: 0o200, outblob: 0o444, generation: 0o444 });
    expect(read('inblob')).toBe('EACCES');
    expect(write('outblob', 'x')).toEqual({ ok: false, reason: 'EACCES' });
    expect(read('nothing')).toBe('ENOENT');
  });

  it('name the provider, its floor and the generation, a line each', () => {
    expect([read('provider'), read('privlevel_floor'), read('generation')]).toEqual(['sev_guest\n', '1\n', '0\n']);
  });

  it('that the provider does not have are not there', () => {
    const few = new TsmReports({ ...provider, name: 'tdx_guest', attributes: ['generation', 'provider', 'inblob', 'outblob'] });
    few.makeDirectory(`${tsmReportRoot}/r0`);
    expect(few.list(`${tsmReportRoot}/r0`)).toEqual(['generation', 'inblob', 'outblob', 'provider']);
    expect(few.write(at('privlevel'), Buffer.from('1'))).toEqual({ ok: false, reason: 'ENOENT' });
  });
});

describe('the generation', () => {
  it('goes up by one with each accepted write, and not with a refused one', () => {
    write('inblob', Buffer.alloc(64));
    write('privlevel', '2');
    expect(read('generation')).toBe('2\n');
    for (const level of ['0', '4', '-1', 'x', '', '4294967296']) expect(write('privlevel', level).ok).toBe(false);
    expect(write('inblob', Buffer.alloc(65))).toEqual({ ok: false, reason: 'EFBIG' });
    expect(read('generation')).toBe('2\n');
  });

  it('goes up even when a GUID is refused', () => {
    expect(write('service_guid', 'no guid')).toEqual({ ok: false, reason: 'EINVAL' });
    expect(read('generation')).toBe('1\n');
  });

  it('decides whether a report is made anew', () => {
    write('inblob', Buffer.alloc(64));
    write('privlevel', '1');
    read('outblob');
    read('auxblob');
    expect(asked).toHaveLength(1);
    write('privlevel', '3\n');
    expect(read('outblob')).toBe('\u0003');
    expect(asked).toHaveLength(2);
  });

  it('stops before it comes round to what was read last', () => {
    expect(written({ write: 2n ** 64n - 1n, read: 0n })).toEqual({ ok: false, reason: 'EBUSY' });
    expect(written({ write: 2n ** 64n - 2n, read: 0n })).toMatchObject({ ok: true, value: { write: 2n ** 64n - 1n } });
    expect(written({ write: 2n ** 64n - 1n, read: 5n })).toMatchObject({ ok: true, value: { write: 0n } });
    expect(written({ write: 4n, read: 5n })).toEqual({ ok: false, reason: 'EBUSY' });
  });
});

describe('a report', () => {
  it('is not to be had before something was written, nor for what the provider refuses', () => {
    expect(read('outblob')).toBe('EINVAL');
    write('inblob', Buffer.alloc(32));
    expect(read('outblob')).toBe('EINVAL');
    expect(asked).toHaveLength(1);
  });

  it('comes with certificates, and without a manifest where there is none', () => {
    write('inblob', Buffer.alloc(64));
    expect([read('auxblob'), read('manifestblob')]).toEqual(['certs', '']);
  });

  it.each([
    ['0x2', 2],
    ['03', 3],
    ['+1', 1],
  ])('of the privilege level %s is asked for as the kernel reads numbers', (text, privlevel) => {
    write('inblob', Buffer.alloc(64));
    expect(write('privlevel', text).ok).toBe(true);
    read('outblob');
    expect(asked[0]?.privlevel).toBe(privlevel);
  });

  it.each([
    ['4294967296', 'ERANGE'],
    ['0x', 'EINVAL'],
    ['0', 'EINVAL'],
  ])('of the privilege level %s is %s', (text, errno) => {
    expect(write('privlevel', text)).toEqual({ ok: false, reason: errno });
  });

  it('is asked for with what was written', () => {
    write('inblob', Buffer.alloc(64, 7));
    write('service_provider', 'svsm\n');
    write('service_guid', 'C476F1EB-0123-45a5-9641-B4E7DDE5BFE3\n');
    write('service_manifest_version', '1');
    read('outblob');
    expect(asked[0]).toMatchObject({
      serviceProvider: 'svsm',
      serviceGuid: 'c476f1eb-0123-45a5-9641-b4e7dde5bfe3',
      serviceManifestVersion: 1,
    });
  });
});
