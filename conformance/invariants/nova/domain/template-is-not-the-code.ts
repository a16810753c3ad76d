/**
 * Checks: nvram/@template differs from the path of the loader.
 * Does not check: documents that cannot be read.
 * Source: Nova 647a022bac; LP 1574558
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/template-is-not-the-code`. */
export const novaDomainTemplateIsNotTheCode: Invariant = novaShape('nova/domain/template-is-not-the-code', {
  of: everyone,
  where: ({ document }) => document.nvram?.template !== undefined,
  holds: ({ document }) => document.nvram?.template !== document.loader?.path,
  wrong: ({ document }) => `fills its variables from ${document.nvram?.template}, which is its code`,
});
