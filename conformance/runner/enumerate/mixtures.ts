import { type Command, caseFormat } from '../../../sim/contracts/commands.js';
import { protections } from '../../../sim/contracts/protection.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';

/** One guest of every protection side by side, on one host of every machine: what differs between them is only what must. */
export const mixtures: CaseFamily = function* (machines, kit) {
  const hosts = machines.map((machine, index) => {
    const settings = [...machine.settings.small, ...machine.settings.real][2] ?? {};
    return { name: `h${index}`, machine: machine.id, settings };
  });
  for (const change of [{}, { vcpus: 4 }, { memoryMib: 2048 }, { startPaused: true }, { vsock: true }, { tpm: true }] as const) {
    const commands = protections.map((protection): Command => {
      return { do: 'create', guest: `g-${protection}`, spec: { ...kit.plainGuest, ...change, protection } };
    });
    yield { format: caseFormat, stack: kit.stack, config: kit.config, hosts, commands };
  }
};
