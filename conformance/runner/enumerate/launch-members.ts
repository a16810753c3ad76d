import type { GuestSpec } from '../../../sim/contracts/commands.js';
import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { tightest } from './tightest.js';

/** Members of a protection's own element, valid and invalid: measured identities and policy of TDX, kernel hashes and policy of SNP. */
export const launchMembers: CaseFamily = function* (machines, kit) {
  for (const [protection, members, more = {}] of memberCases()) {
    const place = tightest(machines, protection);
    if (place === undefined) continue;
    const spec = { ...kit.plainGuest, ...more, protection, launchMembers: members };
    yield caseOf(kit, place, [{ do: 'create', guest: 'g0', spec }]);
  }
};

type MemberCase = readonly [ConfidentialProtection, JsonObject, Partial<GuestSpec>?];

function* memberCases(): Generator<MemberCase> {
  for (const name of ['mrConfigId', 'mrOwner', 'mrOwnerConfig']) {
    for (const value of identities) yield ['tdx', { [name]: value }];
  }
  const [valid = ''] = identities;
  yield ['tdx', { mrConfigId: valid, mrOwner: valid, mrOwnerConfig: valid, policy: '0x10000000' }];
  for (const policy of ['0x0', '0x10000000', '0x10000001', '0x40000000', '268435456', 'debug', '']) yield ['tdx', { policy }];
  for (const kernelHashes of [true, false]) {
    for (const kernelBoot of [{}, { kernelBoot: true }] as const) yield ['snp', { kernelHashes }, kernelBoot];
  }
  for (const policy of ['0x30000', '0x20000', '0x3000', '0xb0000', 'smt']) yield ['snp', { policy }];
  for (const QGS of ['vsock:2:4050', 'unix:/run/qgs', 'localhost:1234']) yield ['tdx', { QGS }];
  yield ['tdx', { MRCONFIGID: '0'.repeat(96) }];
  yield ['tdx', { mrSeam: valid }];
}

/** 48 bytes in base64, as libvirt wants them; then too short, too long, not base64, in hexadecimal, and nothing. */
const identities = ['A'.repeat(64), 'A'.repeat(60), 'A'.repeat(68), `${'A'.repeat(62)}-_`, '00'.repeat(48), ''];
