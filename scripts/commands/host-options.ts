import type { Argv } from 'yargs';
import { composeHost, type HostDescription, listVersions, parseSettings } from '../../profiles/index.js';

/** Flags that say which host is meant. */
export interface HostArguments {
  machine: string;
  setting: string[];
  kernel: string | undefined;
  qemu: string | undefined;
  libvirt: string | undefined;
  ovmf: string | undefined;
}

/** Declares the flags shared by everything that works on one simulated host. */
export function hostOptions<Arguments>(yargs: Argv<Arguments>) {
  return changeOptions(yargs).positional('machine', {
    type: 'string',
    demandOption: true,
    describe: 'machine id; fauxmetal host list shows them',
  });
}

/** Declares the flags that say how a host differs from its machine as it comes. */
export function changeOptions<Arguments>(yargs: Argv<Arguments>) {
  return yargs
    .option('setting', {
      type: 'string',
      array: true,
      default: [],
      describe: 'what was changed on the machine, name[=value]; repeatable',
    })
    .option('kernel', { type: 'string', describe: versionsText('kernel') })
    .option('qemu', { type: 'string', describe: versionsText('qemu') })
    .option('libvirt', { type: 'string', describe: versionsText('libvirt') })
    .option('ovmf', { type: 'string', describe: versionsText('ovmf') });
}

/**
 * Makes the host description the flags ask for.
 *
 * @throws UsageError for anything unknown or contradictory.
 */
export function describedHost({ machine, setting, kernel, qemu, libvirt, ovmf }: HostArguments): HostDescription {
  const versions = {
    ...(kernel !== undefined && { kernel }),
    ...(qemu !== undefined && { qemu }),
    ...(libvirt !== undefined && { libvirt }),
    ...(ovmf !== undefined && { ovmf }),
  };
  return composeHost({ machine, settings: parseSettings(setting), versions });
}

function versionsText(software: 'kernel' | 'qemu' | 'libvirt' | 'ovmf'): string {
  const list = listVersions(software).map(({ id, isDefault }) => (isDefault ? `${id} (default)` : id));
  return `${software === 'ovmf' ? 'package of guest firmware' : `${software} version`}: ${list.join(', ')}`;
}
