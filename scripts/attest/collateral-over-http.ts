import type { TdxCollateral } from '../../sim/attestation/intel/collateral/tdx-collateral.js';
import type { PckCertificate } from '../../sim/attestation/intel/platform/tdx-platform.js';
import { fetchCollateral } from '../../sim/attestation/intel/provisioning/fetch-collateral.js';
import { type Exchange, httpRequest } from '../../sim/attestation/trustee/http-message.js';
import type { Outcome } from '../../sim/core/outcome.js';

/** Everything a verifier needs beside quotes of a kind of machine, from a provisioning service over HTTP. @param fmspc in hexadecimal. */
export async function collateralOverHttp(
  exchange: Exchange,
  fmspc: string,
  ca: PckCertificate['ca'],
): Promise<Outcome<TdxCollateral, string>> {
  const targets: string[] = [];
  fetchCollateral((target) => ({ status: targets.push(target), headers: {}, body: Buffer.alloc(0) }), fmspc, ca);
  const answers = new Map<string, ReturnType<Parameters<typeof fetchCollateral>[0]>>();
  for (const target of targets) {
    const { status, headers, body } = await exchange(httpRequest('GET', target));
    answers.set(target, { status, headers, body: Buffer.from(body) });
  }
  return fetchCollateral((target) => answers.get(target) ?? { status: 404, headers: {}, body: Buffer.alloc(0) }, fmspc, ca);
}
