import type { Choices } from '../choices.js';
import type { PluginKind } from './plugin-kind.js';

/** One device plugin of a node. */
export interface Plugin {
  /** Extended resource it serves: `devices.kubevirt.io/tdx`. */
  readonly resource: string;
  readonly kind: PluginKind;
  /** How many devices it announces. */
  readonly devices: number;
}

/** Where a plugin is in its life; what the agent remembers of it. */
export interface PluginState {
  /** It serves its list; it failed and waits to try again; or the kubelet has forgotten it and it does not know. */
  readonly phase: 'serving' | 'waiting' | 'lost';
  readonly healthy: boolean;
  readonly devices: number;
  /** Times its server was started in this process. */
  readonly starts: number;
  /** Failures in a row. */
  readonly errors: number;
}

/** What may happen to a plugin that is not being stopped; a look is also the next attempt of one that waits. */
export type PluginEvent = 'start' | 'look' | 'kubelet-restarted';

/** What a plugin sees of the file it watches. */
export type Sight = 'there' | 'gone' | 'directory-gone';

/** What became of a plugin. */
export interface PluginStep {
  readonly state: PluginState;
  /** It announced devices as healthy before it had looked at them. */
  readonly flashed?: true;
  /** It ended the whole agent. */
  readonly panicked?: true;
}

/** The decisions a plugin asks the stack's choices for. */
export type PluginHabits = Pick<
  Choices,
  'looksBeforeAnnouncing' | 'hearsHealth' | 'noticesKubeletRestart' | 'survivesSecondStart' | 'optionalSocketNeedsDirectory'
>;

/** Seconds before the next attempt, by failures in a row; a clean end waits as long as no failure. Source: KubeVirt v1.9 `device_controller.go` (defaultBackoffTime). */
export const backoffSeconds: readonly number[] = [1, 2, 5, 10];

/** How long a plugin waits before it is started again. */
export function secondsToWait({ errors }: Pick<PluginState, 'errors'>): number {
  return backoffSeconds[Math.min(errors, backoffSeconds.length - 1)] as number;
}

/**
 * The next state of a plugin, after whatever it waited for is over. Serving comes first and registering second, so there is no state
 * in which the kubelet knows of a plugin that does not answer.
 * Source: KubeVirt v1.9 `pkg/virt-handler/device-manager/{device_plugin_base,generic_device,socket_device}.go`.
 */
export function afterEvent(
  plugin: Plugin,
  state: PluginState | undefined,
  event: PluginEvent,
  sight: Sight,
  habits: PluginHabits,
): PluginStep {
  if (state === undefined || event === 'start') return started(plugin, undefined, sight, habits);
  const { kind, devices } = plugin;
  if (state.phase === 'lost') return { state };
  if (state.phase === 'waiting') return started(plugin, state, sight, habits);
  if (event === 'look') return { state: { ...state, devices, healthy: healthNow(kind, state, sight, habits) } };
  if (!habits.noticesKubeletRestart(kind)) return { state: { ...state, phase: 'lost' } };
  return started(plugin, state, sight, habits);
}

/** Units a plugin in this state has told the kubelet of; none while it does not serve. */
export function announced({ phase, healthy, devices }: PluginState): { readonly healthy: number; readonly unhealthy: number } {
  if (phase !== 'serving') return { healthy: 0, unhealthy: 0 };
  return healthy ? { healthy: devices, unhealthy: 0 } : { healthy: 0, unhealthy: devices };
}

function started(plugin: Plugin, before: PluginState | undefined, sight: Sight, habits: PluginHabits): PluginStep {
  const { kind, devices } = plugin;
  const starts = (before?.starts ?? 0) + 1;
  const base = { devices, starts };
  if (starts > 1 && !habits.survivesSecondStart(kind)) {
    return { state: { ...base, phase: 'waiting', healthy: false, errors: 0 }, panicked: true };
  }
  if (!isWatchable(kind, sight, habits)) return failed(plugin, { ...base, errors: (before?.errors ?? 0) + 1 }, sight, habits);
  const healthy = !habits.hearsHealth(kind) || isHealthy(kind, sight);
  const state: PluginState = { ...base, phase: 'serving', healthy, errors: 0 };
  return healthy || habits.looksBeforeAnnouncing ? { state } : { state, flashed: true };
}

/** One that panics when it is started for the second time does so as soon as the wait is over, whatever else happens. */
function failed(
  plugin: Plugin,
  { devices, starts, errors }: Pick<PluginState, 'devices' | 'starts' | 'errors'>,
  sight: Sight,
  habits: PluginHabits,
): PluginStep {
  const state: PluginState = { phase: 'waiting', healthy: false, devices, starts, errors };
  if (!habits.survivesSecondStart(plugin.kind)) return started(plugin, state, sight, habits);
  return habits.looksBeforeAnnouncing ? { state } : { state, flashed: true };
}

/** A directory that is not there cannot be watched; that matters to whoever must know when something appears in it. */
function isWatchable(kind: PluginKind, sight: Sight, habits: PluginHabits): boolean {
  if (sight !== 'directory-gone') return true;
  return kind === 'optional-socket' ? !habits.optionalSocketNeedsDirectory : kind !== 'required-socket';
}

function healthNow(kind: PluginKind, state: PluginState, sight: Sight, habits: PluginHabits): boolean {
  return habits.hearsHealth(kind) ? isHealthy(kind, sight) : state.healthy;
}

function isHealthy(kind: PluginKind, sight: Sight): boolean {
  return (kind !== 'device-node' && kind !== 'required-socket') || sight === 'there';
}
