import { canonicalJson, digestOf } from '../sim/core/json.js';
import { UsageError } from '../sim/core/usage-error.js';
import { applySettings, type ChosenSetting } from './apply-settings.js';
import { bears } from './bearing.js';
import { bootWords } from './boot-words.js';
import type { HostDescription } from './description.js';
import { pathsOverlap, type Tree } from './dotted-path.js';
import { frozen } from './frozen.js';
import { entryNamed, type Machine, machineNamed } from './load.js';
import { factsOf } from './provenance.js';
import { firstContradiction, type MachineValues } from './rules.js';
import { checkedValue, type Settings, type SettingValue } from './settings.js';
import { softwareOf, type Versions } from './software.js';

/** What a host is to be made of. */
export interface HostRequest {
  /** A machine id, or a machine that was loaded from a file. */
  readonly machine: string | Machine;
  readonly settings?: Settings;
  /** Versions that differ from the machine's defaults. */
  readonly versions?: Versions;
}

/**
 * Makes the description of a host from machine × settings × versions. Pure and cached: the same request gives the identical
 * (frozen) object, and different hosts share the parts in which they agree.
 *
 * @throws UsageError for unknown names (with the nearest one), settings that do not apply to the machine, values out of range,
 *   settings that contradict each other, and facts that contradict each other unless a setting declares a legal oddity.
 */
export function composeHost(request: HostRequest): HostDescription {
  const key = requestKey(request);
  const known = composed.get(key);
  if (known !== undefined) return known;
  const description = frozen(compose(request));
  composed.set(key, description);
  return description;
}

const composed = new Map<string, HostDescription>();

function requestKey({ machine, settings, versions }: HostRequest): string {
  return canonicalJson([typeof machine === 'string' ? machine : { digest: machine.digest }, settings ?? {}, versions ?? {}]);
}

function compose({ machine: named, settings = {}, versions = {} }: HostRequest): HostDescription {
  const machine = typeof named === 'string' ? machineNamed(named) : named;
  const chosen = chosenSettings(settings);
  const start: Tree = { ...machine.values, ...softwareOf(machine, chosen, versions) };
  const { tree, written } = applySettings(machine, start, chosen);
  const values = tree as unknown as MachineValues;
  refuseContradictions(values, chosen);
  const boot = bootWords(values.boot);
  const body = { ...tree, boot, machine: machine.id, assumedFacts: assumedFactsOf(machine, written, values) };
  return { key: keyOf(body), ...body } as unknown as HostDescription;
}

function chosenSettings(settings: Settings): readonly ChosenSetting[] {
  const ids = Object.keys(settings).sort();
  return ids.map((id) => {
    const setting = entryNamed('setting', id);
    return { setting, value: checkedValue(setting, settings[id] as SettingValue) };
  });
}

function refuseContradictions(values: MachineValues, chosen: readonly ChosenSetting[]): void {
  const waived = new Set(chosen.flatMap(({ setting }) => setting.legalOddity?.waives ?? []));
  const found = firstContradiction(values, waived);
  if (found === undefined) return;
  throw new UsageError(`${found.problem} (rule ${found.rule})`, { place: { path: found.path }, fix: found.fix });
}

/** Assumed facts that no setting replaced and that something rests on. */
function assumedFactsOf(machine: Machine, written: readonly string[], values: MachineValues): readonly string[] {
  const assumed = factsOf(machine.facts).filter(({ fact }) => fact.provenance === 'assumed');
  const kept = assumed.map(({ path }) => path).filter((path) => !written.some((other) => pathsOverlap(path, other)));
  return kept.filter((path) => bears(path, values));
}

/** Parts are shared between hosts, so each is digested once. */
function keyOf(body: Tree): string {
  return digestOf(Object.entries(body).map(([name, part]) => [name, partDigest(part)]));
}

const digests = new WeakMap<object, string>();

function partDigest(part: unknown): string {
  if (part === null || typeof part !== 'object') return digestOf(part);
  const known = digests.get(part) ?? digestOf(part);
  digests.set(part, known);
  return known;
}
