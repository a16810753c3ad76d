import type { BootTruth } from '../../../sim/contracts/truth.js';
import { GuestKeys } from '../../../sim/host/guest-keys.js';
import { Host, type KeysOf } from '../../../sim/host/host.js';
import { type KeyParts, linuxKeyParts } from '../../../sim/host/key-parts.js';
import { kernelRulebook, type MiscRulebook } from '../../../sim/host/misc-controller.js';
import type { MachineMaker } from '../../../sim/world/world-parts.js';

/** A host that misbehaves, and must be caught at it. */
export interface HostMutant {
  readonly name: string;
  /** What it does wrong, in one sentence. */
  readonly sentence: string;
  /** Requirement that must catch it. */
  readonly killedBy: string;
  /** Makes the wrong machines. */
  readonly machine: MachineMaker;
}

/** Machines whose keys are kept otherwise. */
export function keeping(keysOf: KeysOf): MachineMaker {
  return { boot: (description, name) => new Host(description, name, keysOf), show: (reader) => reader };
}

/** Machines with one or two parts of their own, all else as in Linux. */
export function withParts(parts: Partial<KeyParts>): MachineMaker {
  const all = { ...linuxKeyParts, ...parts };
  return keeping((boot, faults, before) => new GuestKeys(boot, faults, all, before));
}

/** Machines whose misc controller has one rule of its own. */
export function withMiscRule(rule: Partial<MiscRulebook>): MachineMaker {
  return withParts({ miscRulebook: { ...kernelRulebook, ...rule } });
}

/** Machines that are Linux hosts with a class of their own. */
export function ofClass(Kind: new (...args: ConstructorParameters<typeof Host>) => Host): MachineMaker {
  return { boot: (description, name) => new Kind(description, name), show: (reader) => reader };
}

/** Right machines that show one kind of file wrong; `change` gets the text and the truth of the boot. */
export function showing(path: RegExp, change: (text: string, boot: BootTruth) => string): MachineMaker {
  return {
    boot: (description, name) => new Host(description, name),
    show: (reader, host) => ({
      ...reader,
      read: (asked) => {
        const found = reader.read(asked);
        return found.ok && path.test(asked) ? { ok: true, text: change(found.text, host.boot) } : found;
      },
    }),
  };
}
