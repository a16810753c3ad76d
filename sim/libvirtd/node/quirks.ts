/** Untruths of the host side that tools meet; rows of the daemon's list of quirks. */
export const nodeQuirks = [
  {
    id: 'snp-advertised-when-off',
    does: 'lists sev-snp in domain capabilities whenever QEMU has the object type and SEV works',
    without: 'sev-snp is listed only where KVM offers the VM type',
    source: 'libvirt 11.3.0 src/qemu/qemu_capabilities.c; observed with 11.3.0 and 12.8.0',
  },
  {
    id: 'sev-advertised-for-tcg',
    does: 'reports <sev supported="yes"> and launch security for virt type qemu, although TCG can start none',
    without: 'both say no for virt type qemu',
    source: 'observed with libvirt 12.8.0',
  },
  {
    id: 'guest-counts-from-cpuid',
    does: 'computes maxGuests and maxESGuests from CPUID alone: no ciphertext hiding, no misc cgroup, no module parameter changes them',
    without: 'both are the key IDs that the kernel has for such guests',
    source: 'libvirt 11.3.0 src/qemu/qemu_capabilities.c',
  },
  {
    id: 'tdx-from-object-type',
    does: 'lists tdx in domain capabilities whenever QEMU has the object type, even on AMD (libvirt 11.6 to 11.9)',
    without: 'tdx is listed only where KVM offers the VM type',
    source: 'libvirt NEWS 11.10.0',
  },
  {
    id: 'cpu0-id-lost-after-restart',
    does: 'leaves cpu0-id out of nodesevinfo, because the capabilities cache is written with it and read without (libvirt 9.0)',
    without: 'cpu0-id is there, as right after QEMU was probed',
    source: 'libvirt 9.0.0 src/qemu/qemu_capabilities.c; observed with 9.0.0',
  },
  {
    id: 'host-smbios',
    does: 'describes the machine in sysinfo, as where dmidecode finds SMBIOS tables',
    without: 'sysinfo is refused, as in a container without dmidecode',
    source: 'libvirt 11.3.0 src/util/virsysinfo.c; the refusal observed with 9.0.0, 11.3.0 and 12.8.0',
  },
] as const;
