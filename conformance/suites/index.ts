/**
 * The conformance suites for people who live in vitest: `fauxmetal/vitest`.
 *
 * @packageDocumentation
 */
export { cases } from './cases.js';
export { type ConformanceSuiteOptions, conformanceSuite } from './conformance-suite.js';
export { judge } from './judge.js';
