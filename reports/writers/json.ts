import { sealReport } from '../sealed-report.js';
import type { ReportWriter } from './writer.js';

/** `report.json`: the report itself with its digest, for programs. Options change nothing, so its bytes can be compared. */
export const writeJson: ReportWriter = (report) => sealReport(report);
