import type { Invariant } from '../invariant.js';
import { cgroupEventsAtLimitingLevel } from './cgroup/events-at-limiting-level.js';
import { cgroupLimitGrammar } from './cgroup/limit-grammar.js';
import { cgroupLimitHolds } from './cgroup/limit-holds.js';
import { cgroupNewGroupIsEmpty } from './cgroup/new-group-is-empty.js';
import { cgroupPeakIsHighest } from './cgroup/peak-is-highest.js';
import { cgroupRefusalTakesNothing } from './cgroup/refusal-takes-nothing.js';
import { cgroupReleaseGivesBack } from './cgroup/release-gives-back.js';
import { cgroupStartChargesEveryLevel } from './cgroup/start-charges-every-level.js';

/** The judges of the simulated host in `cgroup/`, in the order of the catalogue. */
export const hostCgroupInvariants: readonly Invariant[] = [
  cgroupLimitHolds,
  cgroupStartChargesEveryLevel,
  cgroupRefusalTakesNothing,
  cgroupReleaseGivesBack,
  cgroupPeakIsHighest,
  cgroupEventsAtLimitingLevel,
  cgroupNewGroupIsEmpty,
  cgroupLimitGrammar,
];
