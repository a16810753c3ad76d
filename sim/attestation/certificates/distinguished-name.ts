import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import { type DerValue, derTags, membersOf, oidOf } from './der.js';

/** A name in the order in which it is encoded, e.g. `[['CN', 'ARK-Milan'], ['C', 'US']]`. Attributes without a short name appear as OIDs. */
export type DistinguishedName = readonly (readonly [attribute: string, value: string])[];

/** Short names. Source: RFC 4519. */
const attributeOids: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  serialNumber: '2.5.4.5',
};

/** For the encoder. Countries and serial numbers are PrintableStrings, as RFC 5280 wants it; everything else is UTF-8. */
export function encodableName(name: DistinguishedName): Name {
  return new Name(
    name.map(([attribute, text]) => {
      const value = new AttributeValue(printable.has(attribute) ? { printableString: text } : { utf8String: text });
      return new RelativeDistinguishedName([new AttributeTypeAndValue({ type: attributeOids[attribute] ?? attribute, value })]);
    }),
  );
}

const printable = new Set(['C', 'serialNumber']);

/** Reads a Name. @throws RangeError if it is none. */
export function readName(value: DerValue | undefined): DistinguishedName {
  return membersOf(value).flatMap((set) =>
    membersOf(set, derTags.set).map((attribute) => {
      const [type, text] = membersOf(attribute);
      const oid = oidOf(type);
      return [shortNames.get(oid) ?? oid, text?.content.toString('utf8') ?? ''] as const;
    }),
  );
}

const shortNames = new Map(Object.entries(attributeOids).map(([name, oid]) => [oid, name]));

/** The value of the first attribute of a kind, e.g. the CN. */
export function attributeOf(name: DistinguishedName, attribute: string): string | undefined {
  return name.find(([each]) => each === attribute)?.[1];
}

/** As people write it: `CN=SEV-Milan, C=US`. */
export function nameText(name: DistinguishedName): string {
  return name.map(([attribute, value]) => `${attribute}=${value}`).join(', ');
}
