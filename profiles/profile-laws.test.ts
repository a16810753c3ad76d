import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldAt } from './field.js';
import {
  composeHost,
  listMachines,
  listSettings,
  listVersions,
  profilesDigest,
  type Setting,
  type SettingValue,
  traitsOf,
} from './index.js';
import { jsonSchemaPath } from './json-schema.js';
import { entriesOf, idsOf, packageRoot } from './load.js';
import { factsOf } from './provenance.js';
import { type FileKind, fileKinds } from './schema.js';

const kinds = Object.keys(fileKinds) as FileKind[];

describe('every profile file', () => {
  it.each(kinds)('of kind %s is well-formed and carries the id of its name', (kind) => {
    expect(entriesOf(kind).map(({ id }) => id)).toEqual(idsOf(kind));
  });

  it.each(kinds)('of kind %s tells editors its schema in the first line', (kind) => {
    for (const id of idsOf(kind)) {
      const file = `profiles/${fileKinds[kind].folder}/${id}.yaml`;
      const schema = relative(dirname(file), jsonSchemaPath(kind));
      expect(readFileSync(join(packageRoot(), file), 'utf8').split('\n')[0], file).toBe(
        `# yaml-language-server: $schema=${schema}`,
      );
    }
  });

  it('goes into one digest', () => {
    expect(profilesDigest()).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('every machine', () => {
  const machines = listMachines();
  /** Flags that depend on configuration: the simulated kernel shows them, a profile never lists them. */
  const configured = ['sme', 'sev', 'sev_es', 'sev_snp', 'debug_swap', 'tme', 'tdx_host_platform', 'tdx_pw_mce'];

  it('is one of the models we promise', () => {
    const promised =
      'bergamo emerald-rapids genoa granite-rapids milan milan-253 naples opteron rome s390-pv sapphire-rapids siena ' +
      'sierra-forest skylake turin turin-dense';
    expect(machines.map(({ id }) => id).join(' ')).toBe(promised);
  });

  it.each(machines.map((machine) => [machine.id, machine] as const))(
    '%s lists each flag once and none that configuration decides',
    (_, { values }) => {
      const shown = [...values.cpu.flags, ...values.cpu.bugs];
      expect(new Set(values.cpu.flags).size).toBe(values.cpu.flags.length);
      expect(shown.filter((flag) => configured.includes(flag))).toEqual([]);
    },
  );

  it.each(machines.map((machine) => [machine.id, machine] as const))(
    '%s has memory for as many small guests as it has key IDs',
    (_, { values }) => {
      const keys = Math.max(values.amd?.cpuid8000001f.ecx ?? 0, 2 ** (values.intel?.keyIdBits ?? 0));
      expect(values.memoryBytes).toBeGreaterThanOrEqual(keys * 0.65 * 2 ** 30);
    },
  );

  /** Machines whose facts are assumed for a fifth or more, and why we have them all the same. */
  const thinlyKnown: Readonly<Record<string, string>> = {
    's390-pv': 'few facts exist on this architecture, and size and ultravisor of the partition are our choice',
    'sierra-forest': 'no dump, no /proc/cpuinfo and no key range is public',
    skylake: 'the dump is older than the microcode whose flags and bugs a host shows today',
  };

  it('is mostly not assumed, or says why', () => {
    const thin = machines.filter(({ facts, provenance }) => provenance.assumed / factsOf(facts).length >= 0.2);
    expect(thin.map(({ id }) => id)).toEqual(Object.keys(thinlyKnown));
  });
});

describe('every setting', () => {
  const settings = listSettings();
  const rows = settings.map((setting) => [setting.id, setting] as const);

  it('is one of many', () => {
    expect(settings.length).toBeGreaterThanOrEqual(45);
  });

  it.each(rows)('%s writes fields that exist, whatever the machine', (_, { sets = {}, unsets = [], adds = {}, removes = {} }) => {
    const paths = [...Object.keys(sets), ...unsets, ...Object.keys(adds), ...Object.keys(removes)];
    expect(paths.filter((path) => fieldAt(path) === undefined)).toEqual([]);
  });

  it.each(rows)('%s composes with each machine it applies to, on every kernel', (_, setting) => {
    const fitting = listMachines().filter((machine) => listSettings(machine).includes(setting));
    expect(fitting).not.toEqual([]);
    const kernels = setting.versions?.kernel === undefined ? listVersions('kernel') : [{ id: setting.versions.kernel }];
    for (const { id: machine } of fitting) {
      for (const { id: kernel } of kernels)
        composeHost({ machine, settings: { [setting.id]: exampleOf(setting) }, versions: { kernel } });
    }
  });

  it('that stands for a catalogue row covers the whole catalogue', () => {
    const rowsCovered = new Set(settings.flatMap(({ catalogue }) => catalogue ?? []));
    const amd = Array.from({ length: 25 }, (_, index) => `A${index + 1}`);
    const intel = Array.from({ length: 12 }, (_, index) => `T${index + 1}`);
    expect([...rowsCovered].sort()).toEqual([...amd, ...intel, 'T7b'].sort());
  });

  it('named after an ASID split gives that split', () => {
    for (const { id, appliesTo, sets } of settings) {
      const [, sev, es] = /^split-(\d+)-(\d+)$/.exec(id) ?? [];
      if (sev === undefined) continue;
      const [asidMax, minSevAsid] = [Number(appliesTo.where?.['amd.cpuid8000001f.ecx']), Number(sets?.['amd.cpuid8000001f.edx'])];
      expect([asidMax - minSevAsid + 1, minSevAsid - 1], id).toEqual([Number(sev), Number(es)]);
    }
  });

  it('named after a number of TDX keys gives that number', () => {
    for (const { id, sets } of settings) {
      const [, keys] = /^tdx-keys-(\d+)$/.exec(id) ?? [];
      if (keys === undefined) continue;
      const [bits, split] = [Number(sets?.['intel.keyIdBits']), Number(sets?.['intel.keySplit'])];
      expect(2 ** bits - 2 ** (bits - split) - 1, id).toBe(Number(keys));
    }
  });
});

describe('every kernel', () => {
  it.each(entriesOf('kernel').map((kernel) => [kernel.id, kernel] as const))('%s gives each parameter a default', (_, kernel) => {
    for (const { parameters, parameterDefaults } of [kernel.kvmAmd, kernel.kvmIntel]) {
      expect(Object.keys(parameterDefaults)).toEqual(parameters);
      expect(parameters).toEqual([...parameters].sort());
    }
  });
});

describe('traits', () => {
  it('tell what the silicon can do', () => {
    const of = (id: string) => traitsOf(listMachines().find((machine) => machine.id === id)?.values ?? expect.fail(id));
    expect(of('rome')).toEqual(['amd', 'sev', 'sev-es']);
    expect(of('genoa')).toEqual(['amd', 'sev', 'sev-es', 'snp']);
    expect(of('emerald-rapids')).toEqual(['intel', 'tdx']);
    expect(of('opteron')).toEqual(['amd']);
    expect(of('s390-pv')).toEqual(['s390']);
  });
});

/** A value the setting takes: its default, its smallest number, its first word. */
function exampleOf({ value }: Setting): SettingValue {
  if (value === undefined || value.default !== undefined) return true;
  return value.type === 'integer' ? value.minimum : (value.words[0] ?? '');
}
