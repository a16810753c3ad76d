import type { JsonObject } from '../../sim/core/json.js';
import { admitted } from '../manifest/guest.js';
import { printObjects } from '../manifest/print-objects.js';
import { tolerating } from '../manifest/tolerating.js';
import { type Command, verb } from './command.js';
import { describedGuest, guestOptions, tolerationsOf } from './guest-options.js';
import { configuredKubevirt } from './kubevirt-options.js';

/** `fauxmetal manifest vmi`: what somebody asks KubeVirt for, or the instance its API makes of that. */
export const manifestVmiCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'vmi',
    describe: 'a guest as its owner asks for it, or with --admitted the instance that KubeVirt makes of it',
    builder: (yargs) =>
      guestOptions(yargs)
        .option('admitted', { type: 'boolean', default: false, describe: 'after defaulting and validation' })
        .example('$0 manifest vmi --protection tdx --name web | kubectl apply -f -', 'a TDX guest'),
    handler: (flags) => {
      const request = tolerating(describedGuest(flags), tolerationsOf(flags));
      const objects = flags.admitted ? [admitted(request, configuredKubevirt(flags))] : itemsOf(request);
      printObjects(objects, flags.json, terminal);
    },
  });

function itemsOf(request: JsonObject): readonly JsonObject[] {
  return request.kind === 'List' ? (request.items as readonly JsonObject[]) : [request];
}
