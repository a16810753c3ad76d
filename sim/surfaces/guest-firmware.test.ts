import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { Host } from '../host/host.js';
import { machineTypeOf } from './emulator.js';
import { guestFirmware } from './guest-firmware.js';

function firmwareOf(firmware: string, machine: string) {
  const { boot } = new Host(composeHost({ machine: 'genoa', versions: { ovmf: firmware } }));
  const type = machineTypeOf(boot, machine);
  return type === undefined ? expect.fail(machine) : guestFirmware(boot, type, 'x86_64');
}

/** Answers of libvirt 12.8.0 and 11.3.0 with the firmware packages of Debian sid and 13. */
describe('by descriptors', () => {
  it('lists images for q35 in the order of their descriptors, those in memory too', () => {
    expect(firmwareOf('debian-sid', 'q35')).toEqual({
      images: [
        '/usr/share/OVMF/OVMF_CODE_4M.ms.fd',
        '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd',
        '/usr/share/ovmf/OVMF.amdsev.fd',
        '/usr/share/ovmf/OVMF.inteltdx.ms.fd',
        '/usr/share/OVMF/OVMF_CODE_4M.fd',
      ],
      secure: ['yes', 'no'],
      secureBoot: ['yes', 'no'],
      enrolledKeys: ['yes', 'no'],
      varstore: false,
    });
    expect(firmwareOf('debian-13', 'q35').images).toHaveLength(3);
  });

  it('lists for i440fx the one without Secure Boot, and nothing for what is no PC', () => {
    expect(firmwareOf('debian-sid', 'pc')).toEqual({
      images: ['/usr/share/OVMF/OVMF_CODE_4M.fd'],
      secure: ['no'],
      secureBoot: ['no'],
      enrolledKeys: ['no'],
      varstore: false,
    });
    expect(firmwareOf('debian-sid', 'microvm').images).toEqual([]);
  });
});
