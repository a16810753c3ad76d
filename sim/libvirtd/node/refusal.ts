import { refused } from '../../core/outcome.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Call, Fault } from '../daemon-contract.js';

/** What a handler answers when libvirt reports an error. */
export interface Refusal {
  readonly ok: false;
  readonly reason: Fault;
}

/**
 * Classes of errors: `virErrorNumber`, and the words before the detail.
 * Source: libvirt 11.3.0 `include/libvirt/virterror.h`, `src/util/virerror.c` `virErrorMsgStrings`.
 */
const classes = {
  internal: [1, 'internal error: '],
  'no-support': [3, 'this function is not supported by the connection driver: '],
  'invalid-argument': [8, 'invalid argument: '],
  'operation-failed': [9, 'operation failed: '],
  xml: [27, 'XML error: '],
  'xml-detail': [35, ''],
  'no-network': [43, 'Network not found: '],
  'no-storage-pool': [49, 'Storage pool not found: '],
  'no-storage-volume': [50, 'Storage volume not found: '],
  'no-node-device': [53, 'Node device not found: '],
  'no-interface': [57, 'Interface not found: '],
  'no-nwfilter': [62, 'Network filter not found: '],
  'no-secret': [66, 'Secret not found: '],
  unsupported: [67, 'unsupported configuration: '],
  'argument-unsupported': [74, 'argument unsupported: '],
  'operation-unsupported': [84, 'Operation not supported: '],
  'cpu-incompatible': [91, 'the CPU is incompatible with host CPU: '],
  'no-nwfilter-binding': [101, 'Network filter binding not found: '],
} as const satisfies Record<string, readonly [number, string]>;

/** Name of an error class. */
export type ErrorClass = keyof typeof classes;

/** Parts of libvirt that raise errors. Source: libvirt 11.3.0 `include/libvirt/virterror.h` `virErrorDomain`. */
const raisedBy = {
  none: 0,
  xml: 5,
  rpc: 7,
  qemu: 10,
  storage: 18,
  network: 19,
  host: 20,
  nodedev: 22,
  interface: 26,
  secret: 30,
  cpu: 31,
  nwfilter: 33,
} as const;

/** Name of a part of libvirt. */
export type Raiser = keyof typeof raisedBy;

/** `virReportError`: the words of the class, then the detail. Formats have positional arguments since 9.2. */
export function refusal(call: Call, errorClass: ErrorClass, detail: string, raiser: Raiser = 'qemu'): Refusal {
  const [code, prefix] = classes[errorClass];
  const argument = prefix !== '' && isAtLeast(call.daemon.host.boot.libvirt.version, '9.2') ? '%1$s' : '%s';
  const words = { message: `${prefix}${detail}`, str1: `${prefix}${argument}`, str2: detail };
  return refused({ code, domain: raisedBy[raiser], ...words, int1: -1, int2: -1 });
}

/** `virReportInvalidArg`: the message stands alone, and the error names the function and its argument. */
export function invalidArgument(functionName: string, argument: string, message: string, raiser: Raiser): Refusal {
  const [code] = classes['invalid-argument'];
  return refused({ code, domain: raisedBy[raiser], message, str1: functionName, str2: argument, int1: 0, int2: 0 });
}

/** `virReportSystemError`: what was tried, and the words of the error number. */
export function systemError(tried: string, errno: number, words: string, raiser: Raiser): Refusal {
  const message = `${tried}: ${words}`;
  return refused({ code: 38, domain: raisedBy[raiser], message, str1: '%s', str2: message, int1: errno, int2: -1 });
}

/** `virReportUnsupportedError`: no driver has the function. */
export function unsupportedFunction(call: Call, functionName: string, raiser: Raiser = 'host'): Refusal {
  return refusal(call, 'no-support', functionName, raiser);
}

/** `virCheckFlags`: refuses flags that the function does not know; undefined when it knows them all. */
export function unknownFlags(functionName: string, flags: number, known: number, raiser: Raiser = 'qemu'): Refusal | undefined {
  const unknown = (flags & ~known) >>> 0;
  if (unknown === 0) return undefined;
  return invalidArgument(
    functionName,
    'flags',
    `unsupported flags (0x${unknown.toString(16)}) in function ${functionName}`,
    raiser,
  );
}
