/** Errors that the protocol itself raises, before any handler. Source: libvirt `src/rpc/virnetserverprogram.c`, `src/internal.h`. */
import type { Fault } from '../daemon-contract.js';

const raisedBy = { none: 0, rpc: 7 } as const;
const rpcError = 39;
const internalError = 1;
const invalidArgument = 8;
const noDriver = 5;
const operationDenied = 29;

/** `VIR_ERR_RPC`: the message as it is. */
export function rpcFault(message: string): Fault {
  return { code: rpcError, domain: raisedBy.rpc, message, str1: '%s', str2: message, int1: -1, int2: -1 };
}

/** `VIR_ERR_INTERNAL_ERROR` of the server, e.g. `internal error: connection already open`. */
export function serverFault(detail: string, positional: boolean): Fault {
  return fault(internalError, raisedBy.rpc, 'internal error: ', detail, positional);
}

/** A callback that the connection has already. Source: libvirt `src/conf/object_event.c`. */
export function alreadyTracked(positional: boolean): Fault {
  return fault(invalidArgument, raisedBy.none, 'invalid argument: ', 'event callback already tracked', positional);
}

/** A URI that no driver takes. Source: libvirt `src/libvirt.c`. */
export function noDriverFor(uri: string, positional: boolean): Fault {
  return fault(noDriver, raisedBy.none, 'no connection driver available for ', uri, positional);
}

/** A URI of our driver that leads nowhere. Source: libvirt `src/driver.c`. */
export function unexpectedPath(path: string, positional: boolean): Fault {
  const detail = `unexpected qemu URI path '${path}', try qemu:///system`;
  return fault(internalError, raisedBy.none, 'internal error: ', detail, positional);
}

/** What a read-only connection hears from an API function that changes something. */
export function readOnlyFault(functionName: string, positional: boolean): Fault {
  return deniedFault(`read only access prevents ${functionName}`, positional);
}

/** What a read-only connection hears from an API function that would reveal something, in its own words, which name it. */
export function deniedFault(detail: string, positional: boolean): Fault {
  return fault(operationDenied, partOf(detail), 'operation forbidden: ', detail, positional);
}

/** Error domains of the files the API functions are in: `VIR_FROM_THIS` of `src/libvirt-*.c`; 20 is that of domain and host. */
const parts = [
  ['virDomainSnapshot', 35],
  ['virDomainRevertToSnapshot', 35],
  ['virDomainCheckpoint', 69],
  ['virNetwork', 19],
  ['virStorage', 18],
  ['virConnectFindStoragePoolSources', 18],
  ['virInterface', 26],
  ['virNodeDevice', 22],
  ['virSecret', 30],
  ['virNWFilter', 33],
] as const;

function partOf(words: string): number {
  return parts.find(([beginning]) => words.includes(beginning))?.[1] ?? 20;
}

/** Format strings number their arguments since 9.2: `%1$s`. */
function fault(code: number, domain: number, beginning: string, detail: string, positional: boolean): Fault {
  const str1 = `${beginning}${positional ? '%1$s' : '%s'}`;
  return { code, domain, message: beginning + detail, str1, str2: detail, int1: -1, int2: -1 };
}
