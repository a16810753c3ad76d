import { type Command, verbGroup } from './command.js';
import { manifestIndexedJobCommand } from './manifest-indexed-job.js';
import { manifestKwokNodeCommand } from './manifest-kwok-node.js';
import { manifestLauncherPodCommand } from './manifest-launcher-pod.js';
import { manifestNodeCommand } from './manifest-node.js';
import { manifestVmiCommand } from './manifest-vmi.js';

/** `fauxmetal manifest`: Kubernetes objects of simulated hosts and their guests. */
export const manifestCommand: Command = (terminal) =>
  verbGroup(
    'manifest',
    'print Kubernetes objects for kubectl: nodes as KubeVirt labels simulated hosts, guests, their pods; a job that runs the gate',
    [manifestNodeCommand, manifestKwokNodeCommand, manifestVmiCommand, manifestLauncherPodCommand, manifestIndexedJobCommand],
    terminal,
  );
