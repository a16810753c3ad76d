/** Behaviour of libvirtd towards domains that a designer would not choose; rows of the daemon's list of quirks. */
export const domainQuirks = [
  {
    id: 'snp-launch-security-info-fails',
    does: 'refuses launch security info of a running SNP guest, because it asks QEMU for a measurement first, which SNP has none of',
    without: 'answers API version, build and policy of the guest',
    source: 'libvirt 11.3.0 src/qemu/qemu_driver.c, qemuDomainGetSEVInfo; QEMU 10.0 target/i386/sev.c; of 12.8.0 it is not known',
  },
] as const;
