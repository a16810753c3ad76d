import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { Requirement } from '../requirements/requirement.js';

/** A named deviation that can be switched on, as `fauxmetal run --quirk` and the zoo show it. */
export interface QuirkSummary {
  readonly name: string;
  readonly sentence: string;
  /** Releases that behave like this, e.g. `kubevirt 1.5.0–1.5.2`; `synthetic` when none ever did. */
  readonly releases: string;
  readonly source: string;
  /** Requirement that must catch it. */
  readonly killedBy: string;
  /** Situation it shows in, when the generators do not make that situation yet. */
  readonly needs?: string;
}

/** Everything the engine needs to know about one stack: who is judged by default, how requests look, what is promised. */
export interface StackKit {
  readonly stack: string;
  /** The reference subject, with the named quirks switched on. */
  subject(quirks: readonly string[]): Subject;
  readonly quirks: readonly QuirkSummary[];
  /** The stack's own request object for a guest. */
  request(guest: string, spec: GuestSpec): JsonObject;
  /** A request that an admission chain accepts when everything is in place; the starting point of generated variations. */
  readonly plainGuest: Omit<GuestSpec, 'protection'>;
  /** Labels nodes carry before the first labelling: an administrator's own, and some that an earlier life of the node left behind. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** Damaged forms of the files the stack's node agent reads; without `text` the file is gone. */
  readonly spoils: readonly { readonly path: string; readonly text?: string }[];
  /** Control-plane configuration of the default gate, with all features on. */
  readonly config: JsonObject;
  /** Configurations worth trying besides, e.g. a closed feature gate. */
  readonly otherConfigs: readonly JsonObject[];
  readonly requirements: readonly Requirement[];
}
