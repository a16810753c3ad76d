/** The provisioning service over HTTP, on this machine's loopback only: anybody who may reach it may ask it. */
import { type ThrottleLimit, type ThrottleState, throttle } from '../../../sim/attestation/amd/throttle.js';
import {
  answerProvisioningRequest,
  type ProvisioningFault,
  type ProvisioningService,
} from '../../../sim/attestation/intel/provisioning/provisioning-service.js';
import { type HttpService, serveHttp } from '../http/serve-http.js';

/** What is served. */
export interface PccsSetting {
  /** Asked at each request, so that what it knows can change. */
  readonly service: () => ProvisioningService;
  /** What is wrong with it at the moment, if anything. */
  readonly fault?: () => ProvisioningFault | undefined;
  /** Who asks more often is told to be patient. */
  readonly limit?: ThrottleLimit;
  /** Seconds since 1970. */
  readonly nowSeconds: () => number;
  /** 0, or nothing, for any that is free. */
  readonly port?: number;
}

/**
 * Serves until it is stopped.
 *
 * @throws UsageError when the port is taken.
 */
export function servePccs({ service, fault, limit, nowSeconds, port = 0 }: PccsSetting): Promise<HttpService> {
  let asked: ThrottleState | undefined;
  return serveHttp(
    ({ method, target }) => {
      const now = nowSeconds();
      const counted = limit === undefined ? undefined : throttle(asked, now, limit);
      asked = counted?.state;
      const wrong = fault?.() ?? (counted?.throttled === true ? 'throttled' : undefined);
      return answerProvisioningRequest(service(), method, target, now, wrong);
    },
    { port },
  );
}
