import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { firmwareImageText } from '../contracts/firmware-image.js';
import { launchDigestOf, launchMeasurement, tikOfSession } from './launch-measurement.js';

const input = {
  tik: Buffer.alloc(16, 1),
  apiMajor: 1,
  apiMinor: 55,
  buildId: 21,
  policy: 0x01000005,
  launchDigest: Buffer.alloc(32, 2),
  nonce: Buffer.alloc(16, 3),
};

describe('a launch measurement', () => {
  it('is the keyed hash over version, policy, digest and nonce, and the nonce behind it', () => {
    const blob = Buffer.from(launchMeasurement(input), 'base64');
    const signed = Buffer.from(`0401371505000001${'02'.repeat(32)}${'03'.repeat(16)}`, 'hex');
    expect(blob.subarray(0, 32)).toEqual(createHmac('sha256', input.tik).update(signed).digest());
    expect(blob.subarray(32)).toEqual(input.nonce);
  });

  it.each(['apiMajor', 'apiMinor', 'buildId', 'policy'] as const)('depends on %s', (name) => {
    expect(launchMeasurement({ ...input, [name]: 0 })).not.toBe(launchMeasurement(input));
  });

  it('is keyed by what the owner put into the session, whatever white space stands around it', () => {
    expect(tikOfSession(' c2Vzc2lvbg==\n')).toEqual(tikOfSession('c2Vzc2lvbg=='));
    expect(tikOfSession('c2Vzc2lvbg==')).toHaveLength(16);
    expect(tikOfSession('b3RoZXI=')).not.toEqual(tikOfSession('c2Vzc2lvbg=='));
  });

  it('covers the bytes of the firmware file that everybody can read', () => {
    const path = '/usr/share/edk2/ovmf/OVMF_CODE.cc.fd';
    expect(launchDigestOf(path)).toEqual(createHash('sha256').update(firmwareImageText(path)).digest());
  });
});
