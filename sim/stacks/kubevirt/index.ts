import { type Technology, technologies } from '../../contracts/protection.js';
import type { Subject } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { admit } from './admit.js';
import { type Choices, referenceChoices } from './choices.js';
import { readConfig } from './config.js';
import { label } from './label.js';
import { kubevirtQuirks } from './quirks/index.js';
import type { Quirk } from './quirks/quirk.js';
import { render } from './render.js';
import { run } from './run.js';
import { memoryOverheadParts } from './schedule/memory-overhead.js';
import { claim, place } from './schedule.js';
import { choicesKnowing, unknownMembers } from './technologies.js';
import { vmiOf } from './vmi.js';

export { kubevirtQuirks } from './quirks/index.js';
export { kubevirtRelease, kubevirtReleaseNames } from './releases.js';

/**
 * The KubeVirt reference: what VEP #80 promises, in the words of KubeVirt v1.9. With quirks it becomes one of the releases,
 * forks or mistakes that broke a promise; where two quirks set the same decision, the later of {@link kubevirtQuirks} wins. With
 * fewer technologies it has neither labels nor key IDs nor API members for the others, as releases before they came.
 *
 * @example kubevirt({ quirks: ['label-value-empty'] }).quirks // ['label-value-empty']
 * @example kubevirt(kubevirtRelease('kubevirt@1.5.1'))
 * @throws UsageError for a quirk that does not exist.
 */
export function kubevirt(
  options: { readonly quirks?: readonly string[]; readonly technologies?: readonly Technology[] } = {},
): Subject {
  const quirks = chosenQuirks(options.quirks ?? []);
  const known = options.technologies ?? technologies;
  const choices = choicesKnowing(choicesOf(quirks), known);
  return {
    id: 'kubevirt/reference',
    stack: 'kubevirt',
    quirks: quirks.map(({ name }) => name),
    label: (host, config) => label(host, config, choices),
    admit: (request, config) => {
      const causes = unknownMembers(request, known);
      return causes.length > 0 ? { allowed: false, causes } : admit(request, config, choices);
    },
    claim: (guest, config) => claim(guest, config, choices),
    place: (claimed, hosts, config) => place(claimed, hosts, config, choices),
    render: (guest, host, config) => render(guest, host, config, choices),
    run: (guest, happening, before, config) => run(guest, happening, before, config, choices),
  };
}

/**
 * What the memory overhead of an admitted guest is made of, in bytes by what it is for. For people; claims hold the sum.
 *
 * @throws UsageError for a quirk that does not exist.
 */
export function kubevirtMemoryOverhead(
  guest: JsonObject,
  config: JsonObject,
  quirks: readonly string[],
): Readonly<Record<string, number>> {
  return memoryOverheadParts(vmiOf(guest), readConfig(config), choicesOf(chosenQuirks(quirks)));
}

function choicesOf(quirks: readonly Quirk[]): Choices {
  return quirks.reduce(withQuirk, referenceChoices);
}

function withQuirk(before: Choices, { choices }: Quirk): Choices {
  return { ...before, ...(typeof choices === 'function' ? choices(before) : choices) };
}

function chosenQuirks(names: readonly string[]): readonly Quirk[] {
  for (const name of names) {
    if (!kubevirtQuirks.some((quirk) => quirk.name === name)) throw unknownQuirk(name);
  }
  return kubevirtQuirks.filter(({ name }) => names.includes(name));
}

function unknownQuirk(name: string): UsageError {
  const known = kubevirtQuirks.map((quirk) => quirk.name);
  const near = nearestName(name, known);
  const fix = near === undefined ? `known quirks: ${known.join(', ')}` : `did you mean "${near}"?`;
  return new UsageError(`kubevirt has no quirk "${name}"`, { fix });
}
