import type { AdmitCause } from '../../../contracts/subject.js';
import { invalid, noCauses, required } from './cause.js';
import type { Rule } from './rule.js';

/**
 * Names that refer to each other: interfaces to networks and back. Source: KubeVirt v1.9 `pkg/network/admitter/netiface.go`.
 */
export const networkRules: Rule = ({ spec }, at) => {
  const networks = spec.networks ?? nobody;
  const interfaces = spec.domain.devices?.interfaces ?? nobody;
  if (agree(networks, interfaces)) return noCauses;
  return [
    ...missing(networks, interfaces, `${at}.networks`).map(([field, message]) => required(field, message)),
    ...missing(interfaces, networks, `${at}.domain.devices.interfaces`).map(([field, message]) => invalid(field, message)),
  ];
};

/**
 * A disk needs its volume; a CD-ROM drive may be empty. Upstream spells the last member `Name`, here it is the real path. That a volume
 * has a disk needs no rule: it is given one. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateBootOrder).
 */
export const diskRules: Rule = ({ spec }, at) => {
  const disks = spec.domain.devices?.disks ?? [];
  const volumes = spec.volumes ?? nobody;
  if (agree(disks, volumes)) return noCauses;
  const names = new Set(volumes.map(({ name }) => name));
  return disks.flatMap(({ name, cdrom }, index): readonly AdmitCause[] => {
    const field = `${at}.domain.devices.disks[${index}].name`;
    return names.has(name) || cdrom !== undefined ? noCauses : [invalid(field, `${field} '${name}' not found.`)];
  });
};

interface Named {
  readonly name: string;
}

const nobody: readonly Named[] = [];

/** The same names in the same order: the ordinary case, and nothing is missing in it. */
function agree(some: readonly Named[], others: readonly Named[]): boolean {
  return some.length === others.length && some.every(({ name }, index) => others[index]?.name === name);
}

/** Field and message for every item whose name the others do not have. */
function missing(items: readonly Named[], others: readonly Named[], path: string): readonly (readonly [string, string])[] {
  const known = new Set(others.map(({ name }) => name));
  return items.flatMap(({ name }, index) => {
    const field = `${path}[${index}].name`;
    return known.has(name) ? [] : [[field, `${field} '${name}' not found.`] as const];
  });
}
