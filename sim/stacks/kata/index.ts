import type { Technology } from '../../contracts/protection.js';
import type { Subject } from '../../contracts/subject.js';
import { nearestName, UsageError } from '../../core/usage-error.js';
import { admit } from './admit.js';
import { type KataChoices, referenceChoices } from './choices.js';
import { label } from './label.js';
import { kataQuirks } from './quirks/index.js';
import type { KataQuirk } from './quirks/quirk.js';
import { render } from './render.js';
import { run } from './run.js';
import { claim, place } from './schedule.js';
import { choicesKnowing } from './technologies.js';

export { kataQuirks } from './quirks/index.js';
export { kataRelease, kataReleaseNames } from './releases.js';

/**
 * The reference for Kata Containers on Kubernetes with Node Feature Discovery: what their charts, shims and rules promise to do, in the words of
 * Kubernetes 1.34 and of Kata's Go runtime. With quirks it becomes one of the releases or mistakes that broke a promise; where two quirks set
 * the same decision, the later of {@link kataQuirks} wins. With fewer technologies it has no RuntimeClasses for the others.
 *
 * @example kata({ quirks: ['type-not-first'] }).quirks // ['type-not-first']
 * @throws UsageError for a quirk that does not exist.
 */
export function kata(
  options: { readonly quirks?: readonly string[]; readonly technologies?: readonly Technology[] } = {},
): Subject {
  const quirks = chosenQuirks(options.quirks ?? []);
  const choices = choicesKnowing(choicesOf(quirks), options.technologies);
  return {
    id: 'kata/reference',
    stack: 'kata',
    quirks: quirks.map(({ name }) => name),
    label: (host, config) => label(host, config, choices),
    admit: (request, config) => admit(request, config, choices),
    claim: (guest, config) => claim(guest, config, choices),
    place: (claimed, hosts, config) => place(claimed, hosts, config, choices),
    render: (guest, host, config) => render(guest, host, config, choices),
    run: (guest, happening, before) => run(guest, happening, before, choices),
  };
}

function choicesOf(quirks: readonly KataQuirk[]): KataChoices {
  return quirks.reduce(withQuirk, referenceChoices);
}

function withQuirk(before: KataChoices, { choices }: KataQuirk): KataChoices {
  return { ...before, ...(typeof choices === 'function' ? choices(before) : choices) };
}

function chosenQuirks(names: readonly string[]): readonly KataQuirk[] {
  for (const name of names) {
    if (!kataQuirks.some((quirk) => quirk.name === name)) throw unknownQuirk(name);
  }
  return kataQuirks.filter(({ name }) => names.includes(name));
}

function unknownQuirk(name: string): UsageError {
  const known = kataQuirks.map((quirk) => quirk.name);
  const near = nearestName(name, known);
  const fix = near === undefined ? `known quirks: ${known.join(', ')}` : `did you mean "${near}"?`;
  return new UsageError(`kata has no quirk "${name}"`, { fix });
}
