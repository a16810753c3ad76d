import { composeHost, getMachine, listMachines, listSettings, listVersions, versionedSoftware } from '../../../profiles/index.js';
import type { Case, CaseHost, SettingValue } from '../../../sim/contracts/commands.js';
import type { StackKit } from '../../subjects/stack-kit.js';
import { oddMembers } from '../shrink/plain-configs.js';
import type { Change } from './change.js';

/** Several values of one thing, from near to far or from small to large. */
export interface Alternatives {
  readonly changes: readonly Change[];
  /** The value it has now, when it is a number: then two neighbours can be narrowed down to the boundary between them. */
  readonly now?: number;
  /** The thing as it is now. */
  readonly before: Change['value'];
}

/** Everything worth changing alone: settings that are made, versions, settings that could be made, configuration, machines. */
export function* singleChanges(theCase: Case, kit: StackKit): Generator<Alternatives> {
  for (const host of theCase.hosts) yield* madeSettings(host);
  for (const host of theCase.hosts) yield* otherVersions(host);
  for (const host of theCase.hosts) yield* newSettings(host);
  yield* otherConfigurations(theCase, kit);
  for (const host of theCase.hosts) yield otherMachines(host);
}

function* madeSettings(host: CaseHost): Generator<Alternatives> {
  for (const [name, before] of Object.entries(host.settings)) {
    const with_ = (value?: SettingValue): Change => ({
      what: 'setting',
      host: host.name,
      name,
      ...(value !== undefined && { value }),
    });
    if (typeof before === 'number') yield { changes: numbersAround(before, rangeOf(name)).map(with_), now: before, before };
    yield {
      changes: [
        ...wordsOf(name)
          .filter((word) => word !== before)
          .map(with_),
        with_(),
      ],
      before,
    };
  }
}

/** Newer and older ones in turn, the nearest first. */
function* otherVersions(host: CaseHost): Generator<Alternatives> {
  const { machine, settings, versions = {} } = host;
  for (const name of versionedSoftware) {
    const before = composeHost({ machine, settings, versions })[name].id;
    const all = listVersions(name).map(({ id }) => id);
    const here = all.indexOf(before);
    const others = all.filter((id) => id !== before);
    const nearest = others.sort((left, right) => Math.abs(all.indexOf(left) - here) - Math.abs(all.indexOf(right) - here));
    yield { changes: nearest.map((value) => ({ what: 'version', host: host.name, name, value })), before };
  }
}

function* newSettings(host: CaseHost): Generator<Alternatives> {
  for (const { id: name } of listSettings(getMachine(host.machine))) {
    if (name in host.settings) continue;
    const values = valuesOf(name);
    yield { changes: values.map((value) => ({ what: 'setting', host: host.name, name, value })), before: undefined };
  }
}

/** One member as it is in another configuration that is worth trying. */
function* otherConfigurations({ config }: Case, kit: StackKit): Generator<Alternatives> {
  for (const other of [kit.config, ...kit.otherConfigs]) {
    for (const name of oddMembers(config, other)) {
      const value = other[name];
      yield { changes: [{ what: 'configuration', name, ...(value !== undefined && { value }) }], before: config[name] };
    }
  }
}

function otherMachines(host: CaseHost): Alternatives {
  const others = listMachines().filter(({ id }) => id !== host.machine);
  return { changes: others.map(({ id: value }) => ({ what: 'machine', host: host.name, value })), before: host.machine };
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

function rangeOf(name: string): Range {
  const kind = kindOf(name);
  return kind?.type === 'integer' ? kind : { minimum: 0, maximum: 0 };
}

function wordsOf(name: string): readonly string[] {
  const kind = kindOf(name);
  return kind?.type === 'word' ? kind.words : [];
}

function valuesOf(name: string): readonly SettingValue[] {
  const kind = kindOf(name);
  if (kind === undefined) return [true];
  return kind.type === 'word' ? kind.words : powersIn(kind);
}

function kindOf(name: string) {
  return listSettings().find(({ id }) => id === name)?.value;
}

/** Steps that double, below and above a number in turn, up to the ends of a range. */
function numbersAround(value: number, { minimum, maximum }: Range): readonly number[] {
  const found: number[] = [];
  for (let step = 1; value - step >= minimum || value + step <= maximum; step *= 2) found.push(value - step, value + step);
  return [...found, minimum, maximum].filter((other, index, all) => {
    return other >= minimum && other <= maximum && other !== value && all.indexOf(other) === index;
  });
}

/** Numbers that double from the least to the greatest of a range, both included. */
function powersIn({ minimum, maximum }: Range): readonly number[] {
  const found = [minimum];
  for (let step = 1; minimum + step < maximum; step *= 2) found.push(minimum + step);
  return maximum === minimum ? found : [...found, maximum];
}
