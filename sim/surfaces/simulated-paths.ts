/** A path that belongs to the simulated host whole: where the host has nothing, nothing is there. */
export interface SimulatedPath {
  readonly path: string;
  /** What of the real machine would contradict the simulated host here. */
  readonly because: string;
  /** The directory is there even when the host has no file in it. */
  readonly always?: true;
}

/**
 * What a program in a sandbox must not see of the real machine, although the simulated host may have nothing in its place. Every
 * other path of a host's tree is laid over the real one file by file.
 */
export const simulatedPaths: readonly SimulatedPath[] = [
  { path: '/sys/fs/cgroup', because: 'the misc controller, or its absence, is the host’s', always: true },
  { path: '/sys/module/kvm_amd', because: 'only the host’s KVM vendor module is loaded' },
  { path: '/sys/module/kvm_intel', because: 'only the host’s KVM vendor module is loaded' },
  { path: '/dev/kvm', because: 'a host without it exists' },
  { path: '/dev/sev', because: 'it says that the security processor is there' },
  { path: '/dev/sev-guest', because: 'it says that this is an SEV-SNP guest' },
  { path: '/dev/tdx_guest', because: 'it says that this is a TDX guest' },
  { path: '/dev/sgx_enclave', because: 'it says that the processor has SGX' },
  { path: '/dev/sgx_provision', because: 'it says that the processor has SGX' },
  { path: '/dev/cpu', because: 'its files execute CPUID and read MSRs on the real processor' },
  { path: '/var/lib/kubevirt-node-labeller', because: 'the documents describe the host' },
  { path: '/var/lib/nova/libvirt', because: 'the answers describe the host' },
  { path: '/var/run/tdx-qgs', because: 'the socket says that a quote generation service listens' },
  { path: '/var/log/dmesg', because: 'it is the log of one boot' },
  { path: '/usr/share/edk2/ovmf', because: 'stacks look here for the guest firmware of the host' },
];
