import type { GuestForm } from '../../../contracts/commands.js';
import type { AdmitCause } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { Outcome } from '../../../core/outcome.js';
import type { Choices } from '../choices.js';
import type { VirtualMachineInstance } from '../vmi.js';
import type { Related } from './related.js';

/** An instance that somebody asks for, directly or through an object whose controller is to make it. Nothing is defaulted yet. */
export interface DescribedInstance {
  readonly vmi: VirtualMachineInstance;
  readonly form: GuestForm;
  /** Path of the instance's spec in the submitted object: `spec`, or `spec.template.spec` for a template. */
  readonly at: string;
  /** What is wrong with the object around a template. */
  readonly causes: readonly AdmitCause[];
  readonly warnings: readonly string[];
  /** The submitted object, where it refers to others that added to the instance. */
  readonly referring?: JsonObject;
}

/** Makes an instance of an object that was submitted, whatever its shape; refused with the causes that end an admission at once. */
export type Derivation = (
  workload: JsonObject,
  related: Related,
  choices: Choices,
) => Outcome<DescribedInstance, readonly AdmitCause[]>;
