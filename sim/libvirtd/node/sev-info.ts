import { done } from '../../core/outcome.js';
import { offersSev, sevGuestCounts } from '../../surfaces/domcapabilities-features.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Call, TypedParameter } from '../daemon-contract.js';
import { fault, unknownFlags } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';

/**
 * `virsh nodesevinfo`. The count of the arguments says nothing: libvirt 9.0's client sends whatever lies on its stack, and libvirtd
 * never looks at it; that of the reply stays 0. Source: libvirt 11.3.0 `src/remote/remote_daemon_dispatch.c`, `src/qemu/qemu_driver.c`.
 */
export const sevInfoHandlers: Handlers = {
  nodeGetSevInfo: ({ flags }, call) => {
    const wrong = unknownFlags('qemuNodeGetSEVInfo', flags, stringOkay);
    if (wrong !== undefined) return wrong;
    const params = parameters(call);
    if (params === undefined) return fault(call.daemon, 'operation-unsupported', 'QEMU does not support SEV guest');
    return done({ params, nparams: 0 });
  },
};

/** `VIR_TYPED_PARAM_STRING_OKAY`. */
const stringOkay = 4;

function parameters({ daemon }: Call): readonly TypedParameter[] | undefined {
  const { boot } = daemon.host;
  const { sevCapabilities } = boot.qemu;
  const certificates = daemon.host.sevInfo();
  if (!sevCapabilities.available || !offersSev(boot) || certificates === undefined) return undefined;
  const counts = sevGuestCounts(boot, daemon.without);
  const { cpu0Id } = sevCapabilities;
  return [
    { field: 'pdh', type: 'string', value: certificates.pdh },
    { field: 'cert-chain', type: 'string', value: certificates.certChain },
    ...(cpu0Id === undefined || !tellsCpu0Id({ daemon }) ? [] : [{ field: 'cpu0-id', type: 'string', value: cpu0Id } as const]),
    { field: 'cbitpos', type: 'uint', value: sevCapabilities.cbitpos },
    { field: 'reduced-phys-bits', type: 'uint', value: sevCapabilities.reducedPhysBits },
    { field: 'max-guests', type: 'uint', value: counts.maxGuests >>> 0 },
    { field: 'max-es-guests', type: 'uint', value: counts.maxEsGuests >>> 0 },
  ];
}

/** Known since 8.4; lost with the next start of the daemon until the loader of its cache learnt to read it. */
function tellsCpu0Id({ daemon }: Pick<Call, 'daemon'>): boolean {
  const { version, view } = daemon.host.boot.libvirt;
  return isAtLeast(version, '8.4') && (view.sevCpu0Id || daemon.without.has('cpu0-id-lost-after-restart'));
}
