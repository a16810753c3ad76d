/** The QEMU program's procedures that clients register events with. Source: libvirt 11.3.0 `src/remote/qemu_protocol.x`. */
import { domain, int, optional, optionalString, uint } from './layouts.js';
import { none, write } from './procedure.js';

/** Procedures of program 0x20008087. */
export const qemuProcedures = {
  connectDomainMonitorEventRegister: write(
    'virConnectDomainQemuMonitorEventRegister',
    4,
    { dom: optional(domain), event: optionalString, flags: uint },
    { callbackID: int },
  ),
  connectDomainMonitorEventDeregister: write('virConnectDomainQemuMonitorEventDeregister', 5, { callbackID: int }, none),
} as const;
