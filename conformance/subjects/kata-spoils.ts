const amd = '/sys/module/kvm_amd/parameters';
const intel = '/sys/module/kvm_intel/parameters/tdx';
const [v2, v1] = ['/sys/fs/cgroup/misc.capacity', '/sys/fs/cgroup/misc/misc.capacity'];

/**
 * What the files that node feature discovery reads look like after an accident, or in the spelling of another kernel. None of them is reason
 * to crash, and what they really say is all that may be promised.
 */
export const kataSpoils: readonly { readonly path: string; readonly text?: string }[] = [
  ...['sev', 'sev_es', 'sev_snp'].flatMap((name) => [
    { path: `${amd}/${name}` },
    ...['Y\n', '1\n', '1', 'N\n', '0\n', '2\n', 'y\n', ''].map((text) => ({ path: `${amd}/${name}`, text })),
  ]),
  { path: intel },
  ...['Y\n', 'Y', '1\n', 'N\n', ''].map((text) => ({ path: intel, text })),
  { path: v2 },
  ...[
    '',
    'sev',
    'sev_es',
    'tdx\n',
    'sev_es abc\ntdx abc\n',
    'sev_es -1\ntdx -1\n',
    'sev_es 0\ntdx 0\n',
    'rdma 9\nsev 4\nsev_es 3\ntdx 3\n',
    'sev 4\nsev_es 3\ntdx 3\nsgx_epc 17\n',
    'sev_es_ciphertext 99\ntdx_next 99\nsev_es 2\ntdx 2\n',
    'nothing like it\n',
  ].map((text) => ({ path: v2, text })),
  { path: v1, text: 'sev 4\nsev_es 2\ntdx 2\n' },
];
