import type { LibvirtError } from '../contracts/subject.js';

/**
 * The classes of errors a start meets: number, and the words libvirt puts before the text.
 * Source: libvirt 12.x `include/libvirt/virterror.h`, `src/util/virerror.c` `virErrorMsgStrings`.
 */
export const errorClasses = {
  internal: [1, 'internal error: '],
  'invalid-argument': [8, 'invalid argument: '],
  'operation-failed': [9, 'operation failed: '],
  'no-name': [21, ''],
  xml: [27, 'XML error: '],
  'xml-detail': [35, ''],
  system: [38, ''],
  'no-domain': [42, 'Domain not found: '],
  'operation-invalid': [55, 'Requested operation is not valid: '],
  unsupported: [67, 'unsupported configuration: '],
  'operation-unsupported': [84, 'Operation not supported: '],
} as const satisfies Record<string, readonly [number, string]>;

/** Name of an error class. */
export type LibvirtErrorClass = keyof typeof errorClasses;

/** Parts of libvirt that raise errors, with their numbers (`virErrorDomain`). */
export const errorDomains = { xml: 5, qemu: 10, domain: 20 } as const;

/** An error as virGetLastError() shows it. */
export function libvirtError(
  errorClass: LibvirtErrorClass,
  text: string,
  domain: keyof typeof errorDomains = 'qemu',
): LibvirtError {
  const [code, prefix] = errorClasses[errorClass];
  return { code, domain: errorDomains[domain], message: `${prefix}${text}` };
}
