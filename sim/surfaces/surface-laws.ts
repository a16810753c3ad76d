import type { Surface, SurfaceFile } from '../contracts/surface.js';
import type { HostTruth, LiveTruth } from '../contracts/truth.js';
import { readXml } from '../core/xml-reader.js';
import { openTree } from './index.js';

/** What every surface promises, whatever it shows. */
export interface SurfaceLaw {
  readonly says: string;
  /** The ways this surface breaks the law on a host with this truth; none when it keeps it. */
  broken(surface: Surface, truth: HostTruth): readonly string[];
}

/**
 * The law suite of surfaces. There are no exemptions.
 *
 * Does not check: what the bytes say. That is for the tests of each surface.
 */
export const surfaceLaws: readonly SurfaceLaw[] = [
  {
    says: 'paths are absolute, plain, and each is shown once',
    broken: (surface, truth) => {
      const paths = surface.files(truth).map(({ path }) => path);
      return paths.filter((path, index) => !isPlain(path) || paths.indexOf(path) !== index);
    },
  },
  {
    says: 'it shows files, devices and sockets with permission bits only, and never directories',
    broken: eachFile(({ status }) => status.kind !== 'directory' && status.mode >= 0 && status.mode <= 0o777),
  },
  {
    says: 'device numbers belong to character devices',
    broken: eachFile(({ status }) => status.device === undefined || status.kind === 'character-device'),
  },
  {
    says: 'what cannot be read answers with an error number, and what can be is a regular file',
    broken: eachFile((file) => file.read().ok === (file.status.kind === 'file')),
  },
  {
    says: 'text ends with a line feed unless it is empty',
    broken: eachFile((file) => textOf(file) === '' || textOf(file).endsWith('\n')),
  },
  {
    says: 'text has neither carriage returns nor null characters',
    broken: eachFile((file) => !textOf(file).includes('\r') && !textOf(file).includes('\0')),
  },
  {
    says: 'a document whose name ends in .xml is well-formed',
    broken: eachFile((file) => !file.path.endsWith('.xml') || readXml(textOf(file)).ok),
  },
  { says: 'reading twice gives the same bytes', broken: eachFile(readsTheSameTwice) },
  {
    says: 'an equal truth gives equal files',
    broken: (surface, truth) => differences(shownBy(surface, truth), shownBy(surface, copyOf(truth))),
  },
  {
    says: 'a surface of the boot never looks at what changes while the host runs',
    broken: (surface, { boot }) => {
      const looked: string[] = [];
      const live = new Proxy({} as LiveTruth, { get: (_, name) => void looked.push(`live.${String(name)}`) });
      if (surface.changes === 'boot') shownBy(surface, { boot, live });
      return looked;
    },
  },
  {
    says: 'an open tree shows the same bytes',
    broken: (surface, truth) => {
      const files = openTree({ truth }).filesOf(surface.id);
      return differences(shownBy(surface, truth), files.map(shown));
    },
  },
];

function eachFile(keeps: (file: SurfaceFile) => boolean): SurfaceLaw['broken'] {
  return (surface, truth) =>
    surface
      .files(truth)
      .filter((file) => !keeps(file))
      .map(({ path }) => path);
}

function readsTheSameTwice(file: SurfaceFile): boolean {
  const first = textOf(file);
  return textOf(file) === first;
}

function isPlain(path: string): boolean {
  return /^(\/[^/\0]+)+$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path);
}

function textOf(file: SurfaceFile): string {
  const result = file.read();
  return result.ok ? result.text : '';
}

function shownBy(surface: Surface, truth: HostTruth): readonly string[] {
  return surface.files(truth).map(shown);
}

/** A running host's truth has getters; the copy has values. */
function copyOf({ boot, live }: HostTruth): HostTruth {
  const { miscGroups, keyUsage, guests, log = [] } = live;
  return structuredClone({ boot, live: { miscGroups, keyUsage, guests, log } });
}

function shown(file: SurfaceFile): string {
  return JSON.stringify([file.path, file.status, file.read()]);
}

function differences(left: readonly string[], right: readonly string[]): readonly string[] {
  return left.length === right.length ? left.filter((line, index) => line !== right[index]) : ['the number of files differs'];
}
