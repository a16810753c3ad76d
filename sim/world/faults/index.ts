import {
  type ClusterFaultName,
  type Command,
  clusterFaultNames,
  type FaultName,
  type HostFaultName,
  hostFaultNames,
} from '../../contracts/commands.js';
import { hostFaults } from '../../host/faults/index.js';
import { agentCrash } from './agent-crash.js';
import { agentSilent } from './agent-silent.js';
import { biosChange } from './bios-change.js';
import { clockJump } from './clock-jump.js';
import type { ClusterFault, FaultPlace, FaultSpan } from './cluster-fault.js';
import { firmwareTooOld } from './firmware-too-old.js';
import { hostReboot } from './host-reboot.js';
import { hotConfiguration } from './hot-configuration.js';
import { kubeletRestart } from './kubelet-restart.js';
import { libvirtdRestart } from './libvirtd-restart.js';
import { quoteServiceGone } from './quote-service-gone.js';
import { schedulerLags } from './scheduler-lags.js';
import { watchDuplicated } from './watch-duplicated.js';
import { watchLost } from './watch-lost.js';
import { watchReordered } from './watch-reordered.js';

/** Anything that can break: in a host, or in the control plane and its nodes. */
export interface Fault {
  readonly name: FaultName;
  readonly about: string;
  readonly scope: string;
  readonly doesNot: string;
  readonly window: FaultSpan;
  /** Out of 256. */
  readonly chance: number;
  readonly commands: (on: boolean, place: FaultPlace) => readonly Command[];
}

const clusterFaults: Readonly<Record<ClusterFaultName, ClusterFault>> = {
  'firmware-too-old': firmwareTooOld,
  'quote-service-gone': quoteServiceGone,
  'kubelet-restart': kubeletRestart,
  'agent-crash': agentCrash,
  'agent-silent': agentSilent,
  'libvirtd-restart': libvirtdRestart,
  'host-reboot': hostReboot,
  'bios-change': biosChange,
  'hot-configuration': hotConfiguration,
  'clock-jump': clockJump,
  'watch-duplicated': watchDuplicated,
  'watch-lost': watchLost,
  'watch-reordered': watchReordered,
  'scheduler-lags': schedulerLags,
};

/** Every fault there is, those of hosts first, in display order. */
export const faultCatalogue: readonly Fault[] = [
  ...hostFaultNames.map(ofHost),
  ...clusterFaultNames.map((name): Fault => clusterFaults[name]),
];

const byName: ReadonlyMap<FaultName, Fault> = new Map(faultCatalogue.map((fault) => [fault.name, fault]));

/** A fault by its name; undefined for a name of another version. */
export function faultOf(name: FaultName): Fault | undefined {
  return byName.get(name);
}

function ofHost(name: HostFaultName): Fault {
  const { about, scope, doesNot, window, chance } = hostFaults[name];
  return { name, about, scope, doesNot, window, chance, commands: (on, { host }) => [{ do: 'fault', host, fault: name, on }] };
}
