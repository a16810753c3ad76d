import { describe, expect, it } from 'vitest';
import { MIB } from '../../sim/core/quantity.js';
import { memoryOverheadBytes } from './memory-overhead.js';
import { readVmi } from './vmi.js';

describe('memoryOverheadBytes', () => {
  it.each([
    ['an ordinary guest of 1 GiB and one vCPU', {}, 290],
    ['the same with SEV', { launchSecurity: { sev: {} } }, 546],
    ['the same with SNP', { launchSecurity: { snp: {} } }, 546],
    ['the same with TDX, which upstream gives nothing extra', { launchSecurity: { tdx: {} } }, 290],
    ['the same with four vCPUs', { cpu: { sockets: 2, cores: 2 } }, 314],
    ['the same without graphics', { devices: { autoattachGraphicsDevice: false } }, 258],
    ['the same with a TPM', { devices: { tpm: {} } }, 343],
    ['the same with a device of the host', { devices: { hostDevices: [{ deviceName: 'example.com/nic' }] } }, 1314],
    ['the same with CPUs of its own', { cpu: { cores: 1, dedicatedCpuPlacement: true } }, 390],
  ])('of %s', (_, domain, mebibytes) => {
    expect(memoryOverheadBytes(readVmi({ spec: { domain: { memory: { guest: '1Gi' }, ...domain } } }))).toBe(mebibytes * MIB);
  });
});
