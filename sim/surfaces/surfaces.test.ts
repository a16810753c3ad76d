import { describe, expect, it } from 'vitest';
import { composeHost, type HostRequest, listMachines } from '../../profiles/index.js';
import { Host } from '../host/host.js';
import { groupOf, kvmAmd, truthOf, untouched } from './example-truth.js';
import { openTree, surfaces } from './index.js';
import { surfaceLaws } from './surface-laws.js';

const truths = {
  'a root view': truthOf(),
  'a busy host with cgroups': truthOf(
    {},
    { miscGroups: [groupOf('/'), groupOf('/a'), groupOf('/a/b', { sev: { ...untouched, current: -1n, max: 7n, events: 3n } })] },
  ),
  'a nested view': truthOf({ cgroup: { miscController: true, namespace: 'nested' } }),
  'a kernel without the misc controller': truthOf({ cgroup: { miscController: false, namespace: 'root' } }),
  'a host without KVM': truthOf({ kvm: { ...kvmAmd, loaded: false }, nodes: [], firmwareFiles: [] }),
  ...Object.fromEntries(listMachines().map(({ id }) => [id, new Host(composeHost({ machine: id })).truth])),
};

describe.each(surfaces.map((surface) => [surface.id, surface] as const))('surface %s', (_, surface) => {
  for (const law of surfaceLaws) {
    it(law.says, () => {
      for (const [host, truth] of Object.entries(truths)) expect([host, ...law.broken(surface, truth)]).toEqual([host]);
    });
  }
});

it('has surfaces with ids and paths that are all different', () => {
  const ids = surfaces.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const truth of Object.values(truths)) {
    const paths = openTree({ truth })
      .entries()
      .map(({ file }) => file.path);
    expect(new Set(paths).size).toBe(paths.length);
  }
});

it('gives no write permission on anything the kernel only shows', () => {
  for (const truth of Object.values(truths)) {
    const shown = openTree({ truth })
      .entries()
      .filter(({ file }) => /^\/(sys|proc)\//.test(file.path) && !file.path.endsWith('/misc.max'));
    for (const { file } of shown) expect([file.path, file.status.mode]).toEqual([file.path, 0o444]);
  }
});

describe('the key IDs of a booted machine', () => {
  const capacityOf = (request: HostRequest) => openTree(new Host(composeHost(request))).read('/sys/fs/cgroup/misc.capacity');

  it('of an EPYC Rome as it left the factory are all for plain SEV', () => {
    expect(capacityOf({ machine: 'rome' })).toEqual({ ok: true, text: 'sev 509\n' });
  });

  it('of an EPYC Genoa with a minimum SEV ASID of 100 are shared out', () => {
    const request = { machine: 'genoa', settings: { 'min-sev-asid': 100 } };
    expect(capacityOf(request)).toEqual({ ok: true, text: 'sev 907\nsev_es 99\n' });
  });

  it('of a fifth-generation Xeon with half of six key-ID bits for TDX are 31', () => {
    expect(capacityOf({ machine: 'emerald-rapids' })).toEqual({ ok: true, text: 'tdx 31\n' });
  });
});
