import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  answerProvisioningRequest,
  type ProvisioningFault,
  type ProvisioningService,
} from '../../../sim/attestation/intel/provisioning/provisioning-service.js';
import { nowSeconds } from './time-of-peers.js';

/** The provisioning service over HTTP on this machine's loopback; what it knows and what is wrong with it may change at any time. */
export interface ServedProvisioning {
  readonly url: string;
  facts: NonNullable<ProvisioningService['facts']>;
  fault: ProvisioningFault | undefined;
  stop(): Promise<void>;
}

/** Serves until it is stopped. */
export async function serveProvisioning(service: ProvisioningService): Promise<ServedProvisioning> {
  const server = createServer(({ method = 'GET', url = '/' }, response) => {
    const { status, headers, body } = answerProvisioningRequest(
      { ...service, facts: served.facts },
      method,
      url,
      nowSeconds,
      served.fault,
    );
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const served: ServedProvisioning = {
    url: `http://127.0.0.1:${port}`,
    facts: service.facts ?? {},
    fault: undefined,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return served;
}
