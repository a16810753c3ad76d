import type { JsonObject } from '../core/json.js';
import type { GuardedSubject } from './guarded-subject.js';
import type { Trace } from './trace.js';
import type { WorldHost } from './world-host.js';

/** What all parts of a control plane share: whom to ask, what is there, and where it is written down. */
export interface Cluster {
  readonly subject: GuardedSubject;
  readonly hosts: ReadonlyMap<string, WorldHost>;
  readonly trace: Trace;
  /** Configuration in force. */
  config: JsonObject;
  /** A claim, a key ID or a node changed, so waiting guests deserve another try. */
  somethingChanged: boolean;
}
