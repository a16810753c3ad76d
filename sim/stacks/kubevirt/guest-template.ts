import type { Choices } from './choices.js';
import type { Config } from './config.js';
import type { Specified, VmiSpec } from './vmi.js';

/**
 * What all guests have in common that were asked for with one and the same spec, as by a pool: admission fills that spec in once, and
 * each guest's own is made of the same objects and differs in the UUID of its firmware alone. Most of what is decided about a guest
 * follows from that, so it is decided once as well ({@link keptByTemplate}): in a busy fleet this is half of what a guest costs.
 */
interface GuestTemplate {
  /** The spec as it was filled in, without a guest's UUID. */
  readonly spec: VmiSpec;
  readonly config: Config;
  readonly choices: Choices;
  /** What was decided, each decision at a place of its own. */
  readonly kept: unknown[];
}

/**
 * The template that a spec makes.
 *
 * @param fill Fills the spec in; its devices must be a new object.
 */
export function templateOf(spec: VmiSpec, config: Config, choices: Choices, fill: () => VmiSpec): GuestTemplate {
  const known = filledBefore.get(spec);
  if (known?.config === config && known.choices === choices) return known;
  const template = { spec: fill(), config, choices, kept: [] };
  filledBefore.set(spec, template);
  const { devices } = template.spec.domain;
  if (devices !== undefined) templates.set(devices, template);
  return template;
}

/** By spec as it was asked for, the latest of each. */
const filledBefore = new WeakMap<VmiSpec, GuestTemplate>();

/** By devices, which no two templates share. */
const templates = new WeakMap<object, GuestTemplate>();

/**
 * A decision that follows from a guest's spec, the configuration and the choices: made once for all guests of a template that are asked
 * about with these, and anew for any other guest. It does not see who the guest is, so two guests cannot be mixed up, nor its UUID.
 */
export function keptByTemplate<Decision extends object | string | number | boolean>(
  decide: (guest: Specified, config: Config, choices: Choices) => Decision,
): (guest: Specified, config: Config, choices: Choices) => Decision {
  const place = places++;
  return (guest, config, choices) => {
    const template = templateOfGuest(guest.spec);
    if (template === undefined || template.config !== config || template.choices !== choices)
      return decide(guest, config, choices);
    const known = template.kept[place] as Decision | undefined;
    if (known !== undefined) return known;
    const fresh = decide(template, config, choices);
    template.kept[place] = fresh;
    return fresh;
  };
}

let places = 0;

/** Several things in a row are asked about one guest, so the latest answer is at hand. */
let latest: { readonly spec: VmiSpec | undefined; readonly template: GuestTemplate | undefined } = {
  spec: undefined,
  template: undefined,
};

function templateOfGuest(spec: VmiSpec): GuestTemplate | undefined {
  if (latest.spec === spec) return latest.template;
  const { devices } = spec.domain;
  const found = devices === undefined ? undefined : templates.get(devices);
  const template = found !== undefined && isMadeFrom(found.spec, spec) ? found : undefined;
  latest = { spec, template };
  return template;
}

/** Member by member: somebody may have changed a guest of the template, by handing in a launch session for example. */
function isMadeFrom(template: VmiSpec, spec: VmiSpec): boolean {
  return (
    spec.architecture === template.architecture &&
    spec.nodeSelector === template.nodeSelector &&
    spec.evictionStrategy === template.evictionStrategy &&
    spec.startStrategy === template.startStrategy &&
    spec.terminationGracePeriodSeconds === template.terminationGracePeriodSeconds &&
    spec.networks === template.networks &&
    spec.volumes === template.volumes &&
    spec.livenessProbe === template.livenessProbe &&
    spec.readinessProbe === template.readinessProbe &&
    isDomainMadeFrom(template.domain, spec.domain)
  );
}

function isDomainMadeFrom(template: VmiSpec['domain'], domain: VmiSpec['domain']): boolean {
  return (
    domain.cpu === template.cpu &&
    domain.memory === template.memory &&
    domain.resources === template.resources &&
    domain.machine === template.machine &&
    domain.features === template.features &&
    domain.launchSecurity === template.launchSecurity &&
    domain.devices === template.devices &&
    isFirmwareMadeFrom(template.firmware, domain.firmware)
  );
}

/** But for the UUID. */
function isFirmwareMadeFrom(template: VmiSpec['domain']['firmware'], firmware: VmiSpec['domain']['firmware']): boolean {
  return (
    firmware?.bootloader === template?.bootloader &&
    firmware?.serial === template?.serial &&
    firmware?.kernelBoot === template?.kernelBoot
  );
}
