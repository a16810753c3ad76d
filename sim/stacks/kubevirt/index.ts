import type { Subject } from '../../contracts/subject.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { admit } from './admit.js';
import { type Choices, referenceChoices } from './choices.js';
import { label } from './label.js';
import { kubevirtQuirks } from './quirks/index.js';
import type { Quirk } from './quirks/quirk.js';
import { render } from './render.js';
import { run } from './run.js';
import { claim, place } from './schedule.js';

export { kubevirtQuirks } from './quirks/index.js';

/**
 * The KubeVirt reference: what VEP #80 promises, in the words of KubeVirt v1.9. With quirks it becomes one of the releases,
 * forks or mistakes that broke a promise; where two quirks touch the same decision, the later of {@link kubevirtQuirks} wins.
 *
 * @example kubevirt({ quirks: ['label-value-empty'] }).quirks // ['label-value-empty']
 * @throws UsageError for a quirk that does not exist.
 */
export function kubevirt(options: { readonly quirks?: readonly string[] } = {}): Subject {
  const quirks = chosenQuirks(options.quirks ?? []);
  const choices: Choices = Object.assign({}, referenceChoices, ...quirks.map((quirk) => quirk.choices));
  return {
    id: 'kubevirt/reference',
    stack: 'kubevirt',
    quirks: quirks.map(({ name }) => name),
    label: (host, config) => label(host, config, choices),
    admit: (request, config) => admit(request, config, choices),
    claim: (guest, config) => claim(guest, config, choices),
    place: (claimed, hosts, config) => place(claimed, hosts, config, choices),
    render: (guest, host, config) => render(guest, host, config, choices),
    run: (guest, happening, before) => run(guest, happening, before, choices),
  };
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
