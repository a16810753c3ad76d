/**
 * Checks: no argument carries the configured path.
 * Does not check: releases that still had it.
 * Source: kata-containers@e87231edc7, @133528a63c: snp_certs_path was dropped
 */
import type { Invariant } from '../../invariant.js';
import { renderedLines, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/certificates-are-not-passed-on`. */
export const kataCommandLineCertificatesAreNotPassedOn: Invariant = {
  requirement: 'kata/command-line/certificates-are-not-passed-on',
  judge(evidence, say) {
    for (const rendering of renderedLines(evidence)) {
      const { event, line } = rendering;
      const path = shimSettings(rendering).snp_certs_path;
      if (typeof path !== 'string') continue;
      const found = line.arguments.find((argument) => argument.includes(path));
      say.check(found === undefined, event, () => `${event.guest} has the argument ${quoted(found)}`);
    }
  },
};
