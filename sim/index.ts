/**
 * The simulator: hosts, what software sees of them, the contracts a subject implements, and the world that runs a case.
 *
 * @packageDocumentation
 */
export type * from './contracts/commands.js';
export type * from './contracts/evidence.js';
export type * from './contracts/protection.js';
export type * from './contracts/reader.js';
export type * from './contracts/subject.js';
export type * from './contracts/surface.js';
export type * from './contracts/truth.js';
export { Host } from './host/host.js';
export { openTree, surfaces } from './surfaces/index.js';
export { runCase, World } from './world/world.js';
export type { WorldParts } from './world/world-parts.js';
