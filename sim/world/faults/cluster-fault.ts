import type { CaseHost, ClusterFaultName, Command } from '../../contracts/commands.js';
import type { JsonObject } from '../../core/json.js';

/** One thing that can happen to a control plane and its nodes. Nothing of it is carried out here: it stands for commands of the world. */
export interface ClusterFault {
  readonly name: ClusterFaultName;
  /** What happens, in one sentence. */
  readonly about: string;
  /** What it touches. */
  readonly scope: string;
  /** What one might expect of it, and it does not do. */
  readonly doesNot: string;
  /** It stays until it is over (`lasts`), or is over at once, and may happen again (`strikes`). */
  readonly window: FaultSpan;
  /** How often it happens before a command of its window, out of 256, where nobody says otherwise. */
  readonly chance: number;
  /** The commands that bring it about, or end it; none where the host cannot have it, and none that end what strikes. */
  readonly commands: (on: boolean, place: FaultPlace) => readonly Command[];
}

/** How long a fault is there. */
export type FaultSpan = 'lasts' | 'strikes';

/** Where a fault happens. */
export interface FaultPlace {
  readonly host: string;
  /** The host as the case began with it. */
  readonly original: CaseHost;
  /** What the window takes along; empty where it takes nothing. */
  readonly with: JsonObject;
  /** Configuration the case began with. */
  readonly config: JsonObject;
  /** Can the host have these settings? */
  readonly possible: (settings: CaseHost['settings']) => boolean;
}

/** A reboot into other settings, and back into those the case began with; none where the host cannot have them. */
export function rebootInto(
  on: boolean,
  changes: CaseHost['settings'],
  { host, original, possible }: FaultPlace,
): readonly Command[] {
  const settings = on ? { ...original.settings, ...changes } : original.settings;
  return possible({ ...original.settings, ...changes }) ? [{ do: 'reboot', host, settings }] : [];
}
