import type { AdmitCause } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import type { Specified } from '../vmi.js';

/**
 * One thing admission looks at, and everything that is wrong about it.
 *
 * @param vmi the instance, or what a template would become, with all defaults filled in.
 * @param at path of its spec in the submitted object: `spec`, or `spec.template.spec` for a template.
 */
export type Rule = (vmi: Specified, at: string, config: Config, choices: Choices) => readonly AdmitCause[];
