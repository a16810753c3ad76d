import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { TdxCollateral } from '../collateral/tdx-collateral.js';
import type { PckCertificate } from '../platform/tdx-platform.js';

/** Asks a provisioning service for one thing: path with query. */
export type AskProvisioning = (target: string) => {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/**
 * Everything a verifier needs beside a quote, from a provisioning service, as Intel's quote provider library gathers it.
 *
 * @param fmspc in hexadecimal, of either case.
 * @returns the collateral, or the first answer that was none.
 */
export function fetchCollateral(ask: AskProvisioning, fmspc: string, ca: PckCertificate['ca']): Outcome<TdxCollateral, string> {
  const targets = {
    tcbInfo: `/tdx/certification/v4/tcb?fmspc=${fmspc}`,
    qeIdentity: '/tdx/certification/v4/qe/identity',
    pckCrl: `/sgx/certification/v4/pckcrl?ca=${ca}&encoding=der`,
    rootCaCrl: '/IntelSGXRootCA.der',
  } as const;
  const answers = Object.values(targets).map((target) => ({ target, ...ask(target) }));
  const failed = answers.find(({ status }) => status !== 200);
  if (failed !== undefined) return refused(`${failed.target} was answered with ${failed.status}: ${failed.body}`);
  const [tcbInfo, qeIdentity, pckCrl, rootCaCrl] = answers.map(({ body }) => body);
  const chain = (header: string): string => {
    const value = answers.map(({ headers }) => headers[header]).find((each) => each !== undefined);
    return decodeURIComponent(value ?? '');
  };
  return done({
    tcbInfo: String(tcbInfo),
    tcbInfoIssuerChain: chain('tcb-info-issuer-chain'),
    qeIdentity: String(qeIdentity),
    qeIdentityIssuerChain: chain('sgx-enclave-identity-issuer-chain'),
    pckCrl: pckCrl ?? Buffer.alloc(0),
    pckCrlIssuerChain: chain('sgx-pck-crl-issuer-chain'),
    rootCaCrl: rootCaCrl ?? Buffer.alloc(0),
  });
}
