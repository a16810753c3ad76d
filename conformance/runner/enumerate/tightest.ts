import {
  type ConfidentialProtection,
  confidentialProtections,
  type Protection,
  protections,
} from '../../../sim/contracts/protection.js';
import type { PlanMachine } from '../plan-machine.js';
import type { Place } from './case-of.js';

/** The machine and settings with the fewest key IDs, but at least one, for a protection; any machine for ordinary guests. */
export function tightest(machines: readonly PlanMachine[], protection: Protection): Place | undefined {
  const [first] = machines;
  if (protection === 'none') return first === undefined ? undefined : { machine: first, settings: {} };
  const candidates = machines.flatMap((machine) =>
    [...machine.settings.small, ...machine.settings.real].map((settings) => ({
      machine,
      settings,
      size: machine.keyIds(settings, protection),
    })),
  );
  return candidates.filter(({ size }) => size > 0).sort((left, right) => left.size - right.size)[0];
}

/** Every protection these machines can run, each with its tightest place; ordinary guests first. */
export function tightestOfEach(machines: readonly PlanMachine[]): readonly (readonly [Protection, Place])[] {
  return protections.flatMap((protection) => {
    const place = tightest(machines, protection);
    return place === undefined ? [] : [[protection, place] as const];
  });
}

/** One protection of each family of key IDs these machines have: what concerns a node does not differ within a family. */
export function oneOfEachFamily(machines: readonly PlanMachine[]): readonly (readonly [Protection, Place])[] {
  return tightestOfEach(machines).filter(([protection]) => protection !== 'sev-es');
}

/** The tightest settings of one machine for a protection; its factory settings where it has no such key. */
export function settingsFor(machine: PlanMachine, protection: Protection): Place['settings'] {
  return tightest([machine], protection)?.settings ?? {};
}

/** The confidential protections a machine can run, each with its tightest settings. */
export function runnableOn(machine: PlanMachine): readonly (readonly [ConfidentialProtection, Place])[] {
  return confidentialProtections.flatMap((protection) => {
    const place = tightest([machine], protection);
    return place === undefined ? [] : [[protection, place] as const];
  });
}

/** The settings of a machine that leave the fewest key IDs for a protection, but two at least; undefined where none do. */
export function fewestOfSeveral(
  { settings, keyIds }: PlanMachine,
  protection: ConfidentialProtection,
): Place['settings'] | undefined {
  const sized = settings.small.map((each) => ({ each, size: keyIds(each, protection) })).filter(({ size }) => size >= 2);
  return sized.sort((left, right) => left.size - right.size)[0]?.each;
}
