import type { Finding, SourceFile } from '../finding.js';

/**
 * package-lock.json has an entry for every platform's variant of a package. npm writes only those it could look up while it made
 * the lock, and `npm ci` then refuses the file on a machine that sees the others.
 */
export function lockFileFindings(tree: readonly SourceFile[]): readonly Finding[] {
  const file = tree.find(({ path }) => path === 'package-lock.json');
  if (file === undefined) return [];
  return [...missingVariants(JSON.parse(file.text) as LockFile).keys()].map((path) => ({
    path: 'package-lock.json',
    problem: `lacks ${path}, so npm ci refuses it`,
    fix: 'run npm run update',
  }));
}

/** The same lock with the missing entries, in npm's order. An entry has no digest: this machine may never have seen the package. */
export function completedLock(lock: LockFile): LockFile {
  const { '': root, ...others } = lock.packages;
  const entries = [...Object.entries(others), ...missingVariants(lock)].sort(([left], [right]) => (left < right ? -1 : 1));
  return { ...lock, packages: { ...(root === undefined ? {} : { '': root }), ...Object.fromEntries(entries) } };
}

/** A lock file of version 3, as far as it is looked at. */
export interface LockFile {
  /** By folder: `node_modules/a`; the project itself is the empty text. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** One entry of {@link LockFile}. */
export interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [other: string]: unknown;
}

function missingVariants({ packages }: LockFile): ReadonlyMap<string, LockedPackage> {
  const missing = new Map<string, LockedPackage>();
  for (const [folder, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const isThere = `${folder}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
      const platform = platformOf(name);
      if (!isThere && platform !== undefined) missing.set(`node_modules/${name}`, entryOf(parent, version, platform));
    }
  }
  return missing;
}

/** What a variant runs on, by the name that napi-rs, biome and esbuild give it: `binding-linux-x64-musl`. */
interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc?: 'glibc' | 'musl';
}

function platformOf(name: string): Platform | undefined {
  const [, os, cpu, abi = ''] =
    /-(android|darwin|linux|win32|freebsd|openharmony)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(\w+))?$/.exec(name) ?? [];
  if (os === undefined || cpu === undefined) return undefined;
  return os === 'linux' ? { os, cpu, libc: abi.startsWith('musl') ? 'musl' : 'glibc' } : { os, cpu };
}

/** Members in the order npm writes them. */
function entryOf(parent: LockedPackage, version: string, { os, cpu, libc }: Platform): LockedPackage {
  return {
    version,
    cpu: [cpu],
    ...(parent.dev === true ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(parent.license === undefined ? {} : { license: parent.license }),
    optional: true,
    os: [os],
    ...(parent.engines === undefined ? {} : { engines: parent.engines }),
  };
}
