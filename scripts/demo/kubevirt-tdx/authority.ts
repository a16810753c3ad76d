import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import type { TdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { tdxVerifier } from '../../../sim/attestation/intel/verify/tdx-verifier.js';
import type { Condition } from '../../../sim/attestation/trustee/policy/condition.js';
import { collateralOverHttp } from '../../attest/collateral-over-http.js';
import { exchangeOverHttp } from '../../serve/http/exchange-over-http.js';
import { secondsNow } from '../../serve/http/seconds-now.js';
import { servePccs } from '../../serve/pccs/serve-pccs.js';
import { type ServedTrustAuthority, startTrustAuthority } from '../../serve/trust-authority/start-trust-authority.js';
import type { Terminal } from '../../terminal.js';
import type { Break } from '../breaks.js';
import type { Serving } from '../serving.js';
import { StepFailure, type Teller } from '../story.js';
import { configuration, digestOf } from './machine.js';

/** The policy the authority is asked to hold the guest against. */
export const policyId = '5f2c0f6a-9d3e-4c1b-8a77-2b0e6d4f1c90';

/** Starts the provisioning service, fetches what it says of the machine’s kind, and starts an authority that goes by it. */
export async function startAuthority(
  platform: TdxPlatform,
  broken: Break | undefined,
  terminal: Terminal,
  serving: Serving,
  teller: Teller,
): Promise<ServedTrustAuthority> {
  const trusted = intelAuthorities();
  const facts = broken === 'tcb' ? { ahead: { platform: 1 } } : {};
  const service = { authorities: trusted, platforms: [platform], facts };
  const pccs = serving(await servePccs({ service: () => service, nowSeconds: secondsNow(terminal) }));
  const fmspc = Buffer.from(platform.identity.fmspc).toString('hex');
  const collateral = await collateralOverHttp(exchangeOverHttp(pccs.url), fmspc, platform.pck.ca);
  if (!collateral.ok) throw new StepFailure('collateral', collateral.reason);
  teller.run('authority#', `curl -s '${pccs.url}/tdx/certification/v4/tcb?fmspc=${fmspc}' | jq .tcbInfo.tcbLevels[0].tcbStatus`);
  teller.output(JSON.stringify(levelIn(collateral.value.tcbInfo)));
  const conditions: readonly Condition[] = [
    { claim: '/quote/body/mr_config_id', is: digestOf(configuration).toString('hex') },
    { claim: '/td_attributes/debug', is: false },
  ];
  teller.remark(`policy ${policyId}: ${conditions.map((condition) => JSON.stringify(condition)).join(' and ')}`);
  const verifier = tdxVerifier([trusted.root.pem], { collateral: () => collateral.value });
  return serving(await startTrustAuthority({ verifier, policies: { [policyId]: conditions } }, terminal));
}

function levelIn(tcbInfo: string): string {
  const { tcbInfo: info } = JSON.parse(tcbInfo) as { tcbInfo: { tcbLevels: readonly { readonly tcbStatus: string }[] } };
  return info.tcbLevels[0]?.tcbStatus ?? '';
}
