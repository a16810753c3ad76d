import type { KeyPool } from '../contracts/protection.js';
import type { Surface, SurfaceFile } from '../contracts/surface.js';
import type { BootTruth, HostTruth, MiscGroupTruth, MiscResourceTruth } from '../contracts/truth.js';
import { textFile } from './surface-file.js';

/** Where cgroup v2 is mounted. The v1 mount has the same files with the same bytes. */
const cgroupMount = '/sys/fs/cgroup';

/** One file of the kernel's misc controller, by its name after `misc.`. */
export interface MiscFileFormat {
  /** Name of the file without `misc.`, as {@link KernelView.miscRootFiles} spells it. */
  readonly name: string;
  readonly about: string;
  /** 0444, or 0644 for a file the kernel can write to (Linux 7.2.8 `kernel/cgroup/cgroup.c`, cgroup_file_mode). */
  readonly mode: number;
  /** The line of one resource without line feed, or undefined when the kernel skips it. `capacity` 0 is "not registered". */
  line(pool: KeyPool, capacity: number, resource: MiscResourceTruth): string | undefined;
}

/**
 * The surface of one misc file: in the root cgroup and in every child, wherever this kernel has it. The file is empty (0 bytes)
 * when no resource has a line. Source: Linux 7.2.8 `kernel/cgroup/misc.c`.
 */
export function miscSurface(format: MiscFileFormat): Surface {
  return {
    id: `misc.${format.name}`,
    about: format.about,
    changes: 'live',
    files: (truth) => visibleGroups(truth).map((group) => miscFile(format, truth.boot, group)),
  };

  function visibleGroups({ boot, live }: HostTruth): readonly MiscGroupTruth[] {
    if (!boot.cgroup.miscController) return [];
    const { miscRootFiles, miscChildFiles } = boot.kernel.view;
    return live.miscGroups.filter((group) => (isRealRoot(boot, group) ? miscRootFiles : miscChildFiles).includes(format.name));
  }
}

/**
 * Which files exist depends on the hierarchy's real root. A private cgroup namespace puts the observer's own cgroup in its place:
 * all that runs here runs in there, so the numbers are the same, but the files are those of a child.
 */
function isRealRoot({ cgroup }: BootTruth, { path }: MiscGroupTruth): boolean {
  return path === '/' && cgroup.namespace === 'root';
}

/** The kernel prints every counter as an unsigned 64-bit number: −1 is 18446744073709551615. */
export function unsigned64(value: bigint): string {
  return BigInt.asUintN(64, value).toString();
}

function miscFile(format: MiscFileFormat, boot: BootTruth, group: MiscGroupTruth): SurfaceFile {
  const directory = group.path === '/' ? cgroupMount : `${cgroupMount}${group.path}`;
  return textFile(`${directory}/misc.${format.name}`, format.mode, () => textOf(format, boot, group));
}

function textOf(format: MiscFileFormat, boot: BootTruth, { resources }: MiscGroupTruth): string {
  let text = '';
  for (const pool of boot.kernel.view.miscResources) {
    const line = format.line(pool, boot.miscCapacity[pool] ?? 0, resources[pool]);
    if (line !== undefined) text += `${line}\n`;
  }
  return text;
}
