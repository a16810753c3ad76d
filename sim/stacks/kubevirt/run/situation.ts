import type { JsonObject } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import type { VirtualMachineInstance } from '../vmi.js';
import type { VmiStatus } from './status.js';

/** A guest when something happens to it: what it is, what its user saw last, and how the control plane is set up. */
export interface Situation {
  readonly vmi: VirtualMachineInstance;
  readonly status: VmiStatus;
  readonly config: JsonObject;
  readonly choices: Choices;
}
