import fc from 'fast-check';
import type { CaseHost } from '../../sim/contracts/commands.js';
import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';

/** Numbers a command is made from; which ones are used depends on the kind. */
export interface Draw {
  readonly kind: number;
  readonly host: number;
  readonly guest: number;
  readonly protection: number;
  readonly beyond: number;
  readonly detail: number;
}

/** Draws the numbers for one command. */
export function drawArbitrary(): fc.Arbitrary<Draw> {
  return fc.record({
    kind: fc.nat({ max: 999 }),
    host: fc.nat({ max: 2 }),
    guest: fc.nat({ max: 5 }),
    protection: fc.nat({ max: 59 }),
    beyond: fc.constantFrom(0, 1, -1, 1, -2, 1),
    detail: fc.nat({ max: 255 }),
  });
}

/** A host that was drawn, with its name in the case. */
export interface DrawnHost {
  readonly name: string;
  readonly machine: string;
  readonly settings: CaseHost['settings'];
  /** Protections whose pool on this host is small enough to be filled in a moment. */
  readonly small: readonly ConfidentialProtection[];
}

/** The host a draw means. */
export function hostOf(draw: Draw, hosts: readonly DrawnHost[]): DrawnHost {
  return hosts[draw.host % hosts.length] as DrawnHost;
}

/** The confidential protection a draw means. */
export function confidentialOf(draw: Draw): ConfidentialProtection {
  return confidentialProtections[draw.protection % confidentialProtections.length] ?? 'sev';
}

/**
 * Something to fill: one of the host's small pools if it has any; otherwise, and once in a great while, whatever the draw says. A pool of
 * a thousand costs as much as two hundred other cases.
 */
export function toFill(draw: Draw, { small }: DrawnHost): ConfidentialProtection {
  return draw.protection === 0 && draw.kind % 32 === 0
    ? confidentialOf(draw)
    : (small[draw.protection % Math.max(1, small.length)] ?? confidentialOf(draw));
}

/** The item of a list a number means; undefined for an empty list. */
export function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(1, items.length)];
}
