import type { HostDescription } from '../../../profiles/description.js';
import type { HostFault } from './host-fault.js';

/** Fault `module-off`. Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_hardware_unsetup`, `sev_hardware_setup`; kmod `modprobe`. */
export const moduleOff: HostFault = {
  name: 'module-off',
  about: 'KVM is unloaded and loaded again with sev=0 or tdx=0, a configuration change while the host runs.',
  scope:
    'All key IDs of the host until it is switched off or the next boot; nothing happens while a guest runs or a key ID is leaked.',
  doesNot: 'Cgroups and their limits stay. The kernel log reads as if the module had been loaded like that at boot.',
  window: 'lasts',
  chance: 256,
  set: ({ host, configured }, on) => {
    host.reloadKvm(on ? switchedOff(configured) : configured);
  },
};

/** The same object for the same host description, because booting goes by it. */
function switchedOff(description: HostDescription): HostDescription {
  const known = offs.get(description);
  if (known !== undefined) return known;
  const { boot, key } = description;
  const moduleParameters = {
    ...boot.moduleParameters,
    kvm_amd: { ...boot.moduleParameters.kvm_amd, sev: false },
    kvm_intel: { ...boot.moduleParameters.kvm_intel, tdx: false },
  };
  const off = { ...description, key: `${key}-module-off`, boot: { ...boot, moduleParameters } };
  offs.set(description, off);
  return off;
}

const offs = new WeakMap<HostDescription, HostDescription>();
