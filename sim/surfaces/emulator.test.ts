import { expect, it } from 'vitest';
import { askedMachine, emulatorOf, machineTypes, maxVcpus } from './emulator.js';
import { truthOf } from './example-truth.js';

const x86 = emulatorOf(truthOf().boot);

function q35Of(qemu: string): readonly string[] {
  return machineTypes(x86, qemu)
    .map(({ name }) => name)
    .filter((name) => name.startsWith('pc-q35'));
}

/** The lists compiled into the QEMU 7.2, 10.0 and 11.1 binaries. */
it.each([
  ['7.2.22', 'pc-q35-7.2', 'pc-q35-2.4'],
  ['10.0.13', 'pc-q35-10.0', 'pc-q35-2.4'],
  ['11.1.3', 'pc-q35-11.1', 'pc-q35-5.2'],
])('QEMU %s has machine types from %s down to %s', (qemu, newest, oldest) => {
  expect([q35Of(qemu)[0], q35Of(qemu).at(-1)]).toEqual([newest, oldest]);
});

it('calls machine types deprecated after three years, since QEMU 9.1', () => {
  const deprecated = (qemu: string): string | undefined => machineTypes(x86, qemu).find((type) => type.deprecated)?.name;
  expect(deprecated('10.1.2')).toBe('pc-i440fx-7.1');
  expect(deprecated('9.0.0')).toBeUndefined();
});

it('gives guests as many vCPUs as both the machine and KVM allow', () => {
  const { boot } = truthOf();
  expect(maxVcpus(askedMachine(boot), 'kvm')).toBe(1024);
  expect(maxVcpus(askedMachine(boot), 'qemu')).toBe(4096);
  expect(maxVcpus(askedMachine(truthOf({ qemu: { ...boot.qemu, version: '7.2.22' } }).boot), 'kvm')).toBe(288);
});
