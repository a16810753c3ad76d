/**
 * Profiles: facts about machines, software versions and settings, and the one function that makes a host description of them.
 *
 * @packageDocumentation
 */
import { appliesTo } from './apply-settings.js';
import { defaultVersions, entriesOf, type Machine, machineNamed, machines } from './load.js';
import type { Setting } from './schema.js';
import type { VersionedSoftware } from './software.js';

export { composeHost, type HostRequest } from './compose.js';
export type * from './description.js';
export { type FactOrChoice, type MachineDifference, machineDifferences } from './differences.js';
export { loadMachineFile, type Machine, packageRoot, profilesDigest } from './load.js';
export { type Fact, factsOf, type Provenance, type ProvenanceShare, provenances } from './provenance.js';
export { type ContradictionRule, contradictionRules } from './rules.js';
export type { MachineFile, Setting, Trait } from './schema.js';
export { parseSetting, parseSettings, type Settings, type SettingValue, usageOf } from './settings.js';
export { type VersionedSoftware, type Versions, versionedSoftware } from './software.js';
export { traitsOf } from './traits.js';

/** All machines in id order. @throws UsageError when a file is malformed. */
export function listMachines(): readonly Machine[] {
  return [...machines().values()];
}

/** One machine with its facts and the share of each provenance. @throws UsageError with the nearest known id. */
export function getMachine(id: string): Machine {
  return machineNamed(id);
}

/** All settings in id order; with a machine, those that apply to it. @throws UsageError when a file is malformed. */
export function listSettings(machine?: Machine): readonly Setting[] {
  return entriesOf('setting').filter((setting) => machine === undefined || appliesTo(setting, machine));
}

/** One version of a software, as listed. */
export interface VersionSummary {
  readonly id: string;
  /** One sentence: what it is. */
  readonly about: string;
  /** True for the version a machine runs unless told otherwise. */
  readonly isDefault: boolean;
}

/** All versions of one software, oldest first. @throws UsageError when a file is malformed. */
export function listVersions(software: VersionedSoftware): readonly VersionSummary[] {
  const preferred = defaultVersions()[software];
  const list = entriesOf(software).map(({ id, about }) => ({ id, about, isDefault: id === preferred }));
  return list.sort((left, right) => left.id.localeCompare(right.id, 'en', { numeric: true }));
}
