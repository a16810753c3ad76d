import type { Argv } from 'yargs';
import { type GuestForm, guestForms } from '../../sim/contracts/commands.js';
import { protections } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { kwokToleration } from '../../sim/stacks/kubevirt/objects/node.js';
import { readProtection, requestIn, requestOf } from '../manifest/guest.js';
import { kubevirtOptions } from './kubevirt-options.js';

/** Flags that say which guest is meant. */
export interface GuestArguments {
  readonly protection: string;
  readonly name: string;
  readonly form: GuestForm;
  readonly vmi: string | undefined;
  readonly kwok: boolean;
}

/** Declares the flags shared by everything that shows a guest. */
export function guestOptions<Arguments>(yargs: Argv<Arguments>) {
  return kubevirtOptions(yargs)
    .option('protection', { type: 'string', default: 'snp', describe: `protection of the guest: ${protections.join(', ')}` })
    .option('name', { type: 'string', default: 'guest', describe: 'name of the guest' })
    .option('form', { choices: guestForms, default: 'instance' as GuestForm, describe: 'what somebody asks for' })
    .option('vmi', { type: 'string', describe: 'YAML file with the guest, as kubectl takes it, instead of the flags before' })
    .option('kwok', { type: 'boolean', default: false, describe: 'let it onto the nodes of manifest kwok-node' });
}

/** The object the flags ask for, as its owner writes it. @throws UsageError for anything unknown. */
export function describedGuest({ protection, name, form, vmi }: GuestArguments): JsonObject {
  return vmi === undefined ? requestOf(name, { protection: readProtection(protection), form }) : requestIn(vmi);
}

/** What its pod needs to tolerate beside what it says itself. */
export function tolerationsOf({ kwok }: GuestArguments): readonly JsonObject[] {
  return kwok ? [kwokToleration] : [];
}
