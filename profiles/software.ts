import { UsageError } from '../sim/core/usage-error.js';
import type { ChosenSetting } from './apply-settings.js';
import type { Tree } from './dotted-path.js';
import { frozen } from './frozen.js';
import { defaultVersions, entryNamed, type Machine } from './load.js';

/** Software whose version decides how the same truth is shown. */
export const versionedSoftware = ['kernel', 'qemu', 'libvirt', 'ovmf'] as const;

/** One of {@link versionedSoftware}. Same as in the contract's `commands.ts`. */
export type VersionedSoftware = (typeof versionedSoftware)[number];

/** Version ids by software, e.g. `{ kernel: '6.12' }`. */
export type Versions = Readonly<Partial<Record<VersionedSoftware, string>>>;

/**
 * The data of kernel, QEMU, libvirt and guest firmware of a host. What a setting or the request asks for wins over the machine's
 * own versions, and those over the defaults.
 *
 * @throws UsageError for unknown software or versions, and when a setting and the request ask for different versions.
 */
export function softwareOf(machine: Machine, chosen: readonly ChosenSetting[], asked: Versions): Tree {
  refuseUnknownSoftware(asked);
  const software = versionedSoftware.map((name) => {
    const id = askedVersion(name, chosen, asked) ?? machine.facts.versions?.[name] ?? defaultVersions()[name];
    return [name, dataOf(name, id)];
  });
  return Object.fromEntries(software) as Tree;
}

const dataByEntry = new WeakMap<object, Tree>();

/** An entry without the parts that are for people; made once, so that hosts share it. */
function dataOf(name: VersionedSoftware, id: string): Tree {
  const entry = entryNamed(name, id);
  const known = dataByEntry.get(entry);
  if (known !== undefined) return known;
  const { about: _about, source: _source, ...data } = entry;
  dataByEntry.set(entry, frozen(data));
  return data;
}

function askedVersion(name: VersionedSoftware, chosen: readonly ChosenSetting[], asked: Versions): string | undefined {
  const wishes = chosen.flatMap(({ setting }) => {
    const id = setting.versions?.[name];
    return id === undefined ? [] : [{ by: `setting "${setting.id}"`, id }];
  });
  if (asked[name] !== undefined) wishes.push({ by: 'the request', id: asked[name] });
  const [first] = wishes;
  const other = wishes.find(({ id }) => id !== first?.id);
  if (first === undefined || other === undefined) return first?.id;
  throw new UsageError(`${first.by} means ${name} ${first.id}, but ${other.by} asks for ${other.id}`, {
    fix: 'drop one of them',
  });
}

function refuseUnknownSoftware(asked: Versions): void {
  const known: readonly string[] = versionedSoftware;
  const stranger = Object.keys(asked).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  throw new UsageError(`there are no versions of "${stranger}"`, { fix: `use one of ${known.join(', ')}` });
}
