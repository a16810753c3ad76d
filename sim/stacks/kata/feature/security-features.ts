import type { HostReader } from '../../../contracts/reader.js';
import { type KataChoices, switchedOn } from '../choices.js';
import { keyCount } from './key-counts.js';

/** What was found of a processor's ways to encrypt guests. */
export interface SecurityFeatures {
  /** Names of features that are on, e.g. `sev.snp.enabled`, in code-unit order. */
  readonly enabled: readonly string[];
  /** Counts by feature, e.g. `sev.encrypted_state_ids`; unknown ones are absent. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Node Feature Discovery's CPU source, as far as security goes, on a host that is no guest itself. Counts belong to a feature that is on.
 * SGX and being a TDX guest are told by CPUID, which no file shows.
 * Source: node-feature-discovery 76e6cc8cc `source/cpu/security_amd64.go`.
 */
export function securityFeatures(reader: HostReader, choices: KataChoices): SecurityFeatures {
  const enabled = switches.filter(({ path, vendor }) =>
    switchedOn(reader, path, vendor === 'amd' ? choices.sevSwitchIsOn : choices.tdxSwitchIsOn),
  );
  const counts: Record<string, number> = {};
  for (const { count, resource } of enabled) {
    const found = count === undefined ? undefined : keyCount(reader, resource, choices);
    if (count !== undefined && found !== undefined && found > -1) counts[count] = found;
  }
  return { enabled: enabled.map(({ feature }) => feature), counts };
}

const amd = '/sys/module/kvm_amd/parameters';

/** Each with the kernel parameter that decides and, where key IDs are counted, the resource of the misc controller. */
const switches: readonly {
  readonly feature: string;
  readonly vendor: 'amd' | 'intel';
  readonly path: string;
  readonly resource: string;
  readonly count?: string;
}[] = [
  { feature: 'sev.enabled', vendor: 'amd', path: `${amd}/sev`, resource: 'sev', count: 'sev.asids' },
  { feature: 'sev.es.enabled', vendor: 'amd', path: `${amd}/sev_es`, resource: 'sev_es', count: 'sev.encrypted_state_ids' },
  { feature: 'sev.snp.enabled', vendor: 'amd', path: `${amd}/sev_snp`, resource: '' },
  {
    feature: 'tdx.enabled',
    vendor: 'intel',
    path: '/sys/module/kvm_intel/parameters/tdx',
    resource: 'tdx',
    count: 'tdx.total_keys',
  },
];
