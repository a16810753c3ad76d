import { describe, expect, it } from 'vitest';
import { composeHost, listMachines, listVersions } from '../../../profiles/index.js';
import type { TypedParameter } from '../daemon-contract.js';
import { callsWith, errorOf, everyPair, replyOf } from './example-call.js';

const callTo = callsWith(composeHost);

const stringOkay = 4;

function parametersOf(machine: string, options: Parameters<typeof callTo>[1] = {}, nparams = 0): readonly TypedParameter[] {
  return replyOf('nodeGetSevInfo', { nparams, flags: stringOkay }, callTo(machine, options)).params;
}

const withEs = { settings: { 'min-sev-asid': 100 } };

it('lists certificates, identity, bits and counts, in this order and of these types', () => {
  const shape = parametersOf('genoa', withEs).map(({ field, type }) => `${field} ${type}`);
  expect(shape.join(', ')).toBe(
    'pdh string, cert-chain string, cpu0-id string, cbitpos uint, reduced-phys-bits uint, max-guests uint, max-es-guests uint',
  );
  expect(
    parametersOf('genoa', withEs)
      .slice(3)
      .map(({ value }) => value),
  ).toEqual([51, 1, 907, 99]);
});

it('ignores the count of the arguments, and leaves that of the reply at 0', () => {
  const whole = parametersOf('genoa');
  expect([1, 3, -1, 0x1f220f4c].map((nparams) => parametersOf('genoa', {}, nparams))).toEqual([whole, whole, whole, whole]);
  expect(replyOf('nodeGetSevInfo', { nparams: 7, flags: stringOkay }, callTo('genoa')).nparams).toBe(0);
});

it('has lost the identity of the first processor in libvirt 9.0, unless told to keep it', () => {
  const fields = (without: readonly string[]): readonly string[] =>
    parametersOf('genoa', { versions: { libvirt: '9.0', qemu: '7.2' }, without }).map(({ field }) => field);
  expect(fields([])).not.toContain('cpu0-id');
  expect(fields(['cpu0-id-lost-after-restart'])).toContain('cpu0-id');
});

it('counts what libvirt counts, or what the kernel has', () => {
  const counts = (without: readonly string[]): readonly unknown[] => {
    const settings = { 'min-sev-asid': 100, 'kvm-amd-sev-es-off': true } as const;
    return parametersOf('genoa', { settings, without })
      .slice(-2)
      .map(({ value }) => value);
  };
  expect(counts([])).toEqual([907, 99]);
  expect(counts(['guest-counts-from-cpuid'])).toEqual([907, 0]);
});

describe.each(everyPair(listMachines(), listVersions('libvirt')))(
  '$machine with libvirt $versions.libvirt',
  ({ machine, versions }) => {
    it('answers where QEMU found SEV, and refuses everywhere else', () => {
      const call = callTo(machine, { versions });
      if (call.daemon.host.boot.qemu.sevCapabilities.available)
        return expect(parametersOf(machine, { versions })).not.toEqual([]);
      const error = errorOf('nodeGetSevInfo', { nparams: 0, flags: stringOkay }, call);
      expect(error).toBe('84/10 Operation not supported: QEMU does not support SEV guest');
    });
  },
);
