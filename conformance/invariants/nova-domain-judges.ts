import type { Protection } from '../../sim/contracts/protection.js';
import type { Invariant } from './invariant.js';
import { type NovaDocumented, novaDocuments } from './nova-guest-views.js';
import { quoted } from './views.js';

/** One value of a domain document, and what it must be. */
export interface NovaValue {
  /** Protections whose documents are looked at. */
  readonly of: readonly Protection[];
  /** Others of them are passed over. */
  readonly where?: (documented: NovaDocumented) => boolean;
  /** As it reads in a message: `the policy`. */
  readonly what: string;
  readonly found: (documented: NovaDocumented) => string | undefined;
  /** `undefined` where it must not be there. */
  readonly expected: string | undefined | ((documented: NovaDocumented) => string | undefined);
}

/** Judges one value of the documents of some protections. */
export function novaValue(requirement: string, { of, where, what, found, expected }: NovaValue): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const documented of novaDocuments(evidence, (protection) => of.includes(protection))) {
        if (where?.(documented) === false) continue;
        const [has, wants] = [found(documented), typeof expected === 'function' ? expected(documented) : expected];
        const { event, asked } = documented;
        say.check(
          has === wants,
          event,
          () => `${event.guest} (${asked.protection}) has ${what} ${quoted(has)}, expected ${quoted(wants)}`,
        );
      }
    },
  };
}

/** Something a domain document must, or must not, be like. */
export interface NovaShape {
  readonly of: readonly Protection[];
  readonly where?: (documented: NovaDocumented) => boolean;
  readonly holds: (documented: NovaDocumented) => boolean;
  /** What is wrong when it does not hold, behind the guest's name. */
  readonly wrong: (documented: NovaDocumented) => string;
}

/** Judges the shape of the documents of some protections. */
export function novaShape(requirement: string, { of, where, holds, wrong }: NovaShape): Invariant {
  return {
    requirement,
    judge(evidence, say) {
      for (const documented of novaDocuments(evidence, (protection) => of.includes(protection))) {
        if (where?.(documented) === false) continue;
        const { event, asked } = documented;
        say.check(holds(documented), event, () => `${event.guest} (${asked.protection}) ${wrong(documented)}`);
      }
    },
  };
}

/** Those whose memory AMD's security processor encrypts. */
export const sevFamily = ['sev', 'sev-es', 'snp'] as const;

/** All that are encrypted. */
export const encrypted = [...sevFamily, 'tdx'] as const;

/** Guests of any kind. */
export const everyone = ['none', ...encrypted] as const;
