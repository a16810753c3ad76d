import type { HostToLabel } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keyResources } from '../device-resources.js';
import { keyCount } from './key-counts.js';
import { type PatchedCapacity, patchedCapacity } from './patched-capacity.js';
import { afterEvent, announced, type PluginEvent, type PluginState } from './plugin.js';
import { type WantedPlugin, wantedPlugins } from './plugin-table.js';
import { type WatchedFiles, watchedFiles } from './watched-files.js';

/** What the kubelet has been told by all plugins of a node, and what the agent remembers of them. */
export interface AnnouncedDevices {
  /** Healthy units by resource; a resource without any is absent. */
  readonly resources: Readonly<Record<string, number>>;
  readonly unhealthy: Readonly<Record<string, number>>;
  readonly flash: Readonly<Record<string, number>>;
  /** Plugins by resource; the same object as before when nothing changed. */
  readonly plugins: PluginStates;
  /** Every plugin serves. */
  readonly initialised: boolean;
  /** A plugin ended the agent. */
  readonly panicked: boolean;
  readonly problems: readonly string[];
}

/** What the agent remembers of its plugins, by resource. */
export type PluginStates = Readonly<Record<string, PluginState>>;

/**
 * Lets every plugin the configuration asks for live through what happened, and stops the others. What followed from the same files,
 * configuration and memory before is not worked out again.
 */
export function announcedDevices(
  host: HostToLabel,
  labels: Readonly<Record<string, string>>,
  config: Config,
  choices: Choices,
): AnnouncedDevices {
  const files = watchedFiles(host.reader, config.qgsSocketPath);
  const before = rememberedPlugins(host.memory);
  const known = knownFrom(choices, config, before);
  const key = `${host.happening} ${keyResources.map(({ label }) => label in labels)} ${files.mark}`;
  const found = known.get(key) ?? livedThrough({ host, files, before, labels, config, choices });
  if (known.size >= knownMax) known.clear();
  known.set(key, found);
  return found;
}

const knownMax = 256;

/** The orderly end of an agent: every plugin sends an empty list. */
export function withdrawnDevices({ reader, memory, labels }: HostToLabel, config: Config, choices: Choices): Told {
  const told = choices.deregistersDevices ? noDevices : toldBy(rememberedPlugins(memory));
  return withPatched(told, patchedCapacity(watchedFiles(reader, config.qgsSocketPath), labels, choices));
}

const noDevices = { resources: {}, unhealthy: {} };

/** Plugins in what the agent remembers; what is not of this shape is nothing. */
function rememberedPlugins({ plugins }: JsonObject): PluginStates {
  return typeof plugins === 'object' && plugins !== null ? (plugins as unknown as PluginStates) : noPlugins;
}

const noPlugins: PluginStates = {};

interface Circumstances {
  readonly host: HostToLabel;
  readonly files: WatchedFiles;
  readonly before: PluginStates;
  readonly labels: Readonly<Record<string, string>>;
  readonly config: Config;
  readonly choices: Choices;
}

function livedThrough(now: Circumstances): AnnouncedDevices {
  const { before, config, choices } = now;
  const wanted = wantedPlugins(config, choices);
  const patched = patchedCapacity(now.files, now.labels, choices);
  const problems: string[] = [...patched.problems];
  const after: Record<string, PluginState> = stillRunning(before, wanted, choices);
  const flash: Record<string, number> = {};
  let panicked = false;
  for (const plugin of wanted) {
    const step = stepOf(plugin, now, problems);
    if (step === undefined) continue;
    after[plugin.resource] = step.state;
    if (step.flashed === true) flash[plugin.resource] = step.state.devices;
    panicked ||= step.panicked === true;
  }
  const told = withPatched(toldBy(after), patched);
  const initialised = Object.values(after).every(({ phase }) => phase !== 'waiting');
  return { ...told, flash, plugins: sameOr(before, after), initialised, panicked, problems };
}

type Told = Pick<AnnouncedDevices, 'resources' | 'unhealthy'>;

function withPatched(told: Told, { resource, count }: PatchedCapacity): Told {
  return count === undefined ? told : { ...told, resources: { ...told.resources, [resource]: count } };
}

/** What nobody asks for any more is stopped; some releases forget to, or do not tell the kubelet. */
function stillRunning(before: PluginStates, wanted: readonly WantedPlugin[], choices: Choices): Record<string, PluginState> {
  if (choices.deregistersDevices && choices.stopsUnwantedPlugins) return {};
  return Object.fromEntries(
    Object.entries(before).filter(([resource]) => wanted.every((plugin) => plugin.resource !== resource)),
  );
}

/** What happens to one plugin; undefined when it is not there. */
function stepOf(wanted: WantedPlugin, now: Circumstances, problems: string[]): ReturnType<typeof afterEvent> | undefined {
  const { resource, kind, watches } = wanted;
  const state = now.before[resource];
  const devices = devicesOf(wanted, state, now, problems);
  if (devices === undefined) return undefined;
  const sight = watches === undefined ? 'there' : now.files[watches];
  const step = afterEvent({ resource, kind, devices }, state, eventOf(now.host.happening), sight, now.choices);
  if (step.state.phase === 'waiting') problems.push(`Error starting ${resource} device plugin: ${unwatchable}`);
  return step;
}

const unwatchable = 'failed to add the device root path to the watcher: no such file or directory';

function devicesOf(
  { keys }: WantedPlugin,
  state: PluginState | undefined,
  now: Circumstances,
  problems: string[],
): number | undefined {
  const { host, files, labels, config, choices } = now;
  if (keys === undefined) return config.maxDevices;
  if (!choices.countsKeysAnewAt(host.happening)) return state?.devices;
  const { count, problem } = keyCount(keys, files.capacity, state?.devices, labels, choices);
  if (problem !== undefined) problems.push(problem);
  return count !== undefined && state !== undefined && !choices.refreshesRunningCounts ? state.devices : count;
}

function eventOf(happening: HostToLabel['happening']): PluginEvent {
  if (happening === 'kubelet-restarted') return 'kubelet-restarted';
  return happening === 'agent-started' || happening === 'agent-restarted' ? 'start' : 'look';
}

function toldBy(plugins: PluginStates): Told {
  const resources: Record<string, number> = {};
  const unhealthy: Record<string, number> = {};
  for (const [resource, state] of Object.entries(plugins)) {
    const units = announced(state);
    if (units.healthy > 0) resources[resource] = units.healthy;
    if (units.unhealthy > 0) unhealthy[resource] = units.unhealthy;
  }
  return { resources, unhealthy };
}

/** The old states when they are equal to the new ones, so that what is kept by identity stays. */
function sameOr(before: PluginStates, after: PluginStates): PluginStates {
  const names = Object.keys(after);
  const same =
    names.length === Object.keys(before).length && names.every((name) => isSame(before[name], after[name] as PluginState));
  return same ? before : after;
}

function isSame(left: PluginState | undefined, right: PluginState): boolean {
  return (
    left !== undefined &&
    left.phase === right.phase &&
    left.healthy === right.healthy &&
    left.devices === right.devices &&
    left.starts === right.starts &&
    left.errors === right.errors
  );
}

function knownFrom(choices: Choices, config: Config, before: PluginStates): Map<string, AnnouncedDevices> {
  const ofChoices = known.get(choices) ?? new WeakMap<Config, WeakMap<PluginStates, Map<string, AnnouncedDevices>>>();
  known.set(choices, ofChoices);
  const ofConfig = ofChoices.get(config) ?? new WeakMap<PluginStates, Map<string, AnnouncedDevices>>();
  ofChoices.set(config, ofConfig);
  const ofMemory = ofConfig.get(before) ?? new Map<string, AnnouncedDevices>();
  ofConfig.set(before, ofMemory);
  return ofMemory;
}

const known = new WeakMap<Choices, WeakMap<Config, WeakMap<PluginStates, Map<string, AnnouncedDevices>>>>();
