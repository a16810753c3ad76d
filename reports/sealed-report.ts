import { canonicalJson, digestOf, type JsonObject } from '../sim/core/json.js';
import { UsageError } from '../sim/core/usage-error.js';
import { type Report, reportFormat } from './report.js';
import { reportSchema } from './schema.js';
import { isObject } from './shape.js';
import { reportUpgraders } from './versions/report.js';
import { stepsToCurrent, upgradeRecord } from './versions/upgrade.js';

/**
 * The bytes of `report.json`: canonical JSON and a line feed, with the SHA-256 `digest` of all other members. Equal reports give
 * equal bytes.
 */
export function sealReport(report: Report): string {
  return `${canonicalJson({ ...report, digest: digestOf(report) })}\n`;
}

/**
 * Reads a `report.json` back. Its digest is compared first, so an edited report is refused whatever was edited; reports of older
 * formats are upgraded.
 *
 * @param file name of the file for messages.
 * @throws UsageError when it is not a report, edited, or of an unknown format.
 */
export function openReport(text: string, file?: string): Report {
  const place = file === undefined ? {} : { file };
  const sealed = parsed(text);
  if (sealed === undefined || typeof sealed.format !== 'string') {
    throw new UsageError('this is not a report', { place, fix: 'give a report.json that fauxmetal wrote' });
  }
  const { digest, ...rest } = sealed;
  if (digest !== digestOf(rest)) {
    throw new UsageError('the digest does not match: the report was edited or damaged', {
      place: { ...place, path: 'digest' },
      fix: 'make it again from the run log with `fauxmetal report`',
    });
  }
  const steps = stepsToCurrent(sealed.format, reportFormat, reportUpgraders, { ...place, path: 'format' });
  return checked(upgradeRecord(rest, rest, steps), place);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function checked(report: JsonObject, place: { readonly file?: string }): Report {
  const result = reportSchema.safeParse(report);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(issue?.message ?? 'this is not a report', {
    place: { ...place, path: issue?.path.join('.') ?? '' },
    fix: 'make it again from the run log with `fauxmetal report`',
  });
}
