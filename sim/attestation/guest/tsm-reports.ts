import type { Errno } from '../../core/errno.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { type TsmGenerations, written } from './tsm-generation.js';
import type { TsmAttribute, TsmProvider, TsmReport, TsmRequest } from './tsm-provider.js';

/** Where configfs-tsm is mounted. Since Linux 6.7. */
export const tsmReportRoot = '/sys/kernel/config/tsm/report';

/**
 * configfs-tsm of one guest: directories that are made, attributes that are written and read, by their paths.
 *
 * @example
 * tsm.makeDirectory(`${tsmReportRoot}/r0`);
 * tsm.write(`${tsmReportRoot}/r0/inblob`, reportData);
 * tsm.read(`${tsmReportRoot}/r0/outblob`); // { ok: true, value: the report }
 * Source: Linux 7.2.8 `drivers/virt/coco/guest/report.c`, `fs/configfs/file.c`.
 */
export class TsmReports {
  readonly #provider: TsmProvider | undefined;
  readonly #reports = new Map<string, OpenReport>();

  /** @param provider absent: no module has registered, and nothing can be made. */
  constructor(provider: TsmProvider | undefined) {
    this.#provider = provider;
  }

  /** mkdir(2) */
  makeDirectory(path: string): Outcome<undefined, Errno> {
    const [name, ...more] = partsOf(path) ?? [];
    if (name === undefined || more.length > 0) return refused('ENOENT');
    if (this.#reports.has(name)) return refused('EEXIST');
    if (this.#provider === undefined) return refused('ENXIO');
    this.#reports.set(name, { request: { inblob: new Uint8Array(), privlevel: 0 }, generations: { write: 0n, read: 0n } });
    return done(undefined);
  }

  /** rmdir(2) */
  removeDirectory(path: string): Outcome<undefined, Errno> {
    const [name = '', ...more] = partsOf(path) ?? [];
    return this.#reports.delete(name) && more.length === 0 ? done(undefined) : refused('ENOENT');
  }

  /** Names in a directory, or undefined where there is none. */
  list(path: string): readonly string[] | undefined {
    const parts = partsOf(path);
    if (parts?.length === 0) return [...this.#reports.keys()].sort();
    return parts?.length === 1 && this.#reports.has(parts[0] ?? '') ? [...(this.#provider?.attributes ?? [])].sort() : undefined;
  }

  /** Permission bits of an attribute: 0444, 0200, or undefined where there is none. */
  mode(path: string): number | undefined {
    const found = this.#find(path);
    return found.ok ? (isWritable(found.value.attribute) ? 0o200 : 0o444) : undefined;
  }

  /** write(2) of everything at once, and close(2), which is when blobs take effect. */
  write(path: string, bytes: Uint8Array): Outcome<undefined, Errno> {
    const found = this.#find(path);
    if (!found.ok) return found;
    const { attribute, report, provider } = found.value;
    if (!isWritable(attribute)) return refused('EACCES');
    const change = changes[attribute](bytes, provider);
    if (!change.ok && change.reason !== 'guid') return refused(change.reason);
    const generations = written(report.generations);
    if (!generations.ok) return generations;
    report.generations = generations.value;
    // A GUID is looked at when the generation has moved on already.
    if (!change.ok) return refused('EINVAL');
    report.request = { ...report.request, ...change.value };
    return done(undefined);
  }

  /** read(2) of everything. */
  read(path: string): Outcome<Buffer, Errno> {
    const found = this.#find(path);
    if (!found.ok) return found;
    const { attribute, report, provider } = found.value;
    switch (attribute) {
      case 'generation':
        return done(Buffer.from(`${report.generations.write}\n`));
      case 'provider':
        return done(Buffer.from(`${provider.name}\n`));
      case 'privlevel_floor':
        return done(Buffer.from(`${provider.privlevelFloor}\n`));
      case 'outblob':
      case 'auxblob':
      case 'manifestblob':
        return blobOf(report, provider, attribute);
      default:
        return refused('EACCES');
    }
  }

  #find(path: string): Outcome<{ attribute: TsmAttribute; report: OpenReport; provider: TsmProvider }, Errno> {
    const [name = '', attribute, ...more] = partsOf(path) ?? [];
    const report = this.#reports.get(name);
    const known = this.#provider?.attributes.find((each) => each === attribute);
    if (this.#provider === undefined || report === undefined || known === undefined || more.length > 0) return refused('ENOENT');
    return done({ attribute: known, report, provider: this.#provider });
  }
}

/** A directory below the root. */
interface OpenReport {
  request: TsmRequest;
  generations: TsmGenerations;
  made?: TsmReport;
}

/** What follows the root; undefined for what is not below it. */
function partsOf(path: string): readonly string[] | undefined {
  if (path !== tsmReportRoot && !path.startsWith(`${tsmReportRoot}/`)) return undefined;
  return path
    .slice(tsmReportRoot.length)
    .split('/')
    .filter((part) => part !== '');
}

/** What a write asks for, or why not; `guid` is refused a little later than the rest. */
type Change = Outcome<Partial<TsmRequest>, Errno | 'guid'>;

const changes = {
  inblob: (bytes: Uint8Array): Change =>
    bytes.length > longestInblob ? refused('EFBIG') : done({ inblob: Uint8Array.from(bytes) }),
  privlevel: (bytes: Uint8Array, { privlevelFloor }: TsmProvider): Change => {
    const privlevel = numberOf(bytes);
    if (!privlevel.ok) return privlevel;
    return privlevel.value < privlevelFloor || privlevel.value > highestPrivlevel
      ? refused('EINVAL')
      : done({ privlevel: privlevel.value });
  },
  service_provider: (bytes: Uint8Array): Change => done({ serviceProvider: textOf(bytes) }),
  service_guid: (bytes: Uint8Array): Change => {
    const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(textOf(bytes))?.[0];
    return guid === undefined ? refused('guid') : done({ serviceGuid: guid.toLowerCase() });
  },
  service_manifest_version: (bytes: Uint8Array): Change => {
    const version = numberOf(bytes);
    return version.ok ? done({ serviceManifestVersion: version.value }) : version;
  },
} as const;

const longestInblob = 64;
const highestPrivlevel = 3;

function isWritable(attribute: TsmAttribute): attribute is keyof typeof changes {
  return attribute in changes;
}

/** One line feed at the end does not count. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replace(/\n$/, '');
}

/** kstrtouint with base 0: decimal, 0x… or 0…, 32 bits. */
function numberOf(bytes: Uint8Array): Outcome<number, Errno> {
  const text = textOf(bytes).replace(/^\+/, '');
  const [, hex, octal, decimal] = /^(?:0x([0-9a-f]+)|0([0-7]+)|(0|[1-9]\d*))$/i.exec(text) ?? [];
  const value = hex !== undefined ? Number.parseInt(hex, 16) : octal !== undefined ? Number.parseInt(octal, 8) : Number(decimal);
  if (Number.isNaN(value)) return refused('EINVAL');
  return value < 2 ** 32 ? done(value) : refused('ERANGE');
}

/** Made anew only where something was written since it was last made. */
function blobOf(report: OpenReport, provider: TsmProvider, blob: keyof TsmReport): Outcome<Buffer, Errno> {
  if (report.request.inblob.length === 0) return refused('EINVAL');
  const { write, read } = report.generations;
  if (report.made === undefined || write !== read) {
    delete report.made;
    const made = provider.report(report.request);
    if (!made.ok) return made;
    report.made = made.value;
    report.generations = { write, read: write };
  }
  return done(Buffer.from(report.made[blob] ?? []));
}
