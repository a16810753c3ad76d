import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/reporters';

/**
 * Says on a line of its own what was compared, in numbers, and what was not compared and why: a peer that is missing must not look
 * like one that agreed.
 */
const peerLines: Reporter = {
  onTestCaseAnnotate(_, { message }) {
    console.log(`compared: ${message}`);
  },
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === 'skipped') console.log(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}`);
  },
};

/** Programs we did not write, held against ours. What is not installed is skipped, with its reason printed. */
export default defineConfig({
  test: {
    include: ['conformance/peers/**/*.peer.ts'],
    reporters: ['default', peerLines],
    // Peers share one cache, and apt locks its lists.
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    passWithNoTests: true,
  },
});
