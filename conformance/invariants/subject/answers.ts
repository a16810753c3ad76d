import type { Invariant } from '../invariant.js';
import { neverPanics } from './answers/never-panics.js';

/** The judges of any subject, those in `answers/`, in the order of the catalogue. */
export const subjectAnswersInvariants: readonly Invariant[] = [neverPanics];
