import type { MachineValues } from './rules.js';

/**
 * A boot configuration whose command line also carries the requested module parameters, as an administrator writes them:
 * `kvm_intel.tdx=1`. Parameters come after the other words, in the order of the record.
 */
export function bootWords(boot: MachineValues['boot']): MachineValues['boot'] {
  const parameters = Object.entries(boot.moduleParameters).flatMap(([module, values]) =>
    Object.entries(values).map(([name, value]) => `${module}.${name}=${Number(value)}`),
  );
  return { ...boot, commandLine: [...boot.commandLine, ...parameters] };
}
