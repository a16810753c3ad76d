import { type Technology, technologies } from '../../contracts/protection.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { compareReleases, forkBranches, isIn } from '../releases.js';
import { kubevirtQuirks } from './quirks/index.js';

/** A published release: what it knows of, and in what it differs from the reference. */
export interface Release {
  /** As it is asked for: `kubevirt@1.5.1`, `intel-fork@mid-stream`. */
  readonly name: string;
  /** As people say it: `kubevirt 1.5.1`. */
  readonly words: string;
  readonly technologies: readonly Technology[];
  /** Names of the quirks it has, in the order of `kubevirtQuirks`. */
  readonly quirks: readonly string[];
}

/** Series of KubeVirt and the number of the last patch release of each, as tagged on 2026-08-22. */
const lastPatches: Readonly<Record<string, number>> = {
  '1.0': 1,
  '1.1': 1,
  '1.2': 2,
  '1.3': 1,
  '1.4': 1,
  '1.5': 3,
  '1.6': 6,
  '1.7': 4,
  '1.8': 4,
  '1.9': 0,
};

/**
 * First series that had a technology. Source: KubeVirt `staging/src/kubevirt.io/api/core/v1/schema.go` at each tag (SEV since 0.49,
 * encryptedState since 1.0, attestation since 1.1, snp and tdx since 1.7), `instancetype/v1beta1/types.go` (preferredLaunchSecurity since 1.9).
 */
const since: Readonly<Record<Technology, string>> = {
  sev: '0.49',
  'sev-es': '1.0',
  attestation: '1.1',
  snp: '1.7',
  tdx: '1.7',
  preference: '1.9',
};

/** What the branches of intel/kubevirt-tdx added TDX to. Source: `schema.go` of each branch. */
const forkTechnologies: Readonly<Record<string, readonly Technology[]>> = {
  'tdx-1.0': ['sev', 'tdx'],
  'tdx-1.5': ['sev', 'sev-es', 'tdx'],
  'mid-stream': ['sev', 'sev-es', 'tdx'],
};

/** Last series before kubevirt@79b831ce42 (2022-10-21), from which the fork was made: what was wrong then was wrong there too. */
const forkedAfter = '0.58';

/** Names of all releases `kubevirtRelease` knows, oldest first, every series before its patch releases. */
export const kubevirtReleaseNames: readonly string[] = [
  ...Object.entries(lastPatches).flatMap(([series, last]) => [
    `kubevirt@${series}`,
    ...Array.from({ length: last + 1 }, (_, patch) => `kubevirt@${series}.${patch}`),
  ]),
  ...forkBranches.map((branch) => `intel-fork@${branch}`),
];

/**
 * A release by name; `kubevirt@1.5` is 1.5.0.
 *
 * @example kubevirtRelease('kubevirt@1.5.1').quirks // ['label-value-empty', 'label-trusts-domcapabilities', …]
 * @throws UsageError for one that does not exist.
 */
export function kubevirtRelease(name: string): Release {
  const [product = '', version = ''] = name.replace('@v', '@').split('@');
  const full = `${product}@${version}`;
  if (!kubevirtReleaseNames.includes(full)) throw unknownRelease(name);
  const isFork = product === 'intel-fork';
  return {
    name: full,
    words: `${product} ${/^\d+\.\d+$/.test(version) ? `${version}.0` : version}`,
    technologies: isFork
      ? (forkTechnologies[version] ?? [])
      : technologies.filter((each) => compareReleases(version, since[each]) >= 0),
    quirks: kubevirtQuirks
      .filter(({ releases }) => isIn(releases, product, version) || (isFork && isIn(releases, 'kubevirt', forkedAfter)))
      .map((quirk) => quirk.name),
  };
}

function unknownRelease(name: string): UsageError {
  const known = `kubevirt@1.0 … kubevirt@1.9 with their patch releases, ${forkBranches.map((branch) => `intel-fork@${branch}`).join(', ')}`;
  const near = nearestName(name, kubevirtReleaseNames);
  const hint = near === undefined || near === name ? '' : `did you mean "${near}"? `;
  return new UsageError(`there is no release "${name}"`, { fix: `${hint}known releases: ${known}` });
}
