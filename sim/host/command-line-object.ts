import type { BootTruth } from '../contracts/truth.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import { propertiesOf, type QemuOption } from './command-line-options.js';
import type { LaunchSecurity } from './launch-security.js';

/** An object that can protect a guest. */
export interface GuestObject {
  readonly id: string;
  readonly security: LaunchSecurity;
}

/** Type of an object that protects a guest. */
type GuestType = BootTruth['qemu']['guestTypes'][number];

/**
 * Objects of the arguments that can protect a guest; all others are passed over. An object is a list of properties that begins with its
 * type, or JSON.
 * Source: QEMU 10.0 `qom/object_interfaces.c` (user_creatable_parse_str), `qapi/qom.json` (SevGuestProperties …).
 *
 * @returns QEMU's own words for an object it refuses.
 */
export function guestObjects(options: readonly QemuOption[], { qemu }: BootTruth): Outcome<readonly GuestObject[], string> {
  const objects: GuestObject[] = [];
  for (const { name, text } of options) {
    if (name !== 'object') continue;
    const read = readObject(text, qemu.guestTypes);
    if (!read.ok) return refused(`-object ${text}: ${read.reason}`);
    if (read.value !== undefined) objects.push(read.value);
  }
  return done(objects);
}

function readObject(text: string, offered: readonly GuestType[]): Outcome<GuestObject | undefined, string> {
  const read = text.startsWith('{') ? jsonProperties(text) : propertiesOf(text, 'qom-type');
  if (!read.ok) return read;
  const { 'qom-type': type, id, ...properties } = read.value;
  if (type === undefined) return refused(`Parameter 'qom-type' is missing`);
  if (!isGuestType(type))
    return others.has(type) ? done(undefined) : refused(`Parameter 'qom-type' does not accept value '${type}'`);
  if (!offered.includes(type)) return refused(`Parameter 'qom-type' does not accept value '${type}'`);
  if (id === undefined) return refused(`Parameter 'id' is missing`);
  const unknown = Object.keys(properties).find((key) => !known[type].includes(key));
  if (unknown !== undefined) return refused(`Parameter '${unknown}' is unexpected`);
  const wrong = wrongBlob(type, properties) ?? wrongNumber(properties);
  return wrong === undefined ? done({ id, security: securityOf(type, properties) }) : refused(wrong);
}

/** Nested values are of no matter here and stay JSON. */
function jsonProperties(text: string): Outcome<Readonly<Record<string, string>>, string> {
  try {
    const members = Object.entries(JSON.parse(text) as Readonly<Record<string, unknown>>);
    return done(
      Object.fromEntries(members.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)])),
    );
  } catch {
    return refused('JSON parse error, invalid keyword');
  }
}

const sevCommon = ['sev-device', 'cbitpos', 'reduced-phys-bits', 'kernel-hashes'];

/** Properties by type. Source: QEMU 10.0, 10.1 `qapi/qom.json`. */
const known: Readonly<Record<GuestType, readonly string[]>> = {
  'sev-guest': [...sevCommon, 'dh-cert-file', 'session-file', 'policy', 'handle', 'legacy-vm-type'],
  'sev-snp-guest': [
    ...sevCommon,
    ...['policy', 'guest-visible-workarounds', 'id-block', 'id-auth', 'author-key-enabled', 'host-data', 'vcek-disabled'],
  ],
  'tdx-guest': ['attributes', 'sept-ve-disable', 'mrconfigid', 'mrowner', 'mrownerconfig', 'quote-generation-socket'],
};

/** Objects that have nothing to do with launch security. */
const others = new Set(
  'memory-backend-ram memory-backend-file memory-backend-memfd rng-random rng-builtin iothread secret secret_keyring'.split(' '),
);

function isGuestType(type: string): type is GuestType {
  return type in known;
}

/** Base64 of blobs of a fixed length. Source: QEMU 10.0 `target/i386/sev.c`, `target/i386/kvm/tdx.c`. */
function wrongBlob(type: GuestType, properties: Readonly<Record<string, string>>): string | undefined {
  for (const [key, length] of Object.entries(blobs[type] ?? {})) {
    const text = properties[key];
    if (text === undefined) continue;
    const bytes = Buffer.from(text, 'base64').length;
    if (type === 'tdx-guest' && bytes !== length)
      return `TDX '${key}' sha384 digest was ${bytes} bytes, expected ${length} bytes`;
    if (type === 'sev-snp-guest' && bytes !== length)
      return `parameter length of ${bytes} not equal to expected value of ${length}`;
  }
  return undefined;
}

const blobs: Readonly<Partial<Record<GuestType, Readonly<Record<string, number>>>>> = {
  'sev-snp-guest': { 'guest-visible-workarounds': 16, 'id-block': 96, 'id-auth': 4096, 'host-data': 32 },
  'tdx-guest': { mrconfigid: 48, mrowner: 48, mrownerconfig: 48 },
};

function wrongNumber(properties: Readonly<Record<string, string>>): string | undefined {
  for (const key of ['cbitpos', 'reduced-phys-bits', 'policy']) {
    const text = properties[key];
    if (text === undefined || isNumber(text)) continue;
    return `Parameter '${key}' expects ${key === 'policy' ? 'uint64' : 'uint32'}`;
  }
  return undefined;
}

function isNumber(text: string): boolean {
  return /^(0x[0-9a-f]{1,16}|\d{1,20})$/i.test(text);
}

/** Policies nobody names: SEV's is no debugging, SNP's its one bit and SMT. Source: QEMU 10.0 `target/i386/sev.h`. */
function securityOf(
  type: GuestType,
  { policy, cbitpos, 'reduced-phys-bits': bits }: Readonly<Record<string, string>>,
): LaunchSecurity {
  if (type === 'tdx-guest') return { type: 'tdx', protection: 'tdx', policy: 0n };
  const addresses = {
    cbitpos: Number(cbitpos ?? 0),
    reducedPhysBits: Number(bits ?? 0),
  };
  if (type === 'sev-snp-guest') {
    return { type: 'sev-snp', protection: 'snp', policy: BigInt(policy ?? '0x30000'), ...addresses };
  }
  const asked = BigInt(policy ?? '0x1');
  return { type: 'sev', protection: (asked & 4n) === 0n ? 'sev' : 'sev-es', policy: asked, ...addresses };
}
