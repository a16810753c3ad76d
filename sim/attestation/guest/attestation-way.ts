import { done, type Outcome, refused } from '../../core/outcome.js';
import { readSocketAddress, type SocketAddress } from '../intel/qgs/socket-address.js';

/** What a virtual machine's manifest says about attestation, as Intel's fork of KubeVirt and its article have it. */
export interface AttestationManifest {
  /** `spec.domain.devices.autoattachVSOCK` */
  readonly autoattachVSOCK?: boolean;
  /** `spec.domain.launchSecurity.tdx.QGS`: `vsock:2:4050`, `unix:/run/qgs`, `localhost:1234`. */
  readonly QGS?: string;
}

/**
 * By which way the guest's quotes are made. `vsock`: software in the guest asks the host's service itself, on a device the guest must have.
 * `tdvmcall`: the guest asks QEMU, which asks the service at an address the guest never sees.
 */
export type AttestationWay =
  | {
      readonly by: 'vsock';
      readonly cid: number;
      readonly port: number;
      /** What `/etc/tdx-attest.conf` in the guest says. */
      readonly configuration: string;
    }
  | { readonly by: 'tdvmcall'; readonly service: SocketAddress }
  | { readonly by: 'none' };

/**
 * The way of a manifest. An address for QEMU wins: a guest with both has a device it does not need.
 *
 * @param port Where the host's service listens, by VSOCK: 4050 is its usual one.
 * @returns or QEMU's words for an address that is none.
 */
export function attestationWay({ autoattachVSOCK, QGS }: AttestationManifest, port = 4050): Outcome<AttestationWay, string> {
  if (QGS !== undefined) {
    const service = readSocketAddress(QGS);
    return service.ok ? done({ by: 'tdvmcall', service: service.value }) : refused(service.reason);
  }
  if (autoattachVSOCK !== true) return done({ by: 'none' });
  return done({ by: 'vsock', cid: 2, port, configuration: `port=${port}\n` });
}
