import { describe, expect, it } from 'vitest';
import type { TypedParameter } from '../daemon-contract.js';
import {
  array,
  characterField,
  characters,
  domain,
  hyper,
  int,
  type Layout,
  opaque,
  optional,
  optionalString,
  string,
  struct,
  typedParameter,
  uhyper,
  uint,
  uuid,
} from './layouts.js';
import { WireMistake, XdrReader, XdrWriter } from './xdr.js';

function written<Value>(layout: Layout<Value>, value: Value): string {
  const to = new XdrWriter(1 << 20);
  layout.write(to, value);
  return to.written().toString('hex');
}

function readBack<Value>(layout: Layout<Value>, hex: string): Value {
  return layout.read(new XdrReader(Buffer.from(hex, 'hex')));
}

const id = 'c7a5fdbd-edaf-9455-926a-d65c16db1809';
const parameters: readonly TypedParameter[] = [
  { field: 'i', type: 'int', value: -1 },
  { field: 'u', type: 'uint', value: 4_294_967_295 },
  { field: 'l', type: 'llong', value: -1n },
  { field: 'ul', type: 'ullong', value: 0xffff_ffff_ffff_ffffn },
  { field: 'd', type: 'double', value: 1.5 },
  { field: 'b', type: 'boolean', value: true },
  { field: 's', type: 'string', value: 'é' },
];

describe('values on the wire', () => {
  it.each([
    [int, -1, 'ffffffff'],
    [uint, 4_294_967_295, 'ffffffff'],
    [hyper, -2n, 'fffffffffffffffe'],
    [uhyper, 0xffff_ffff_ffff_fffen, 'fffffffffffffffe'],
    [string, 'abcde', '000000056162636465000000'],
    [string, '', '00000000'],
    [opaque(8), Uint8Array.of(1, 2, 3), '0000000301020300'],
    [array(int, 4), [1, 2], '000000020000000100000002'],
    [optionalString, undefined, '00000000'],
    [optionalString, '', '0000000100000000'],
    [uuid, id, 'c7a5fdbdedaf9455926ad65c16db1809'],
    [domain, { name: 'e1', uuid: id, id: -1 }, '0000000265310000c7a5fdbdedaf9455926ad65c16db1809ffffffff'],
    [characterField(3), 'ab', '000000610000006200000000'],
    [characters(4), 'ab', '00000003000000610000006200000000'],
    [characters(4), '', '0000000100000000'],
  ] as readonly (readonly [Layout<unknown>, unknown, string])[])('%#: written and read back', (layout, value, hex) => {
    expect(written(layout, value)).toBe(hex);
    expect(readBack(layout, hex)).toEqual(value);
  });

  it.each(parameters)('typed parameter $type', (parameter) => {
    expect(readBack(typedParameter, written(typedParameter, parameter))).toEqual(parameter);
  });

  it('takes any discriminator but zero for present, as go-libvirt sends 0x01000000', () => {
    expect(readBack(optionalString, '010000000000000161000000')).toBe('a');
  });

  it('writes a text that is longer than its field cut, with the NUL that ends it', () => {
    expect(readBack(characterField(3), written(characterField(3), 'abcdef'))).toBe('ab');
  });
});

describe('what is refused before room is made for it', () => {
  it.each([
    ['a message that ends too early', uhyper, '00000001'],
    ['a text longer than the protocol has', string, '00400001'],
    ['a text longer than what is left', string, '00000005616263'],
    ['bytes longer than their bound', opaque(2), '0000000301020300'],
    ['a negative count', array(int, 16_384), 'ffffffff'],
    ['a count beyond its bound', array(int, 1), '000000020000000100000002'],
    ['a count that what is left cannot hold', array(domain, 16_384), '00004000'],
    ['a count of pairs beyond what is left', array(struct({ a: int, b: int }), 1000), '0000000300000001000000020000000300000004'],
    ['a typed parameter of no type', typedParameter, '00000001610000000000000800000000'],
    ['a typed parameter of type 0', typedParameter, '00000001610000000000000000000000'],
    ['an optional without its value', optional(int), '00000001'],
  ] as readonly (readonly [string, Layout<unknown>, string])[])('%s', (_, layout, hex) => {
    expect(() => readBack(layout, hex)).toThrow(WireMistake);
  });

  it.each([
    ['too many items', array(int, 1), [1, 2]],
    ['too many bytes', opaque(1), Uint8Array.of(1, 2)],
    ['a text beyond the bound', string, 'x'.repeat(4_194_305)],
    ['a text that is no UUID', uuid, 'c7a5'],
  ] as readonly (readonly [string, Layout<unknown>, unknown])[])('when writing: %s', (_, layout, value) => {
    expect(() => written(layout, value)).toThrow(WireMistake);
  });
});
