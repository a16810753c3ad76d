/**
 * Checks: both numbers in the domain capabilities, where libvirt shows them.
 * Does not check: whether they fit the ranges of the kernel, which libvirt does not ask.
 * Source: libvirt src/qemu/qemu_capabilities.c (virQEMUCapsGetSEVMaxGuests)
 */

import type { BootTruth } from '../../../../sim/contracts/truth.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/shown/guest-counts`. */
export const shownGuestCounts: Invariant = {
  requirement: 'host/shown/guest-counts',
  judge(evidence, say) {
    for (const event of look(evidence).inspections) {
      const document = event.files['/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml'] ?? '';
      const [ecx, edx] = registersOf(event.truth);
      const none = ecx === 0 || edx === 0;
      const counts = { maxGuests: none ? 0 : (ecx - edx + 1) | 0, maxESGuests: none ? 0 : (edx - 1) | 0 };
      for (const [name, expected] of Object.entries(counts)) {
        const found = new RegExp(`<${name}>(.*?)</${name}>`).exec(document)?.[1];
        if (found === undefined) continue;
        say.check(found === String(expected), event, () => `${event.host}: libvirt shows ${name} ${found}, expected ${expected}`);
      }
    }
  },
};

function registersOf({ cpu }: BootTruth): readonly [number, number] {
  const leaf = cpu.cpuid.find((each) => each.leaf === 0x8000001f);
  return [leaf?.ecx ?? 0, leaf?.edx ?? 0];
}
