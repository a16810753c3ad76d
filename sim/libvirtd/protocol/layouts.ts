/**
 * How values look on the wire. A layout is declared once; it decodes, encodes, bounds and types. Source: RFC 4506 (XDR) and the
 * types of libvirt `src/remote/remote_protocol.x`.
 */
import type { DomainName, TypedParameter } from '../daemon-contract.js';
import { typedParameterTypes } from '../daemon-contract.js';
import { WireMistake, type XdrReader, type XdrWriter } from './xdr.js';

/** One kind of value: how it is read and written. */
export interface Layout<Value> {
  /** Fewest bytes a value takes; a count of values that cannot fit in what is left of a message is refused before anything is made. */
  readonly least: number;
  /** @throws WireMistake when the bytes are no such value */
  read(from: XdrReader): Value;
  /** @throws WireMistake when the value exceeds its bounds */
  write(to: XdrWriter, value: Value): void;
}

/** The value a layout reads and writes. */
export type ValueOf<L> = L extends Layout<infer Value> ? Value : never;

/** Layouts by field name, in the order of the wire. */
export type Fields = Readonly<Record<string, Layout<unknown>>>;

/** The object that {@link Fields} describe. */
export type Struct<F> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

/** No bytes at all: arguments or reply of procedures without any. */
export const nothing: Layout<undefined> = { least: 0, read: () => undefined, write: () => {} };

/** Four bytes, signed; also booleans, enumerations, `char`, `short` and their like, which XDR widens. */
export const int: Layout<number> = { least: 4, read: (from) => from.int(), write: (to, value) => to.int(value) };

/** Four bytes, unsigned. */
export const uint: Layout<number> = { least: 4, read: (from) => from.uint(), write: (to, value) => to.uint(value) };

/** Eight bytes, signed. */
export const hyper: Layout<bigint> = { least: 8, read: (from) => from.hyper(), write: (to, value) => to.hyper(value) };

/** Eight bytes, unsigned. */
export const uhyper: Layout<bigint> = { least: 8, read: (from) => from.uhyper(), write: (to, value) => to.uhyper(value) };

/** Length and bytes of a text, at most `REMOTE_STRING_MAX`. */
export const string: Layout<string> = {
  least: 4,
  read: (from) => from.text(bounded(from.uint(), longestString)),
  write: (to, value) => to.text(value, longestString),
};

const longestString = 4_194_304;

/** Length and bytes, at most `most`. */
export function opaque(most: number): Layout<Uint8Array> {
  return {
    least: 4,
    read: (from) => from.opaque(bounded(from.uint(), most)),
    write: (to, value) => {
      to.uint(bounded(value.length, most));
      to.opaque(value);
    },
  };
}

/** Count and values, at most `most`. */
export function array<Value>(item: Layout<Value>, most: number): Layout<readonly Value[]> {
  return {
    least: 4,
    read: (from) => {
      const claimed = from.uint();
      const fitting = item.least === 0 ? most : Math.floor(from.left / item.least);
      const count = bounded(claimed, Math.min(most, fitting));
      return Array.from({ length: count }, () => item.read(from));
    },
    write: (to, values) => {
      to.uint(bounded(values.length, most));
      for (const value of values) item.write(to, value);
    },
  };
}

/**
 * `T*`: a discriminator, then the value unless it is zero. Any discriminator but zero means present: go-libvirt sends 0x01000000,
 * and libvirtd takes it.
 */
export function optional<Value>(item: Layout<Value>): Layout<Value | undefined> {
  return {
    least: 4,
    read: (from) => (from.int() === 0 ? undefined : item.read(from)),
    write: (to, value) => {
      to.int(value === undefined ? 0 : 1);
      if (value !== undefined) item.write(to, value);
    },
  };
}

/** Fields one after the other. */
export function struct<const F extends Fields>(fields: F): Layout<Struct<F>> {
  const entries = Object.entries(fields) as unknown as readonly (readonly [string, Layout<unknown>])[];
  return {
    least: entries.reduce((sum, [, layout]) => sum + layout.least, 0),
    read: (from) => {
      const value: Record<string, unknown> = {};
      for (const [name, layout] of entries) value[name] = layout.read(from);
      return value as Struct<F>;
    },
    write: (to, value) => {
      for (const [name, layout] of entries) layout.write(to, (value as Readonly<Record<string, unknown>>)[name]);
    },
  };
}

/** `char x[count]`: a text of at most `count` - 1 bytes, filled up with NUL; each byte takes four. */
export function characterField(count: number): Layout<string> {
  return {
    least: 4 * count,
    read: (from) => textOfCharacters(Array.from({ length: count }, () => from.int())),
    write: (to, value) => {
      const bytes = Buffer.from(value).subarray(0, count - 1);
      for (let at = 0; at < count; at++) to.int(bytes[at] ?? 0);
    },
  };
}

/** `char x<most>`: a text and the NUL that ends it; a count, then four bytes for each byte. */
export function characters(most: number): Layout<string> {
  const bytes = array(int, most);
  return {
    least: 4,
    read: (from) => textOfCharacters(bytes.read(from)),
    write: (to, value) => bytes.write(to, [...Buffer.from(value), 0]),
  };
}

/** 16 raw bytes; canonical text on our side. */
export const uuid: Layout<string> = {
  least: 16,
  read: (from) => uuidText(from.opaque(16)),
  write: (to, value) => to.opaque(uuidBytes(value)),
};

/** `remote_nonnull_string` that may be NULL. */
export const optionalString = optional(string);

/** `remote_nonnull_domain`. */
export const domain: Layout<DomainName> = struct({ name: string, uuid, id: int });

/** `remote_typed_param`: name, type, and a value of that type. */
export const typedParameter: Layout<TypedParameter> = {
  least: 12,
  read: (from) => {
    const field = string.read(from);
    const number = from.int();
    const type = typedParameterTypes[number - 1];
    if (type === undefined) throw new WireMistake(`a typed parameter of type ${number}`);
    return readTyped(from, field, type);
  },
  write: (to, parameter) => {
    string.write(to, parameter.field);
    to.int(typedParameterTypes.indexOf(parameter.type) + 1);
    writeTyped(to, parameter);
  },
};

function readTyped(from: XdrReader, field: string, type: TypedParameter['type']): TypedParameter {
  switch (type) {
    case 'int':
      return { field, type, value: from.int() };
    case 'uint':
      return { field, type, value: from.uint() };
    case 'llong':
      return { field, type, value: from.hyper() };
    case 'ullong':
      return { field, type, value: from.uhyper() };
    case 'double':
      return { field, type, value: from.double() };
    case 'boolean':
      return { field, type, value: from.int() !== 0 };
    case 'string':
      return { field, type, value: string.read(from) };
  }
}

function writeTyped(to: XdrWriter, parameter: TypedParameter): void {
  switch (parameter.type) {
    case 'int':
      return to.int(parameter.value);
    case 'uint':
      return to.uint(parameter.value);
    case 'llong':
      return to.hyper(parameter.value);
    case 'ullong':
      return to.uhyper(parameter.value);
    case 'double':
      return to.double(parameter.value);
    case 'boolean':
      return to.int(parameter.value ? 1 : 0);
    case 'string':
      return string.write(to, parameter.value);
  }
}

function textOfCharacters(codes: readonly number[]): string {
  const end = codes.indexOf(0);
  return Buffer.from(end === -1 ? [...codes] : codes.slice(0, end)).toString('utf8');
}

function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function uuidBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16) throw new WireMistake(`'${text}' is no UUID`);
  return bytes;
}

function bounded(count: number, most: number): number {
  if (count > most) throw new WireMistake(`a count of ${count} where at most ${most} fit`);
  return count;
}
