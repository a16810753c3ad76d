import type { JsonObject } from '../../../core/json.js';
import type { NovaChoices } from '../choices.js';
import type { Instance } from '../instance.js';
import type { ServerStatus } from './status.js';

/** A guest at the moment something happens to it. */
export interface Situation {
  readonly instance: Instance;
  readonly status: ServerStatus;
  readonly choices: NovaChoices;
}

/** What somebody asks the API to do with it. */
export interface Action extends Situation {
  /** Name of the action on the wire, e.g. `reboot`. */
  readonly action: string;
  readonly body: JsonObject;
}
