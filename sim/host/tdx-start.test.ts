import { expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { changedDescription } from './changed-description.js';
import { type DomainParts, exampleDomain } from './example-domain.js';
import { Host } from './host.js';
import { qemuTimeStamp } from './qemu-exit.js';

const emerald = composeHost({ machine: 'emerald-rapids' });

function refusal(changes: Readonly<Record<string, unknown>>, parts: DomainParts = {}): readonly [string, string] {
  const { result } = new Host(changedDescription(emerald, changes)).startDomain(exampleDomain('td', 'tdx', parts));
  if (result.started) return ['started', ''];
  const prefix = `internal error: QEMU unexpectedly closed the monitor (vm='td'): ${qemuTimeStamp} qemu-system-x86_64: `;
  return [result.cause, result.error.message.replace(prefix, '')];
}

it('KVM without the VM type refuses, where libvirt lets the domain through', () => {
  const changes = { 'boot.moduleParameters.kvm_intel': {}, 'libvirt.checksTdxVmType': false };
  expect(refusal(changes)).toEqual(['unsupported-vm-type', '-accel kvm: vm-type TDX not supported by KVM']);
});

it('libvirt from 11.10 on asks KVM and refuses first', () => {
  const message = `unsupported configuration: 'tdx' launch security is not supported with this QEMU binary`;
  expect(refusal({ 'boot.moduleParameters.kvm_intel': {} })).toEqual(['unsupported-by-libvirt', message]);
});

it('a package without an online CPU fails the ioctl with EIO and costs no key', () => {
  const host = new Host(changedDescription(emerald, { 'intel.everyPackageOnline': false }));
  const { result, usage } = host.startDomain(exampleDomain('td', 'tdx'));
  const message = 'TDX ioctl KVM_TDX_INIT_VM failed, hw_errors: 0x0: Input/output error';
  expect(result).toMatchObject({ cause: 'platform-failed', error: { message: expect.stringContaining(message) } });
  expect(usage).toEqual({ free: 31, inUse: 0, pending: 0, leaked: 0 });
  expect(host.truth.live.log?.map(({ code }) => code)).toEqual(['kvm-intel.tdx-package-offline']);
});

it('an image that is not there, or no image, is found after the HKID was taken, and gives it back', () => {
  const noFile = `could not load PC BIOS '/none.fd'`;
  expect(refusal({}, { os: `<loader type='rom'>/none.fd</loader>` })).toEqual(['firmware-missing', noFile]);
  expect(refusal({}, { os: '' })).toEqual(['invalid-domain', 'failed to parse TDVF for TDX VM']);
});

it('the wording of the ioctl follows the QEMU version', () => {
  const host = new Host(
    changedDescription(emerald, {
      'qemu.tdxIoctlWording': false,
      'intel.keySplit': 6,
      'intel.keyIdBits': 1,
      'intel.keyPartition': { mktmeKeys: 0, tdxKeys: 2 },
    }),
  );
  host.startDomain(exampleDomain('first', 'tdx'));
  const { result } = host.startDomain(exampleDomain('second', 'tdx'));
  expect(result).toMatchObject({
    error: { message: expect.stringMatching(/: KVM_TDX_INIT_VM failed: No space left on device$/) },
  });
});
