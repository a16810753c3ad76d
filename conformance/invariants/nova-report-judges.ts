import type { ConfidentialProtection } from '../../sim/contracts/protection.js';
import type { Inventory } from '../../sim/contracts/subject.js';
import { modelOf, sevGuestLimit } from '../model/nova-names.js';
import type { Invariant } from './invariant.js';
import {
  type ClearReport,
  clearReports,
  hasSlots,
  isOpen,
  modelProviders,
  nestedReports,
  offers,
  reportsOf,
} from './nova-views.js';

/** Judges that a host able to run a protection, as far as what it shows tells, offers slots for it. */
export function offeredWhenLaunchable(requirement: string, protection: ConfidentialProtection): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const report of protection === 'sev' ? clearReports(evidence) : nestedReports(evidence)) {
        if (!report.models[protection].reported || isLimitedToNone(report)) continue;
        say.check(
          hasSlots(report, protection),
          report.event,
          () => `${report.host} can run ${modelOf[protection]} guests, but has no slots for them`,
        );
      }
    },
  };
}

/** Before models had providers an operator could switch SEV off by letting it have no guests. */
function isLimitedToNone({ nested, config }: ClearReport): boolean {
  return !nested && sevGuestLimit(config) === 0;
}

/** Judges that a host unable to run a protection offers no slots for it. */
export function offeredOnlyWhenLaunchable(requirement: string, protection: ConfidentialProtection): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const report of clearReports(evidence)) {
        if (report.models[protection].launchable) continue;
        say.check(
          !offers(report, protection),
          report.event,
          () => `${report.host} offers slots for ${modelOf[protection]} guests, but cannot run one`,
        );
      }
    },
  };
}

/** Judges that a protection's provider has as many slots as the hardware has guests. */
export function slotCount(requirement: string, protection: ConfidentialProtection): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const report of nestedReports(evidence)) {
        const expected = slotsOf(report, protection);
        const own = modelProviders(report).find((each) => each.protection === protection);
        if (expected === undefined || own?.inventory === undefined || (expected === 0 && !isOpen(own))) continue;
        const { total } = own.inventory;
        say.check(total === expected, report.event, () => `${own.provider.name} has ${total} slots, expected ${expected}`);
      }
    },
  };
}

/** Slots a protection's provider must have; undefined where nobody can say, or it must not be there for another reason than that. */
export function slotsOf({ models }: ClearReport, protection: ConfidentialProtection): number | undefined {
  const { reported, shown, total } = models[protection];
  return reported || (shown && total === 0) ? total : undefined;
}

/** Judges one field of every inventory of slots. */
export function contextField(requirement: string, field: keyof Inventory, expected: number): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const report of reportsOf(evidence)) {
        for (const { name, inventories } of report.after) {
          const found = inventories.MEM_ENCRYPTION_CONTEXT?.[field];
          if (found === undefined) continue;
          say.check(found === expected, report.event, () => `${name} says ${field} ${found}, expected ${expected}`);
        }
      }
    },
  };
}
