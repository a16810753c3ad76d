import { docCommentFindings } from './rules/doc-comments.js';
import { runCheck } from './run-check.js';

runCheck(docCommentFindings);
