import { createHash } from 'node:crypto';
import type { Report } from '../report.js';
import { subjectWords } from '../words.js';
import { coveragePart } from './html/coverage.js';
import { findingsPart } from './html/findings.js';
import { assumedPart, marksPart } from './html/gaps.js';
import { hostsPart, poolsPart } from './html/hosts.js';
import { type Content, Markup, markup, rendered } from './html/markup.js';
import { requirementsPart } from './html/requirements.js';
import { script } from './html/script.js';
import { style } from './html/style.js';
import { figures, verdictHeader, verdictPart } from './html/verdict.js';
import { mapStrings, printable } from './strings.js';
import { defaultOut, type ReportWriter } from './writer.js';

/**
 * One page that can be mailed, attached or served: everything is in it, it asks for nothing from anywhere, and it can be read without
 * its script, which only filters and copies.
 */
export const writeHtml: ReportWriter = (report, options = {}) => {
  const safe = mapStrings(report, printable);
  const shown = partsInOrder(safe, options.out ?? defaultOut).filter(({ content }) => content !== undefined);
  const links = shown.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  return rendered(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${safe.summary.verdict}: ${subjectWords(safe.run)}, seed ${safe.run.seed}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#content">To the results</a>
<header class="top">${verdictHeader(safe)}
<nav aria-label="Contents"><ul>${links}</ul></nav></header>
<main id="content">
${figures(safe)}${shown.map(({ content }) => content)}</main>
<footer><p>Profiles ${safe.run.profiles}</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`);
};

interface PagePart {
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

function partsInOrder(report: Report, out: string): readonly PagePart[] {
  return [
    { id: 'verdict', title: 'Verdict', content: verdictPart(report) },
    { id: 'findings', title: 'Findings', content: findingsPart(report, out) },
    { id: 'hosts', title: 'Hosts', content: hostsPart(report) },
    { id: 'reach', title: 'Reach', content: poolsPart(report) },
    { id: 'coverage', title: 'Coverage', content: coveragePart(report) },
    { id: 'marks', title: 'Situations', content: marksPart(report) },
    { id: 'assumed', title: 'Assumed facts', content: assumedPart(report) },
    { id: 'requirements', title: 'Requirements', content: requirementsPart(report) },
  ];
}

/** Nothing is loaded, and no script runs but this one. Source: W3C Content Security Policy Level 3. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
