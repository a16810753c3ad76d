import { listMachines, listSettings, listVersions, usageOf } from '../../profiles/index.js';
import { table } from '../table.js';
import { type Command, verb } from './command.js';

/** `fauxmetal profile list`: machines, settings and software versions. */
export const profileListCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'list',
    describe: 'machines, settings and software versions',
    builder: (yargs) => yargs,
    handler: ({ json }) => {
      const listing = profileListing();
      if (json) {
        terminal.print(`${JSON.stringify(listing, undefined, 2)}\n`);
        return;
      }
      const rows = (list: readonly { readonly id: string; readonly about: string }[]): string[][] =>
        list.map(({ id, about }) => [id, about]);
      terminal.print(table(['MACHINE', 'WHAT IT IS'], rows(listing.machines), terminal.columns));
      terminal.print(
        `\n${table(
          ['SETTING', 'WHAT IT CHANGES'],
          listing.settings.map(({ usage, about }) => [usage, about]),
          terminal.columns,
        )}`,
      );
      for (const [software, versions] of Object.entries(listing.versions)) {
        terminal.print(`\n${table([software.toUpperCase(), 'WHAT IT IS'], rows(versions), terminal.columns)}`);
      }
    },
  });

function profileListing() {
  const versions = (software: 'kernel' | 'qemu' | 'libvirt' | 'ovmf') => listVersions(software);
  return {
    machines: listMachines().map(({ id, about, provenance }) => ({ id, about, provenance })),
    settings: listSettings().map((setting) => ({ id: setting.id, usage: usageOf(setting), about: setting.about })),
    versions: { kernel: versions('kernel'), qemu: versions('qemu'), libvirt: versions('libvirt'), ovmf: versions('ovmf') },
  };
}
