import { describe, expect, it } from 'vitest';
import type { AdmitCause } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { bothGates, exampleRequest, type RequestChanges } from '../example-guest.js';
import { kubevirt } from '../index.js';

const at = 'spec.domain.launchSecurity';
const digest = Buffer.alloc(48, 7).toString('base64');

describe('members of snp', () => {
  it.each(['0x30000', '0X00030000', '0x20000', '0xffffffffffb30000'.replace('b3', '03'), ''])('policy %j is taken', (policy) => {
    expect(causes({ snp: { policy } })).toEqual([]);
  });

  it.each([
    ['0x3000', `${at}.snp.policy must have the reserved bit 17 (0x20000) set: 0x3000`],
    ['0xb0000', `${at}.snp.policy must not let the host debug the guest (bit 19): 0xb0000`],
    ['196608', `${at}.snp.policy must be a hexadecimal number like 0x30000: "196608"`],
    ['0x1ffffffffffffffff', `${at}.snp.policy must be a hexadecimal number like 0x30000: "0x1ffffffffffffffff"`],
  ])('policy %j is refused', (policy, message) => {
    expect(causes({ snp: { policy } })).toEqual([{ type: 'FieldValueInvalid', message, field: `${at}.snp.policy` }]);
  });

  it('kernel hashes need a kernel', () => {
    const kernelBoot = { container: { image: 'a', kernelPath: '/vmlinuz' } };
    const booting = { domain: { firmware: { bootloader: { efi: { secureBoot: false } }, kernelBoot } } };
    expect(causes({ snp: { kernelHashes: true } }, booting)).toEqual([]);
    expect(causes({ snp: { kernelHashes: false } })).toEqual([]);
    expect(causes({ snp: { kernelHashes: true } })).toMatchObject([{ field: `${at}.snp.kernelHashes` }]);
  });
});

describe('members of tdx', () => {
  it('all of them are taken when they are right', () => {
    const tdx = { policy: '0x10000000', mrConfigId: digest, mrOwner: digest, mrOwnerConfig: digest };
    expect(causes({ tdx })).toEqual([]);
    expect(causes({ tdx: { ...tdx, mrOwner: '' } })).toEqual([]);
  });

  it.each([
    ['0x10000001', [`${at}.tdx.policy must not let the host debug the guest (bit 0): 0x10000001`]],
    ['0x30000000', [`${at}.tdx.policy may set bit 28 (SEPT_VE_DISABLE) and nothing else: 0x30000000`]],
    ['0x40000000', [`${at}.tdx.policy may set bit 28 (SEPT_VE_DISABLE) and nothing else: 0x40000000`]],
    ['debug', [`${at}.tdx.policy must be a hexadecimal number like 0x10000000: "debug"`]],
  ])('policy %j is refused', (policy, messages) => {
    expect(causes({ tdx: { policy } }).map(({ message }) => message)).toEqual(messages);
  });

  it.each([
    [Buffer.alloc(32).toString('base64'), `${at}.tdx.mrOwner must be the base64 of 48 bytes, found 32`],
    [Buffer.alloc(49).toString('base64'), `${at}.tdx.mrOwner must be the base64 of 48 bytes, found 49`],
    [`${digest.slice(0, 63)}-`, `${at}.tdx.mrOwner must be base64: "${digest.slice(0, 63)}-"`],
    ['AAA', `${at}.tdx.mrOwner must be base64: "AAA"`],
    [digest.replace('BwcH', 'Bw\nH'), `${at}.tdx.mrOwner must be base64: ${JSON.stringify(digest.replace('BwcH', 'Bw\nH'))}`],
  ])('mrOwner %j is refused', (mrOwner, message) => {
    expect(causes({ tdx: { mrOwner } })).toEqual([{ type: 'FieldValueInvalid', message, field: `${at}.tdx.mrOwner` }]);
  });
});

describe('members nobody knows', () => {
  it.each([
    [{ tdx: { mrSeam: digest } }, `strict decoding error: unknown field "${at}.tdx.mrSeam"`],
    [{ sev: { kernelHashes: true } }, `strict decoding error: unknown field "${at}.sev.kernelHashes"`],
    [{ cca: {} }, `strict decoding error: unknown field "${at}.cca"`],
    [{ cca: { realm: true } }, `strict decoding error: unknown field "${at}.cca"`],
    [
      { tdx: { QGS: 'vsock:2:4050' } },
      `strict decoding error: unknown field "${at}.tdx.QGS": the cluster says where quotes are made, in confidentialCompute.tdx.attestation.qgsSocketPath`,
    ],
    [{ tdx: { MRCONFIGID: '00' } }, `strict decoding error: unknown field "${at}.tdx.MRCONFIGID": use mrConfigId, in base64`],
  ])('%j', (launchSecurity, message) => {
    expect(causes(launchSecurity)).toEqual([{ type: 'BadRequest', message, field: message.split('"')[1] }]);
  });

  it('are all there is to say, even of a guest that is wrong in other ways', () => {
    expect(causes({ tdx: { mrSeam: digest }, snp: {} }, { domain: { firmware: {} } })).toHaveLength(1);
  });

  it('are members of launchSecurity only: the rest passes through', () => {
    expect(causes({ tdx: {} }, { spec: { hostname: 'a' }, devices: { sound: { name: 'a' } } })).toEqual([]);
  });
});

describe('in the dialect of Intel’s fork', () => {
  const sha384 = 'ab'.repeat(48);

  it.each(['vsock:2:4050', 'unix:/run/qgs', 'localhost:1234', ''])('QGS %j is taken', (QGS) => {
    expect(causes({ tdx: { QGS, MRCONFIGID: sha384 } }, {}, ['intel-fork-members'])).toEqual([]);
  });

  it.each(['vsock:2', 'unix:run/qgs', 'localhost', 'a b:1', 'localhost:123456'])('QGS %j is no socket address', (QGS) => {
    expect(causes({ tdx: { QGS } }, {}, ['intel-fork-members'])).toMatchObject([{ field: `${at}.tdx.QGS` }]);
  });

  it('MRCONFIGID is a SHA-384', () => {
    expect(causes({ tdx: { MRCONFIGID: sha384.slice(2) } }, {}, ['intel-fork-members'])).toMatchObject([
      { field: `${at}.tdx.MRCONFIGID` },
    ]);
  });

  it('its rules ask for exactly one open gate, and call every type the same', () => {
    const wrong: RequestChanges = { domain: { firmware: { bootloader: { efi: {} } }, features: { smm: {} } } };
    expect(causes({ sev: {} }, wrong, ['gates-cannot-coexist']).map(({ message }) => message)).toEqual([
      'WorkloadEncryptionSEV and WorkloadEncryptionTDX cannot coexist',
      'WorkloadEncryption does not work along with SecureBoot',
    ]);
    const closed = kubevirt({ quirks: ['gates-cannot-coexist'] }).admit(exampleRequest({ tdx: {} }), {
      disabledFeatureGates: ['WorkloadEncryptionSEV'],
    });
    expect(closed).toMatchObject({
      causes: [
        {
          message: 'neither WorkloadEncryptionSEV nor WorkloadEncryptionTDX feature gate is not enabled in kubevirt-config',
        },
      ],
    });
  });
});

function causes(launchSecurity: JsonObject, changes: RequestChanges = {}, quirks: readonly string[] = []): readonly AdmitCause[] {
  const decision = kubevirt({ quirks }).admit(exampleRequest(launchSecurity, changes), bothGates);
  return decision.allowed ? [] : decision.causes;
}
