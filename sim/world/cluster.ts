import type { Protection } from '../contracts/protection.js';
import type { RunDecision } from '../contracts/subject.js';
import type { JsonObject } from '../core/json.js';
import type { ClusterRules } from './cluster-rules.js';
import type { GuardedSubject } from './guarded-subject.js';
import type { GuestRecord } from './guest.js';
import type { Trace } from './trace.js';
import type { Step, Work } from './work.js';
import type { WorldHost } from './world-host.js';

/** What all parts of a control plane share: whom to ask, what is there, and where it is written down. */
export interface Cluster {
  readonly subject: GuardedSubject;
  readonly hosts: ReadonlyMap<string, WorldHost>;
  readonly trace: Trace;
  readonly rules: ClusterRules;
  /** Configuration in force. */
  config: JsonObject;
  /** A claim, a key ID or a node changed, so waiting guests deserve another try. */
  somethingChanged: boolean;
  /** Guests that hold something of a host, by name of the host, in name order. */
  readonly guestsAt: (host: string) => readonly GuestRecord[];
  /** What a guest's object asks for, where it can be changed after its admission; undefined leaves it at what was asked for first. */
  readonly protectionOf: ((object: JsonObject) => Protection) | undefined;
  /** Does what a decision says about a guest that keeps its place; `before` is its object before the decision. */
  readonly moveOrStay: (guest: GuestRecord, decision: RunDecision, before: JsonObject) => void;
  /** Steps that are on their way; undefined where each is carried out at once. */
  work: Work | undefined;
}

/** Leaves a step to whoever carries it out; where nobody works side by side it is done at once. */
export function handOn({ work, trace }: Cluster, step: Step): void {
  if (work === undefined) step.run();
  else work.add(step, trace.cause);
}

/** The same for a step that news makes somebody on a host take: news may be lost, come twice, or come before what was sent earlier. */
export function handOnNews({ work, trace }: Cluster, { watch }: WorldHost, step: Step): void {
  if (work === undefined) return step.run();
  if (watch === 'lost') return;
  work.add(step, trace.cause, watch === 'reordered');
  if (watch === 'duplicated') work.add(step, trace.cause);
}
