import { type Technology, technologies } from '../../contracts/protection.js';
import type { HostToLabel, LabelDecision, Subject } from '../../contracts/subject.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { admit } from './admit.js';
import { type NovaChoices, referenceChoices } from './choices.js';
import { label } from './label.js';
import { novaQuirks } from './quirks/index.js';
import type { NovaQuirk } from './quirks/quirk.js';
import { render } from './render.js';
import { run } from './run.js';
import { claim, place } from './schedule.js';
import { choicesKnowing } from './technologies.js';

export { novaQuirks } from './quirks/index.js';
export { novaRelease, novaReleaseNames } from './releases.js';
export { requestDecisionTable } from './request/decision-table.js';

/**
 * The Nova reference: what the specifications of SEV-ES and of stateless firmware promise, and what later ones decided, in the words of Nova
 * 34.0.0. With quirks it becomes one of the releases or mistakes that broke a promise; where two quirks set the same decision, the later of
 * {@link novaQuirks} wins. With fewer technologies it has never heard of the others.
 *
 * @example nova({ quirks: ['model-without-encryption-ignored'] }).quirks // ['model-without-encryption-ignored']
 * @example nova(novaRelease('nova@2025.2'))
 * @throws UsageError for a quirk that does not exist.
 */
export function nova(
  options: { readonly quirks?: readonly string[]; readonly technologies?: readonly Technology[] } = {},
): Subject {
  const quirks = chosenQuirks(options.quirks ?? []);
  const choices = choicesKnowing(choicesOf(quirks), options.technologies ?? technologies);
  return {
    id: 'nova/reference',
    stack: 'nova',
    quirks: quirks.map(({ name }) => name),
    label: (host, config) => (host.ended === true ? unlooked(host) : label(host, config, choices)),
    admit: (request) => admit(request, choices),
    claim: (guest, config) => ({ ...claim(guest, config, choices), keepsPlace: true }),
    place: (claimed, hosts, config) => place(claimed, hosts, config, choices),
    render: (guest, host, config) => render(guest, host, config, choices),
    run: (guest, happening, before) => run(guest, happening, before, choices),
  };
}

/** nova-compute has ended: what it reported stays, and nobody looks. */
function unlooked({ labels, providers = [], memory }: HostToLabel): LabelDecision {
  return { labels, resources: {}, providers, memory, problems: [] };
}

function choicesOf(quirks: readonly NovaQuirk[]): NovaChoices {
  return quirks.reduce(withQuirk, referenceChoices);
}

function withQuirk(before: NovaChoices, { choices }: NovaQuirk): NovaChoices {
  return { ...before, ...(typeof choices === 'function' ? choices(before) : choices) };
}

function chosenQuirks(names: readonly string[]): readonly NovaQuirk[] {
  for (const name of names) {
    if (!novaQuirks.some((quirk) => quirk.name === name)) throw unknownQuirk(name);
  }
  return novaQuirks.filter(({ name }) => names.includes(name));
}

function unknownQuirk(name: string): UsageError {
  const known = novaQuirks.map((quirk) => quirk.name);
  const near = nearestName(name, known);
  const fix = near === undefined ? `known quirks: ${known.join(', ')}` : `did you mean "${near}"?`;
  return new UsageError(`nova has no quirk "${name}"`, { fix });
}
