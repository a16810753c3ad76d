import type { HostReader } from '../../../contracts/reader.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { kernelSwitch } from './kernel-switch.js';
import { libvirtDirectory, type Versions } from './libvirt-answers.js';
import type { MachineAnswer } from './machines.js';
import type { ModelUnits } from './model-units.js';
import { type DetectionProblem, problem } from './problem.js';
import { isAtLeast } from './release.js';

/**
 * Which of AMD's models guests can have, and how many guests of each. All rest on SEV: libvirt offers it and the kernel switched it on.
 * SEV-ES needs its own switch and a QEMU that knows it. SNP needs its switch and libvirt's type of launch security; it takes its guests
 * from SEV-ES's pool, so that where it launches SEV-ES is not offered. Source: the SEV-ES specification; nova 34.0.0
 * `nova/virt/libvirt/host.py` (supports_amd_sev, supports_amd_sev_es, supports_amd_sev_snp).
 *
 * @param machines Whose word counts, in order.
 */
export function sevModels(
  reader: HostReader,
  machines: readonly MachineAnswer[],
  { qemu }: Versions,
  choices: NovaChoices,
): Outcome<ModelUnits, DetectionProblem> {
  const sevSwitch = kernelSwitch(reader, 'amd-sev', choices);
  if (!sevSwitch.ok) return sevSwitch;
  const counts = guestCounts(machines, choices);
  if (!sevSwitch.value || counts === undefined || !choices.knownModels.includes('amd-sev')) return done({});
  const esSwitch = kernelSwitch(reader, 'amd-sev-es', choices);
  const snpSwitch = kernelSwitch(reader, 'amd-sev-snp', choices);
  if (!esSwitch.ok) return esSwitch;
  if (!snpSwitch.ok) return snpSwitch;
  const snpIsAsked = snpSwitch.value && choices.knownModels.includes('amd-sev-snp');
  const snpOffer = snpIsAsked ? offersSnp(machines, choices) : done(false);
  if (!snpOffer.ok) return snpOffer;
  const snp = snpOffer.value;
  const yields = { 'where-snp-launches': snp, 'where-kernel-has-it': snpSwitch.value, never: false }[choices.esYieldsToSnp];
  const es = esSwitch.value && isAtLeast(qemu, choices.qemuForSevEs) && !yields && choices.knownModels.includes('amd-sev-es');
  return unitsOf({ es, snp }, counts, choices);
}

interface GuestCounts {
  readonly maxGuests: number | undefined;
  readonly maxESGuests: number | undefined;
}

/** The first machine type's, or the lowest of all that offer SEV. */
function guestCounts(machines: readonly MachineAnswer[], { believes }: NovaChoices): GuestCounts | undefined {
  const said = machines.flatMap(({ sev }) => (sev === undefined ? [] : [sev]));
  if (believes === 'first' || said.length < 2) return said[0];
  return { maxGuests: lowest(said.map((each) => each.maxGuests)), maxESGuests: lowest(said.map((each) => each.maxESGuests)) };
}

function lowest(counts: readonly (number | undefined)[]): number | undefined {
  const said = counts.filter((count) => count !== undefined);
  return said.length === counts.length ? Math.min(...said) : undefined;
}

function offersSnp(
  machines: readonly MachineAnswer[],
  { snpNeedsLaunchType, toleratesMissingTypes }: NovaChoices,
): Outcome<boolean, DetectionProblem> {
  if (!snpNeedsLaunchType) return done(true);
  for (const { launchTypes } of machines) {
    if (launchTypes === undefined && !toleratesMissingTypes) return refused(noTypes);
    if (launchTypes?.includes('sev-snp') === true) return done(true);
  }
  return done(false);
}

const noTypes = problem('types-unsaid', 'launchSecurity', "TypeError: argument of type 'NoneType' is not iterable");

function unitsOf(
  { es, snp }: { readonly es: boolean; readonly snp: boolean },
  { maxGuests, maxESGuests }: GuestCounts,
  choices: NovaChoices,
): Outcome<ModelUnits, DetectionProblem> {
  const unsaid = maxGuests === undefined ? 'maxGuests' : (es || snp) && maxESGuests === undefined ? 'maxESGuests' : undefined;
  if (unsaid !== undefined && choices.guestsUnsaid === 'crash') return refused(countUnsaid(unsaid));
  const sevUnits = units(maxGuests, choices.guestsUnsaid === 'endless' ? endless : 0, choices);
  const esUnits = units(maxESGuests, 0, choices);
  const snpUnits = choices.snpUnits === 'es-pool' ? esUnits : sevUnits;
  return done({ 'amd-sev': sevUnits, ...(es && { 'amd-sev-es': esUnits }), ...(snp && { 'amd-sev-snp': snpUnits }) });
}

/** What the database can hold. Source: nova `nova/db/constants.py` (MAX_INT). */
const endless = 0x7fffffff;

function units(said: number | undefined, unsaid: number, { negativeIsNone }: NovaChoices): number {
  const count = said ?? unsaid;
  return negativeIsNone ? Math.max(0, count) : count;
}

function countUnsaid(element: string): DetectionProblem {
  const words = `there is no <${element}>: TypeError: %d format: a real number is required, not NoneType`;
  return problem('guests-unsaid', `${libvirtDirectory}/domcapabilities`, words);
}
