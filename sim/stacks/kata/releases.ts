import { type Technology, technologies } from '../../contracts/protection.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { isIn } from '../releases.js';
import { kataQuirks } from './quirks/index.js';

/** A published release: what it knows of, and in what it differs from the reference. */
export interface KataRelease {
  /** As it is asked for: `kata@3.12`. */
  readonly name: string;
  /** As people say it: `kata 3.12.0`. */
  readonly words: string;
  readonly technologies: readonly Technology[];
  /** Names of the quirks it has, in the order of `kataQuirks`. */
  readonly quirks: readonly string[];
}

/** Release series that are told apart here, oldest first. */
const series = ['3.2', '3.4', '3.6', '3.8', '3.10', '3.12', '3.14', '3.16', '3.17', '3.18', '3.20', '3.24'] as const;

/** What a Kata of today can run. Its own SEV classes are gone, so a request for SEV or SEV-ES is refused. */
const known: readonly Technology[] = technologies.filter((each) => each === 'snp' || each === 'tdx');

/** Names of all releases `kataRelease` knows, oldest first. */
export const kataReleaseNames: readonly string[] = series.map((version) => `kata@${version}`);

/**
 * A release by name.
 *
 * @throws UsageError for one that does not exist.
 */
export function kataRelease(name: string): KataRelease {
  const version = series.find((each) => `kata@${each}` === name);
  if (version === undefined) throw unknownRelease(name);
  return {
    name,
    words: `kata ${version}.0`,
    technologies: known,
    quirks: kataQuirks.filter(({ releases }) => isIn(releases, 'kata', version)).map((quirk) => quirk.name),
  };
}

function unknownRelease(name: string): UsageError {
  const near = nearestName(name, kataReleaseNames);
  const hint = near === undefined || near === name ? '' : `did you mean "${near}"? `;
  return new UsageError(`there is no release "${name}"`, { fix: `${hint}known releases: ${kataReleaseNames.join(', ')}` });
}
