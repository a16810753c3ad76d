import type { KataChoices } from '../choices.js';
import { sandboxId } from '../command-line/arguments.js';
import type { Pod } from '../pod.js';

/** The message of the event a kubelet raises when a sandbox cannot be made: containerd's words around the shim's. */
export function sandboxFailure(pod: Pod, why: string): string {
  const id = sandboxId(pod);
  return `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox "${id}": ${taskFailure(why)}`;
}

/** What the shim says when QEMU has ended before it could be spoken to. Source: kata-containers 7c6ba40c54 `src/runtime/virtcontainers/qemu.go`. */
export function launchFailure(stderr: string, { tellsWhyStartFailed }: KataChoices): string {
  if (!tellsWhyStartFailed) return 'exiting QMP loop, command cancelled';
  return `failed to launch qemu: exit status 1, error messages from qemu log: ${stderr}`;
}

function taskFailure(why: string): string {
  return `failed to create containerd task: failed to create shim task: ${why}: unknown`;
}
