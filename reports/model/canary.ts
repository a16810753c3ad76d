import { type LogParts, missingShards } from '../log-parts.js';
import type { ReportSummary } from '../report.js';

/**
 * Whether the case that must fail did. A part of a sharded run that does not hold the canary cannot tell, and neither can an
 * interrupted one; a whole run that ended without killing it is broken, even when it never ran it.
 */
export function canaryOf({ run, cases, end }: LogParts): ReportSummary['canary'] {
  if (end === undefined) return 'unknown';
  if (end.canaryKilled) return 'killed';
  const heldElsewhere = missingShards(run).length > 0 && !cases.some((record) => record.phase === 'canary');
  return heldElsewhere ? 'unknown' : 'survived';
}
