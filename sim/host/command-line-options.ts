import { done, type Outcome, refused } from '../core/outcome.js';

/** An option of QEMU with its properties, e.g. `-machine q35,accel=kvm` as `q35` and `{ accel: 'kvm' }`. */
export interface QemuOption {
  /** Without dashes. */
  readonly name: string;
  /** As it was written. */
  readonly text: string;
}

/** Options with a value that a start may have; what they say is looked at only where it matters for launch security. */
const withValue = new Set(
  (
    'name uuid machine M cpu m smp object device drive blockdev netdev numa chardev serial monitor qmp global rtc bios kernel initrd append ' +
    'pidfile D d msg sandbox accel vga display boot mon k pflash fw_cfg watchdog-action runas incoming overcommit'
  ).split(' '),
);

/** Options that stand alone. */
const alone = new Set(
  'S nodefaults no-user-config nographic no-reboot no-shutdown daemonize enable-kvm no-hpet no-acpi'.split(' '),
);

/**
 * Splits arguments into options. A single dash does as well as two.
 *
 * @returns QEMU's own words for arguments it does not take. Source: QEMU 10.0 `system/vl.c` (lookup_opt).
 */
export function qemuOptions(argv: readonly string[]): Outcome<readonly QemuOption[], string> {
  const options: QemuOption[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    const name = /^--?(.+)$/.exec(argument)?.[1] ?? '';
    if (alone.has(name)) options.push({ name, text: '' });
    else if (!withValue.has(name)) return refused(`${argument}: invalid option`);
    else {
      at += 1;
      const text = argv[at];
      if (text === undefined) return refused(`${argument}: requires an argument`);
      options.push({ name, text });
    }
  }
  return done(options);
}

/**
 * Properties of an option, by key. A first part without a key belongs to `implied`; a comma inside a value is written twice.
 *
 * @returns QEMU's own words for what is no list of properties. Source: QEMU 10.0 `util/keyval.c` (keyval_parse_one).
 */
export function propertiesOf(text: string, implied: string): Outcome<Readonly<Record<string, string>>, string> {
  const properties: Record<string, string> = {};
  const parts = text.split(/(?<!,),(?!,)/).map((part) => part.replaceAll(',,', ','));
  for (const [index, part] of parts.entries()) {
    const equals = part.indexOf('=');
    if (equals > 0) properties[part.slice(0, equals)] = part.slice(equals + 1);
    else if (index === 0 && equals < 0) properties[implied] = part;
    else return refused(`Expected '=' after parameter '${part}'`);
  }
  return done(properties);
}
