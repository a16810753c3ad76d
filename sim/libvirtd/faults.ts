import type { LibvirtError } from '../contracts/subject.js';
import { refused } from '../core/outcome.js';
import { errorClasses, errorDomains } from '../host/libvirt-error.js';
import { isAtLeast } from '../surfaces/release.js';
import type { Daemon, Fault } from './daemon-contract.js';

/** What a handler answers when libvirt reports an error. */
export interface Refused {
  readonly ok: false;
  readonly reason: Fault;
}

/**
 * Classes of errors, those of a start among them: `virErrorNumber`, and the words before the detail.
 * Source: libvirt 11.3.0 `include/libvirt/virterror.h`, `src/util/virerror.c` `virErrorMsgStrings`.
 */
const classes = {
  ...errorClasses,
  'no-support': [3, 'this function is not supported by the connection driver: '],
  'no-source': [19, 'missing source information for device '],
  'no-target': [20, 'missing target information for device '],
  'operation-denied': [29, 'operation forbidden: '],
  'no-network': [43, 'Network not found: '],
  'no-storage-pool': [49, 'Storage pool not found: '],
  'no-storage-volume': [50, 'Storage volume not found: '],
  'no-node-device': [53, 'Node device not found: '],
  'no-interface': [57, 'Interface not found: '],
  'no-nwfilter': [62, 'Network filter not found: '],
  'no-secret': [66, 'Secret not found: '],
  'no-snapshot': [72, 'Domain snapshot not found: '],
  'argument-unsupported': [74, 'argument unsupported: '],
  'no-metadata': [80, 'metadata not found: '],
  'cpu-incompatible': [91, 'the CPU is incompatible with host CPU: '],
  'xml-invalid': [92, 'XML document failed to validate against schema: '],
  'migration-aborted': [93, 'migration successfully aborted'],
  'no-nwfilter-binding': [101, 'Network filter binding not found: '],
  'no-checkpoint': [103, 'Domain checkpoint not found: '],
} as const satisfies Record<string, readonly [number, string]>;

/** Name of an error class. */
export type FaultClass = keyof typeof classes;

/** Parts of libvirt that raise errors. Source: libvirt 11.3.0 `include/libvirt/virterror.h` `virErrorDomain`. */
const raisedBy = {
  ...errorDomains,
  none: 0,
  rpc: 7,
  storage: 18,
  network: 19,
  host: 20,
  conf: 20,
  nodedev: 22,
  interface: 26,
  secret: 30,
  cpu: 31,
  nwfilter: 33,
  snapshot: 35,
  checkpoint: 69,
} as const;

/** Name of a part of libvirt. */
export type FaultRaiser = keyof typeof raisedBy;

/** `virReportError` as a refusal. */
export function fault(daemon: Daemon, faultClass: FaultClass, detail: string, raiser: FaultRaiser = 'qemu'): Refused {
  return refused(libvirtFault(daemon, faultClass, detail, raiser));
}

/** An error as clients get it. Formats number their arguments since 9.2: `%1$s`. */
export function libvirtFault(daemon: Daemon, faultClass: FaultClass, detail: string, raiser: FaultRaiser = 'qemu'): Fault {
  const [code, prefix] = classes[faultClass];
  return worded(daemon, code, raisedBy[raiser], prefix, detail);
}

/** An error of the simulated host. */
export function faultOf(daemon: Daemon, { code, domain, message }: LibvirtError): Fault {
  const known = Object.values(classes).find(([number, prefix]) => number === code && message.startsWith(prefix));
  const prefix = known?.[1] ?? '';
  const said = worded(daemon, code, domain, prefix, message.slice(prefix.length));
  return code === classes.system[0] ? { ...said, int1: 2 } : said;
}

/** `virReportInvalidArg`: the message stands alone, and the error names the function and its argument. */
export function invalidArgument(functionName: string, argument: string, message: string, raiser: FaultRaiser = 'qemu'): Refused {
  const [code] = classes['invalid-argument'];
  return refused({ code, domain: raisedBy[raiser], message, str1: functionName, str2: argument, int1: 0, int2: 0 });
}

/** `virCheckFlags`: refuses flags that the function does not know; undefined when it knows them all. */
export function unknownFlags(
  functionName: string,
  flags: number,
  known: number,
  raiser: FaultRaiser = 'qemu',
): Refused | undefined {
  const unknown = (flags & ~known) >>> 0;
  if (unknown === 0) return undefined;
  return invalidArgument(
    functionName,
    'flags',
    `unsupported flags (0x${unknown.toString(16)}) in function ${functionName}`,
    raiser,
  );
}

/** `virReportSystemError`: what was tried, and the words of the error number. */
export function systemFault(tried: string, errno: number, words: string, raiser: FaultRaiser = 'qemu'): Refused {
  const message = `${tried}: ${words}`;
  return refused({ code: 38, domain: raisedBy[raiser], message, str1: '%s', str2: message, int1: errno, int2: -1 });
}

/** What most functions say about a domain that does not run. Who says it differs: the monitor's helper, or the function itself. */
export function notRunning(daemon: Daemon, raiser: FaultRaiser = 'domain'): Refused {
  return fault(daemon, 'operation-invalid', 'domain is not running', raiser);
}

/** `virReportUnsupportedError`: no driver has the function. */
export function unsupportedFunction(daemon: Daemon, functionName: string, raiser: FaultRaiser = 'host'): Refused {
  return fault(daemon, 'no-support', functionName, raiser);
}

function worded({ host }: Daemon, code: number, domain: number, prefix: string, detail: string): Fault {
  const positional = isAtLeast(host.boot.libvirt.version, '9.2');
  if (detail === '') return { code, domain, message: prefix.trimEnd(), str1: prefix.trimEnd(), int1: -1, int2: -1 };
  const argument = prefix !== '' && positional ? '%1$s' : '%s';
  return { code, domain, message: `${prefix}${detail}`, str1: `${prefix}${argument}`, str2: detail, int1: -1, int2: -1 };
}
