import type { Json } from '../../../sim/core/json.js';

/** A text libvirt answers with; sent once however often it is an answer. */
interface AnsweredDocument {
  readonly document: string;
}

/** A compute host as Nova sees it: what libvirt answers and which kernel files there are. */
export interface NovaHost {
  /** For messages: a command line of a simulated host, or what is odd about this one. */
  readonly about: string;
  readonly capabilities: AnsweredDocument;
  /** By `x86_64/q35`: the document, or the error libvirt answers with. Machine types that are not here are refused. */
  readonly domains: Readonly<Record<string, AnsweredDocument | { readonly code: number; readonly message: string }>>;
  /** Kernel files by path. A number is the errno of reading one that exists. */
  readonly files: Readonly<Record<string, string | { readonly errno: number }>>;
  /** Firmware descriptors by file name. */
  readonly descriptors?: Readonly<Record<string, string>>;
  /** Paths of firmware images that exist. */
  readonly firmware?: readonly string[];
  /** As libvirt numbers versions: 11003000. */
  readonly libvirt: number;
  readonly qemu: number;
  /** Options of `[libvirt]`. */
  readonly config?: Readonly<Record<string, Json>>;
  /** Machine types with an alias, in the order of the capabilities. Nova has no order, so that a question may choose one. */
  readonly machines: readonly string[];
}

/** `11.3.0` is 11003000. */
export function versionNumber(version: string): number {
  const [major = 0, minor = 0, micro = 0] = version.split('.').map(Number);
  return (major * 1000 + minor) * 1000 + micro;
}
