const families = [
  '486',
  'pentium',
  'pentium2',
  'pentium3',
  'pentiumpro',
  'coreduo',
  'n270',
  'core2duo',
  'Conroe',
  'athlon',
  'phenom',
  'qemu64',
  'qemu32',
  'kvm64',
  'kvm32',
  'Opteron_G1',
  'Opteron_G2',
] as const;

/**
 * CPU models no guest should use any more, each also as its first version; `obsoleteCPUModels` of the configuration replaces the list.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/util/util.go` (DefaultObsoleteCPUModels).
 */
export const defaultObsoleteCpuModels: ReadonlySet<string> = new Set(families.flatMap((model) => [model, `${model}-v1`]));

/** The list as it was before libvirt gave models a version. Source: KubeVirt before kubevirt@4460da59f6. */
export const unversionedObsoleteCpuModels: ReadonlySet<string> = new Set(families);
