import { describe, expect, it } from 'vitest';
import { imageSha256, isGenuine, type MeasuredLaunch } from './launch-measurement.js';

/** Worked out once with Python's hmac and hashlib; the nonce is sixteen bytes of 0x11. */
const launch: MeasuredLaunch = {
  session: 'c2Vzc2lvbg==',
  measurement: '0bRUchyt1F9ZCMnoxZRQT/ygjvIKGS0xXO5XcGyOhnIRERERERERERERERERERER',
  apiMajor: 0,
  apiMinor: 24,
  buildId: 15,
  policy: 5,
  firmware: '/usr/share/edk2/ovmf/OVMF_CODE.cc.fd',
};

describe('isGenuine', () => {
  it('believes what the owner works out', () => {
    expect(isGenuine(launch)).toBe(true);
  });

  it.each<Partial<MeasuredLaunch>>([
    { session: 'b3RoZXI=' },
    { apiMinor: 23 },
    { buildId: 14 },
    { policy: 1 },
    { firmware: '/usr/share/edk2/ovmf/OVMF_CODE.fd' },
    { measurement: '' },
    { measurement: 'c2hvcnQ=' },
  ])('and nothing else: %j', (change) => {
    expect(isGenuine({ ...launch, ...change })).toBe(false);
  });
});

it('the digest of an image is that of its bytes', () => {
  expect(imageSha256(launch.firmware)).toBe('db13830cfb7a8c0f2df4b678ce6b65a0291ca2dd5584c83a9118f6576a6e2607');
});
