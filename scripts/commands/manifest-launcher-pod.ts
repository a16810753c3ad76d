import { standaloneLauncherPod } from '../../sim/stacks/kubevirt/objects/standalone-launcher-pod.js';
import { claimOf } from '../manifest/guest.js';
import { printObjects } from '../manifest/print-objects.js';
import { type Command, verb } from './command.js';
import { describedGuest, guestOptions, tolerationsOf } from './guest-options.js';
import { configuredKubevirt } from './kubevirt-options.js';

/** `fauxmetal manifest launcher-pod`: the pod a guest runs in, for a real scheduler without a real KubeVirt. */
export const manifestLauncherPodCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'launcher-pod',
    describe: 'the pod a guest runs in: node selector, devices, memory with its overhead',
    builder: (yargs) =>
      guestOptions(yargs).example(
        '$0 manifest launcher-pod --protection snp --kwok | kubectl create -f -',
        'let a real scheduler place it',
      ),
    handler: (flags) => {
      const claim = claimOf(describedGuest(flags), configuredKubevirt(flags));
      printObjects([standaloneLauncherPod(claim, tolerationsOf(flags))], flags.json, terminal);
    },
  });
