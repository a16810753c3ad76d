/** One procedure of the protocol as data, and the words the tables are written in. */
import { type Fields, type Layout, nothing, type Struct, struct } from './layouts.js';

/** A procedure a client may call. */
export interface Procedure<Args = unknown, Ret = unknown> {
  /** Its number in the program. */
  readonly number: number;
  readonly args: Layout<Args>;
  readonly ret: Layout<Ret>;
  /** `virXxx` whose first act is to refuse read-only connections; absent where everybody may call. */
  readonly writes?: string;
  /** Bits of one argument with which read-only connections are refused, and in which words. */
  readonly writesWith?: { readonly field: string; readonly bits: number; readonly denial: string };
  /** libvirt version it came with, e.g. `11.2.0`; absent when it is at least as old as 8.0.0. */
  readonly since?: string;
}

/** What a server sends unasked. */
export interface Message<Value = unknown> {
  readonly number: number;
  readonly body: Layout<Value>;
  readonly since?: string;
}

/** Fields that are there, or {@link none}. */
type Shape = Fields | typeof none;
type Shaped<S> = S extends Fields ? Struct<S> : undefined;

/** Instead of fields: the procedure has no arguments, or replies without any. */
export const none = 'none';

/** A procedure that everybody may call. */
export function read<const A extends Shape, const R extends Shape>(
  number: number,
  args: A,
  ret: R,
): Procedure<Shaped<A>, Shaped<R>> {
  return { number, args: layoutOf(args), ret: layoutOf(ret) };
}

/** A procedure that is refused on read-only connections, and the API function that does so. */
export function write<const A extends Shape, const R extends Shape>(
  writes: string,
  number: number,
  args: A,
  ret: R,
): Procedure<Shaped<A>, Shaped<R>> {
  return { ...read(number, args, ret), writes };
}

/** A procedure that is refused on read-only connections when an argument has some of `bits`. */
export function writeWith<Proc extends Procedure>(field: string, bits: number, denial: string, procedure: Proc): Proc {
  return { ...procedure, writesWith: { field, bits, denial } };
}

/** A message of the server. */
export function message<const B extends Shape>(number: number, body: B): Message<Shaped<B>> {
  return { number, body: layoutOf(body) };
}

/** Something that this libvirt version brought. */
export function since<Thing extends object>(version: string, thing: Thing): Thing & { readonly since: string } {
  return { ...thing, since: version };
}

function layoutOf<S extends Shape>(shape: S): Layout<Shaped<S>> {
  return (shape === none ? nothing : struct(shape as Fields)) as Layout<Shaped<S>>;
}
