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

/** CPU models no guest should use any more, each also as its first version. Source: KubeVirt v1.9 `pkg/util/util.go`. */
export const obsoleteCpuModels: ReadonlySet<string> = new Set(families.flatMap((model) => [model, `${model}-v1`]));
