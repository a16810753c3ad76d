import type { Command } from '../../../sim/contracts/commands.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf } from './case-of.js';
import { fewestOfSeveral, runnableOn } from './tightest.js';

/** Numbers an operator configures: slots held back while a pool fills up, and limits that do not, or no longer, mean more than the hardware. */
export const novaNumbers: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const [protection] of runnableOn(machine)) {
      const settings = fewestOfSeveral(machine, protection);
      if (settings === undefined) continue;
      const commands: readonly Command[] = [
        { do: 'fill', host: 'h0', protection, beyond: 1 },
        { do: 'label', host: 'h0' },
        { do: 'delete', guest: `h0-${protection}-0` },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
        { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection } },
      ];
      for (const numbers of configured) yield caseOf(kit, { machine, settings }, commands, { ...kit.config, ...numbers });
    }
  }
};

const configured: readonly JsonObject[] = [
  { compute: { reserved_mem_encryption_contexts: { 'amd-sev': 1, 'amd-sev-es': 1, 'amd-sev-snp': 1, 'intel-tdx': 1 } } },
  { libvirt: { num_memory_encrypted_guests: 1 } },
  { libvirt: { num_intel_tdx_guests: 1 } },
  { libvirt: { num_intel_tdx_guests: 5000 } },
];
