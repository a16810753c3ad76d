import type { Evidence } from '../../sim/contracts/evidence.js';
import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';
import { type Inventory, type ResourceProvider, unitOf } from '../../sim/contracts/subject.js';
import { oncePerObject } from '../../sim/core/remembered.js';
import type { Detections } from '../model/nova-detection.js';
import { encryptionContext, protectionOfProvider, providerNameOf } from '../model/nova-names.js';
import { type Report, replayNova } from '../model/nova-replay.js';

/** Everything the judges of Nova's detection, report and placement look at, worked out once per case. */
export const lookAtNova = oncePerObject(replayNova);

/** Reports of a service that acts and serves. */
export function reportsOf(evidence: Evidence): readonly Report[] {
  return sorted(evidence).acting;
}

/** A report of a service whose host shows so much that only one answer is right. */
export interface ClearReport extends Report {
  readonly models: Detections;
}

/** Those of {@link reportsOf} that can be compared with the truth. */
export function clearReports(evidence: Evidence): readonly ClearReport[] {
  return sorted(evidence).clear;
}

/** Those of {@link clearReports} with a provider for each model. */
export function nestedReports(evidence: Evidence): readonly ClearReport[] {
  return sorted(evidence).nested;
}

interface SortedReports {
  readonly acting: readonly Report[];
  readonly clear: readonly ClearReport[];
  readonly nested: readonly ClearReport[];
}

function sorted(evidence: Evidence): SortedReports {
  const { reports } = lookAtNova(evidence);
  const known = sortings.get(reports);
  if (known !== undefined) return known;
  const acting = reports.filter(({ serving }) => serving);
  const clear = acting.flatMap((report) => {
    const { models } = report.detection;
    return models === undefined ? [] : [{ ...report, models }];
  });
  const fresh = { acting, clear, nested: clear.filter(({ nested }) => nested) };
  sortings.set(reports, fresh);
  return fresh;
}

const sortings = new WeakMap<readonly Report[], SortedReports>();

/** The root of a host's tree. */
export function rootOf({ host, after }: Pick<Report, 'host' | 'after'>): ResourceProvider | undefined {
  return after.find(({ name }) => name === host);
}

/** The provider of a protection's slots, if there is one. */
export function providerOf(
  { host, after }: Pick<Report, 'host' | 'after'>,
  protection: ConfidentialProtection,
): ResourceProvider | undefined {
  return after.find(({ name }) => name === providerNameOf(host, protection));
}

/** A provider of slots, and whose. */
interface ModelProvider {
  readonly provider: ResourceProvider;
  readonly protection: ConfidentialProtection;
  /** Its slots; undefined when it has none. */
  readonly inventory: Inventory | undefined;
}

/** Providers of a report that are named as those of a model. */
export function modelProviders({ host, after }: Pick<Report, 'host' | 'after'>): readonly ModelProvider[] {
  return after.flatMap((provider) => {
    const protection = protectionOfProvider(host, provider.name);
    return protection === undefined ? [] : [{ provider, protection, inventory: provider.inventories[encryptionContext] }];
  });
}

/** Can guests still be placed with a provider? One that is only kept for those that hold it offers nothing. */
export function isOpen({ inventory }: ModelProvider): boolean {
  return inventory !== undefined && inventory.reserved < inventory.total;
}

/** Guests hold something of a provider. */
export function isHeld(held: Readonly<Record<string, number>>, { name, inventories }: ResourceProvider): boolean {
  const classes = new Set([...Object.keys(inventories), encryptionContext]);
  return [...classes].some((each) => (held[unitOf(name, each)] ?? 0) > 0);
}

/** Protections in the order of the field, for judges that look at each. */
export const everyProtection: readonly ConfidentialProtection[] = confidentialProtections;

/** Does a tree have slots for a protection, in either form, whether or not guests can still be placed with them? */
export function hasSlots(report: Report, protection: ConfidentialProtection): boolean {
  return slotsIn(report, protection) !== undefined;
}

/** Does a tree offer slots for a protection, in either form? Those that are all held back are not on offer. */
export function offers(report: Report, protection: ConfidentialProtection): boolean {
  const slots = slotsIn(report, protection);
  return slots !== undefined && slots.reserved < slots.total;
}

function slotsIn(report: Report, protection: ConfidentialProtection): Inventory | undefined {
  const own = modelProviders(report).find((each) => each.protection === protection);
  const isFlat = protection === 'sev' && !report.nested;
  return own === undefined && isFlat ? rootOf(report)?.inventories[encryptionContext] : own?.inventory;
}
