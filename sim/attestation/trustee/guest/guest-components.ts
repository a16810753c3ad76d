import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { DialectName } from '../dialect.js';
import type { Exchange } from '../http-message.js';
import { aaKbcParams, kernelParameter } from './aa-kbc-params.js';
import { AttestationAgent } from './attestation-agent.js';
import type { Attester } from './attester.js';
import { ConfidentialDataHub } from './confidential-data-hub.js';
import type { GuestApi, GuestApiFeature } from './guest-api.js';
import type { TeeKey } from './tee-key.js';

/** What a guest has besides its kernel command line. */
export interface GuestFacilities {
  readonly dialect: DialectName;
  /** The way to a broker, by its URL. */
  readonly exchangeWith: (url: string) => Exchange;
  readonly attester: Attester;
  readonly key: TeeKey;
  readonly initData?: string;
}

/**
 * The components a guest starts, as its kernel command line tells its agent: where the broker is (`agent.aa_kbc_params`), and what
 * containers are offered (`agent.guest_components_rest_api`, `resource` unless told otherwise). Source: src/agent/src/config.rs of
 * kata-containers 7c6ba40c54; src/agent/src/main.rs starts none where `agent.guest_components_procs` is `none`.
 *
 * @returns what {@link answerContainer} needs, or in one sentence why nothing is started.
 */
export function guestComponents(commandLine: string, facilities: GuestFacilities): Outcome<GuestApi, string> {
  const processes = kernelParameter(commandLine, 'agent.guest_components_procs') ?? 'api-server-rest';
  if (processes !== 'api-server-rest') return refused(`agent.guest_components_procs=${processes} starts no API for containers`);
  const feature = features.find(
    (each) => each === (kernelParameter(commandLine, 'agent.guest_components_rest_api') ?? 'resource'),
  );
  if (feature === undefined) return refused('agent.guest_components_rest_api is resource, attestation or all');
  const params = aaKbcParams({ commandLine });
  if (!params.ok) return params;
  if (params.value.kbc !== 'cc_kbc') return refused(`${params.value.kbc} has its secrets in the image and asks no broker`);
  const { exchangeWith, ...others } = facilities;
  const agent = new AttestationAgent({ ...others, exchange: exchangeWith(params.value.uri) });
  return done({ feature, agent, hub: new ConfidentialDataHub(agent) });
}

const features: readonly GuestApiFeature[] = ['resource', 'attestation', 'all'];
