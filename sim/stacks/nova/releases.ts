import { type Technology, technologies } from '../../contracts/protection.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { compareReleases, isIn } from '../releases.js';
import { novaQuirks } from './quirks/index.js';

/** A published release: what it knows of, and in what it differs from the reference. */
export interface NovaRelease {
  /** As it is asked for: `nova@2025.2`. */
  readonly name: string;
  /** As people say it: `nova 2025.2 (32.0)`. */
  readonly words: string;
  readonly technologies: readonly Technology[];
  /** Names of the quirks it has, in the order of `novaQuirks`. */
  readonly quirks: readonly string[];
}

/** Releases by name, each with the version it has among packages and the number by which quirks know it. */
const versions: Readonly<Record<string, { readonly series: string; readonly version: string }>> = {
  '2024.1': { series: '2024.1', version: '29.0' },
  '2024.2': { series: '2024.2', version: '30.0' },
  '2025.1': { series: '2025.1', version: '31.0' },
  '2025.2': { series: '2025.2', version: '32.0' },
  '2026.1': { series: '2026.1', version: '33.0' },
  master: { series: '2026.2', version: '34.0' },
};

/**
 * First release that had a model. Source: nova `releasenotes/notes` (Train: SEV; 2025.2: SEV-ES), `nova/objects/fields.py` at 34.0.0
 * (SEV-SNP, TDX).
 */
const since: Readonly<Partial<Record<Technology, string>>> = {
  sev: '2019.2',
  'sev-es': '2025.2',
  snp: '2026.2',
  tdx: '2026.2',
};

/** Names of all releases `novaRelease` knows, oldest first. */
export const novaReleaseNames: readonly string[] = Object.keys(versions).map((name) => `nova@${name}`);

/**
 * A release by name.
 *
 * @example novaRelease('nova@2025.2').technologies // ['sev', 'sev-es']
 * @throws UsageError for one that does not exist.
 */
export function novaRelease(name: string): NovaRelease {
  const [, asked = ''] = name.split('@');
  const known = novaReleaseNames.includes(name) ? versions[asked] : undefined;
  if (known === undefined) throw unknownRelease(name);
  const { series, version } = known;
  const knows = (technology: Technology): boolean => compareReleases(series, since[technology] ?? '9999.1') >= 0;
  return {
    name,
    words: `nova ${asked} (${version})`,
    technologies: technologies.filter(knows),
    quirks: novaQuirks.filter(({ releases }) => isIn(releases, 'nova', series)).map((quirk) => quirk.name),
  };
}

function unknownRelease(name: string): UsageError {
  const near = nearestName(name, novaReleaseNames);
  const hint = near === undefined || near === name ? '' : `did you mean "${near}"? `;
  return new UsageError(`there is no release "${name}"`, { fix: `${hint}known releases: ${novaReleaseNames.join(', ')}` });
}
