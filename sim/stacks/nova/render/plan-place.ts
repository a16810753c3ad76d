import type { HostToRenderFor } from '../../../contracts/subject.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import type { HostSupport } from './host-support.js';

/** Where a plan is made. */
export interface PlanPlace {
  readonly host: HostToRenderFor;
  readonly support: HostSupport;
  readonly config: Config;
  readonly choices: NovaChoices;
}
