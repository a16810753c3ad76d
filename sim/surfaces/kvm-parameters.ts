import type { Surface } from '../contracts/surface.js';
import type { HostTruth } from '../contracts/truth.js';
import { fixedFile } from './surface-file.js';

/**
 * `/sys/module/<module>/parameters/*`: what the KVM vendor module settled on, not what the command line asked for. The directory
 * exists only while the module is loaded. Source: Linux 7.2.8 `kernel/params.c`, `arch/x86/kvm/svm/sev.c`, `arch/x86/kvm/vmx/tdx.c`.
 */
export const kvmParameters: Surface = {
  id: 'kvm-parameters',
  about: 'Effective parameters of kvm_amd or kvm_intel, shown by the kernel in /sys/module.',
  changes: 'boot',
  files: ({ boot: { kvm } }: HostTruth) => {
    if (!kvm.loaded) return [];
    return Object.entries(kvm.parameters).map(([name, value]) =>
      fixedFile(`/sys/module/${kvm.module}/parameters/${name}`, 0o444, `${parameterText(value)}\n`),
    );
  },
};

/** Booleans are printed by param_get_bool as `Y` and `N`, numbers in decimal. */
function parameterText(value: boolean | number): string {
  if (typeof value === 'number') return String(value);
  return value ? 'Y' : 'N';
}
