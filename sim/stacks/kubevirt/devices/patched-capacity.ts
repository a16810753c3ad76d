import type { Choices } from '../choices.js';
import { deviceResources, keyResources } from '../device-resources.js';
import { keyCount } from './key-counts.js';
import type { WatchedFiles } from './watched-files.js';

/** Key IDs that are written into the node's status without any plugin. */
export interface PatchedCapacity {
  readonly resource: string;
  /** Absent when nothing is written. */
  readonly count?: number;
  readonly problems: readonly string[];
}

/**
 * What Intel's fork does instead of a device plugin for TDX: each run of the node labeller writes the number of key IDs into
 * `status.capacity`, whatever the gates say, and nobody ever takes it out again.
 * Source: intel/kubevirt-tdx@51a4ecf07 `pkg/virt-handler/node-labeller/node_labeller.go` (patchNode).
 */
export function patchedCapacity(
  files: WatchedFiles,
  labels: Readonly<Record<string, string>>,
  choices: Choices,
): PatchedCapacity {
  const tdx = choices.patchesTdxCapacity ? keyResources.find(({ pool, label }) => pool === 'tdx' && label in labels) : undefined;
  if (tdx === undefined) return nothing;
  const { count, problem } = keyCount(tdx, files.capacity, undefined, labels, choices);
  return { resource, ...(count !== undefined && { count }), problems: problem === undefined ? [] : [problem] };
}

const resource = deviceResources.patchedTdx;

const nothing: PatchedCapacity = { resource, problems: [] };
