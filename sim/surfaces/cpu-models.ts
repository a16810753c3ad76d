import { isAtLeast } from './release.js';

/** One CPU model of QEMU and libvirt. */
export interface CpuModel {
  readonly name: string;
  /** Vendor as libvirt names it; `unknown` for generic models. */
  readonly vendor: string;
  /** Versioned name that means the same, e.g. `EPYC-Genoa-v1`; shown from libvirt 10.10 on. */
  readonly versioned?: string;
  /** Features the model asks for. */
  readonly features: ReadonlySet<string>;
  /** First QEMU and libvirt that know it; absent when older than the versions modelled here. */
  readonly qemu?: string;
  readonly libvirt?: string;
  /** Model by which libvirt describes a guest's processor of this kind when it does not know this one. */
  readonly older?: string;
}

/** Is the model known to both? */
export function isKnown(model: CpuModel, qemu: string, libvirt: string): boolean {
  return isAtLeast(qemu, model.qemu ?? '0') && isAtLeast(libvirt, model.libvirt ?? '0');
}

/** The model of that name, or undefined. */
export function cpuModelOf(name: string): CpuModel | undefined {
  return cpuModels().get(name);
}

/** All models by name, in the order of libvirt's CPU map. Worked out at first use. */
export function cpuModels(): ReadonlyMap<string, CpuModel> {
  models ??= resolved();
  return models;
}

let models: ReadonlyMap<string, CpuModel> | undefined;

function resolved(): ReadonlyMap<string, CpuModel> {
  const known = new Map<string, CpuModel>();
  for (const { like, plus = '', minus = '', ...row } of rows) {
    const features = new Set(like === undefined ? [] : known.get(like)?.features);
    for (const name of words(plus)) features.add(name);
    for (const name of words(minus)) features.delete(name);
    known.set(row.name, { ...row, features });
  }
  return known;
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/** A model written as its difference from one above it. */
interface CpuModelRow extends Omit<CpuModel, 'features'> {
  readonly like?: string;
  readonly plus?: string;
  readonly minus?: string;
}

/**
 * Features are facts of libvirt 12.8.0's CPU map, with four corrections after the blockers that libvirt 11.3's test data records
 * for a real EPYC Genoa: `ss` of the oldest Intel models, `ibrs-all` of Cascadelake-Server-noTSX and `mpx` of Snowridge are in
 * QEMU's definitions though not in the map. Releases: a libvirt of 9.1, 10.10 or 12.0 stands for "later than the 9.0, 9.0 or 11.3
 * map that lacks it"; QEMU releases are those of its change logs, checked against the 7.2, 10.0 and 11.1 binaries.
 */
const rows: readonly CpuModelRow[] = [
  { name: '486', versioned: '486-v1', vendor: 'unknown', plus: 'fpu pse vme' },
  { name: 'pentium', versioned: 'pentium-v1', vendor: 'unknown', like: '486', plus: 'cx8 de mce mmx msr tsc' },
  {
    name: 'pentium2',
    versioned: 'pentium2-v1',
    vendor: 'unknown',
    like: 'pentium',
    plus: 'cmov fxsr mca mtrr pae pat pge pse36 sep',
  },
  { name: 'pentium3', versioned: 'pentium3-v1', vendor: 'unknown', like: 'pentium2', plus: 'sse' },
  {
    name: 'coreduo',
    versioned: 'coreduo-v1',
    vendor: 'Intel',
    like: 'pentium3',
    plus: 'apic clflush monitor nx pni ss sse2',
    minus: 'pse36',
  },
  { name: 'n270', versioned: 'n270-v1', vendor: 'Intel', like: 'coreduo', plus: 'ssse3' },
  { name: 'core2duo', versioned: 'core2duo-v1', vendor: 'Intel', like: 'n270', plus: 'lm pse36 syscall' },
  {
    name: 'qemu32',
    versioned: 'qemu32-v1',
    vendor: 'unknown',
    like: 'pentium3',
    plus: 'apic pni sse2',
    minus: 'mca mtrr pse36 vme',
  },
  { name: 'kvm32', versioned: 'kvm32-v1', vendor: 'unknown', like: 'qemu32', plus: 'clflush mca mtrr pse36' },
  { name: 'qemu64', versioned: 'qemu64-v1', vendor: 'unknown', like: 'kvm32', plus: 'cx16 lm nx svm syscall' },
  { name: 'kvm64', versioned: 'kvm64-v1', vendor: 'unknown', like: 'qemu64', minus: 'svm' },
  { name: 'Conroe', versioned: 'Conroe-v1', vendor: 'Intel', like: 'kvm64', plus: 'lahf_lm ssse3', minus: 'cx16' },
  { name: 'Penryn', versioned: 'Penryn-v1', vendor: 'Intel', like: 'Conroe', plus: 'cx16 sse4.1' },
  { name: 'Nehalem', versioned: 'Nehalem-v1', vendor: 'Intel', like: 'Penryn', plus: 'popcnt sse4.2' },
  { name: 'Nehalem-IBRS', versioned: 'Nehalem-v2', vendor: 'Intel', like: 'Nehalem', plus: 'spec-ctrl' },
  { name: 'Westmere', versioned: 'Westmere-v1', vendor: 'Intel', like: 'Nehalem', plus: 'aes' },
  { name: 'Westmere-IBRS', versioned: 'Westmere-v2', vendor: 'Intel', like: 'Nehalem-IBRS', plus: 'aes' },
  {
    name: 'SandyBridge',
    versioned: 'SandyBridge-v1',
    vendor: 'Intel',
    like: 'Westmere',
    plus: 'avx pclmuldq rdtscp tsc-deadline x2apic xsave',
  },
  { name: 'SandyBridge-IBRS', versioned: 'SandyBridge-v2', vendor: 'Intel', like: 'SandyBridge', plus: 'spec-ctrl' },
  {
    name: 'IvyBridge',
    versioned: 'IvyBridge-v1',
    vendor: 'Intel',
    like: 'SandyBridge',
    plus: 'erms f16c fsgsbase rdrand smep vme',
  },
  { name: 'IvyBridge-IBRS', versioned: 'IvyBridge-v2', vendor: 'Intel', like: 'IvyBridge', plus: 'spec-ctrl' },
  {
    name: 'Haswell-noTSX',
    versioned: 'Haswell-v2',
    vendor: 'Intel',
    like: 'IvyBridge',
    plus: 'avx2 bmi1 bmi2 fma invpcid movbe pcid',
    minus: 'f16c rdrand vme',
  },
  { name: 'Haswell-noTSX-IBRS', versioned: 'Haswell-v4', vendor: 'Intel', like: 'Haswell-noTSX', plus: 'spec-ctrl' },
  { name: 'Haswell', versioned: 'Haswell-v1', vendor: 'Intel', like: 'Haswell-noTSX', plus: 'hle rtm' },
  { name: 'Haswell-IBRS', versioned: 'Haswell-v3', vendor: 'Intel', like: 'Haswell', plus: 'spec-ctrl' },
  {
    name: 'Broadwell-noTSX',
    versioned: 'Broadwell-v2',
    vendor: 'Intel',
    like: 'Haswell-noTSX',
    plus: '3dnowprefetch adx rdseed smap',
  },
  { name: 'Broadwell-noTSX-IBRS', versioned: 'Broadwell-v4', vendor: 'Intel', like: 'Broadwell-noTSX', plus: 'spec-ctrl' },
  { name: 'Broadwell', versioned: 'Broadwell-v1', vendor: 'Intel', like: 'Broadwell-noTSX', plus: 'hle rtm' },
  { name: 'Broadwell-IBRS', versioned: 'Broadwell-v3', vendor: 'Intel', like: 'Broadwell', plus: 'spec-ctrl' },
  {
    name: 'Skylake-Client',
    versioned: 'Skylake-Client-v1',
    vendor: 'Intel',
    like: 'Broadwell',
    plus: 'abm arat f16c rdrand vme xgetbv1 xsavec xsaveopt',
  },
  { name: 'Skylake-Client-IBRS', versioned: 'Skylake-Client-v2', vendor: 'Intel', like: 'Skylake-Client', plus: 'spec-ctrl' },
  {
    name: 'Skylake-Client-noTSX-IBRS',
    versioned: 'Skylake-Client-v3',
    vendor: 'Intel',
    like: 'Skylake-Client-IBRS',
    minus: 'hle rtm',
  },
  { name: 'Skylake-Client-v4', vendor: 'Intel', like: 'Skylake-Client-noTSX-IBRS', plus: 'xsaves', libvirt: '10.10' },
  {
    name: 'Skylake-Server',
    versioned: 'Skylake-Server-v1',
    vendor: 'Intel',
    like: 'Skylake-Client',
    plus: 'avx512bw avx512cd avx512dq avx512f avx512vl clwb pdpe1gb',
  },
  { name: 'Skylake-Server-IBRS', versioned: 'Skylake-Server-v2', vendor: 'Intel', like: 'Skylake-Server', plus: 'spec-ctrl' },
  {
    name: 'Skylake-Server-noTSX-IBRS',
    versioned: 'Skylake-Server-v3',
    vendor: 'Intel',
    like: 'Skylake-Server-IBRS',
    minus: 'hle rtm',
  },
  { name: 'Skylake-Server-v4', vendor: 'Intel', like: 'Skylake-Server-noTSX-IBRS', plus: 'pku', libvirt: '10.10' },
  { name: 'Skylake-Server-v5', vendor: 'Intel', like: 'Skylake-Server-v4', plus: 'xsaves', libvirt: '10.10' },
  {
    name: 'Cascadelake-Server',
    versioned: 'Cascadelake-Server-v1',
    vendor: 'Intel',
    like: 'Skylake-Server-IBRS',
    plus: 'avx512vnni clflushopt ssbd',
  },
  {
    name: 'Cascadelake-Server-noTSX',
    versioned: 'Cascadelake-Server-v3',
    vendor: 'Intel',
    like: 'Cascadelake-Server',
    plus: 'ibrs-all',
    minus: 'hle rtm',
  },
  {
    name: 'Cascadelake-Server-v2',
    vendor: 'Intel',
    like: 'Cascadelake-Server',
    plus: 'arch-capabilities ibrs-all mds-no pku rdctl-no skip-l1dfl-vmentry',
    libvirt: '10.10',
  },
  { name: 'Cascadelake-Server-v4', vendor: 'Intel', like: 'Cascadelake-Server-v2', minus: 'hle rtm', libvirt: '10.10' },
  { name: 'Cascadelake-Server-v5', vendor: 'Intel', like: 'Cascadelake-Server-v4', plus: 'xsaves', libvirt: '10.10' },
  {
    name: 'Icelake-Server',
    versioned: 'Icelake-Server-v1',
    vendor: 'Intel',
    like: 'Cascadelake-Server',
    plus: 'avx512-vpopcntdq avx512bitalg avx512vbmi avx512vbmi2 gfni la57 pku umip vaes vpclmulqdq wbnoinvd',
  },
  { name: 'Icelake-Server-noTSX', versioned: 'Icelake-Server-v2', vendor: 'Intel', like: 'Icelake-Server', minus: 'hle rtm' },
  {
    name: 'Icelake-Server-v3',
    vendor: 'Intel',
    like: 'Icelake-Server-noTSX',
    plus: 'arch-capabilities ibrs-all mds-no pschange-mc-no rdctl-no skip-l1dfl-vmentry taa-no',
    libvirt: '10.10',
  },
  {
    name: 'Icelake-Server-v4',
    vendor: 'Intel',
    like: 'Icelake-Server-v3',
    plus: 'avx512ifma fsrm rdpid sha-ni',
    libvirt: '10.10',
  },
  { name: 'Icelake-Server-v5', vendor: 'Intel', like: 'Icelake-Server-v4', plus: 'xsaves', libvirt: '10.10' },
  { name: 'Icelake-Server-v6', vendor: 'Intel', like: 'Icelake-Server-v5', libvirt: '10.10' },
  { name: 'Icelake-Server-v7', vendor: 'Intel', like: 'Icelake-Server-v5', plus: 'hle rtm', libvirt: '10.10', qemu: '8.1' },
  {
    name: 'Cooperlake',
    versioned: 'Cooperlake-v1',
    vendor: 'Intel',
    like: 'Cascadelake-Server-v2',
    plus: 'avx512-bf16 pschange-mc-no stibp taa-no',
  },
  { name: 'Cooperlake-v2', vendor: 'Intel', like: 'Cooperlake', plus: 'xsaves', libvirt: '10.10' },
  {
    name: 'Snowridge',
    versioned: 'Snowridge-v1',
    vendor: 'Intel',
    like: 'Skylake-Client-v4',
    plus: 'arch-capabilities cldemote clflushopt clwb core-capability gfni movdir64b movdiri mpx pdpe1gb sha-ni split-lock-detect ssbd umip',
    minus: 'abm adx avx avx2 bmi1 bmi2 f16c fma invpcid pcid xsaves',
  },
  { name: 'Snowridge-v2', vendor: 'Intel', like: 'Snowridge', minus: 'mpx', libvirt: '10.10' },
  { name: 'Snowridge-v3', vendor: 'Intel', like: 'Snowridge-v2', plus: 'xsaves', libvirt: '10.10' },
  { name: 'Snowridge-v4', vendor: 'Intel', like: 'Snowridge-v3', minus: 'core-capability split-lock-detect', libvirt: '10.10' },
  {
    name: 'SapphireRapids',
    versioned: 'SapphireRapids-v1',
    vendor: 'Intel',
    like: 'Icelake-Server-v7',
    plus: 'amx-bf16 amx-int8 amx-tile avx-vnni avx512-bf16 avx512-fp16 bus-lock-detect fsrc fsrs fzrm serialize tsx-ldtrk xfd',
    libvirt: '9.4',
    qemu: '8.0',
    older: 'Cooperlake',
  },
  {
    name: 'SapphireRapids-v2',
    vendor: 'Intel',
    like: 'SapphireRapids',
    plus: 'fbsdp-no psdp-no sbdr-ssdp-no',
    libvirt: '10.10',
    qemu: '8.1',
  },
  {
    name: 'SapphireRapids-v3',
    vendor: 'Intel',
    like: 'SapphireRapids-v2',
    plus: 'cldemote movdir64b movdiri ss tsc_adjust',
    libvirt: '10.10',
    qemu: '9.1',
  },
  { name: 'SapphireRapids-v4', vendor: 'Intel', like: 'SapphireRapids-v3', libvirt: '12.0', qemu: '10.1' },
  {
    name: 'SapphireRapids-v5',
    vendor: 'Intel',
    like: 'SapphireRapids-v3',
    plus: 'cet-ibt cet-ss',
    libvirt: '12.0',
    qemu: '11.0',
  },
  { name: 'SapphireRapids-v6', vendor: 'Intel', like: 'SapphireRapids-v5', plus: 'its-no', libvirt: '12.0', qemu: '11.0' },
  {
    name: 'GraniteRapids',
    versioned: 'GraniteRapids-v1',
    vendor: 'Intel',
    like: 'SapphireRapids-v2',
    plus: 'amx-fp16 mcdt-no pbrsb-no prefetchiti',
    libvirt: '9.9',
    qemu: '8.1',
    older: 'SapphireRapids',
  },
  {
    name: 'GraniteRapids-v2',
    vendor: 'Intel',
    like: 'GraniteRapids',
    plus: 'avx10 avx10-128 avx10-256 avx10-512 cldemote movdir64b movdiri ss tsc_adjust',
    libvirt: '10.10',
    qemu: '9.2',
  },
  { name: 'GraniteRapids-v3', vendor: 'Intel', like: 'GraniteRapids-v2', libvirt: '12.0', qemu: '10.1' },
  { name: 'GraniteRapids-v4', vendor: 'Intel', like: 'GraniteRapids-v2', plus: 'cet-ibt cet-ss', libvirt: '12.0', qemu: '11.0' },
  { name: 'GraniteRapids-v5', vendor: 'Intel', like: 'GraniteRapids-v4', plus: 'its-no', libvirt: '12.0', qemu: '11.0' },
  {
    name: 'SierraForest-v3',
    vendor: 'Intel',
    like: 'SapphireRapids-v3',
    plus: 'avx-ifma avx-ne-convert avx-vnni-int8 bhi-ctrl cmpccxadd gds-no intel-psfd ipred-ctrl lam mcdt-no pbrsb-no rfds-no rrsba-ctrl',
    minus:
      'amx-bf16 amx-int8 amx-tile avx512-bf16 avx512-fp16 avx512-vpopcntdq avx512bitalg avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vbmi2 avx512vl avx512vnni fsrc fzrm hle la57 rtm taa-no tsx-ldtrk xfd',
    libvirt: '12.0',
    qemu: '10.1',
  },
  {
    name: 'SierraForest',
    versioned: 'SierraForest-v1',
    vendor: 'Intel',
    like: 'SierraForest-v3',
    minus: 'bhi-ctrl cldemote gds-no intel-psfd ipred-ctrl lam movdir64b movdiri rfds-no rrsba-ctrl ss tsc_adjust',
    libvirt: '10.9',
    qemu: '9.1',
    older: 'Snowridge',
  },
  { name: 'SierraForest-v2', vendor: 'Intel', like: 'SierraForest-v3', libvirt: '12.0', qemu: '10.0' },
  { name: 'SierraForest-v4', vendor: 'Intel', like: 'SierraForest-v3', plus: 'cet-ibt cet-ss', libvirt: '12.0', qemu: '11.0' },
  { name: 'SierraForest-v5', vendor: 'Intel', like: 'SierraForest-v4', plus: 'its-no', libvirt: '12.0', qemu: '11.0' },
  {
    name: 'ClearwaterForest',
    versioned: 'ClearwaterForest-v1',
    vendor: 'Intel',
    like: 'SierraForest-v3',
    plus: 'avx-vnni-int16 bhi-no ddpd-u prefetchiti sha512 sm3 sm4',
    libvirt: '12.0',
    qemu: '10.0',
    older: 'SierraForest',
  },
  {
    name: 'ClearwaterForest-v2',
    vendor: 'Intel',
    like: 'ClearwaterForest',
    plus: 'cet-ibt cet-ss',
    libvirt: '12.0',
    qemu: '11.0',
  },
  { name: 'ClearwaterForest-v3', vendor: 'Intel', like: 'ClearwaterForest-v2', plus: 'its-no', libvirt: '12.0', qemu: '11.0' },
  {
    name: 'Denverton',
    versioned: 'Denverton-v1',
    vendor: 'Intel',
    like: 'Snowridge-v4',
    plus: 'mpx rdctl-no skip-l1dfl-vmentry',
    minus: 'cldemote clwb gfni movdir64b movdiri umip xsaves',
    libvirt: '9.1',
  },
  { name: 'Denverton-v2', vendor: 'Intel', like: 'Denverton', minus: 'mpx', libvirt: '10.10' },
  { name: 'Denverton-v3', vendor: 'Intel', like: 'Denverton-v2', plus: 'xsaves', libvirt: '10.10' },
  {
    name: 'KnightsMill',
    versioned: 'KnightsMill-v1',
    vendor: 'Intel',
    like: 'Skylake-Client',
    plus: 'avx512-4fmaps avx512-4vnniw avx512-vpopcntdq avx512cd avx512er avx512f avx512pf pdpe1gb ss',
    minus: 'hle invpcid pcid rtm smap xgetbv1 xsavec',
    libvirt: '9.1',
  },
  {
    name: 'DiamondRapids',
    versioned: 'DiamondRapids-v1',
    vendor: 'Intel',
    like: 'GraniteRapids-v4',
    plus: 'amx-avx512 amx-bf16-alias amx-complex amx-complex-alias amx-fp16-alias amx-fp8 amx-int8-alias amx-movrs amx-tf32 apx-nci-ndd-nf apxf avx-ifma avx-ne-convert avx-vnni-int8 avx10-vnni-int bhi-ctrl bhi-no cmpccxadd ddpd-u fdp-excptn-only flush-l1d fred gds-no intel-psfd ipred-ctrl lam lkgs md-clear movrs rfds-no rrsba-ctrl stibp wrmsrns zero-fcs-fds',
    minus: 'avx10-128 avx10-256 avx10-512',
    libvirt: '12.0',
    qemu: '11.1',
    older: 'GraniteRapids',
  },
  {
    name: 'athlon',
    versioned: 'athlon-v1',
    vendor: 'AMD',
    like: 'pentium3',
    plus: '3dnow 3dnowext apic mmxext sse2',
    minus: 'mca',
  },
  {
    name: 'phenom',
    versioned: 'phenom-v1',
    vendor: 'AMD',
    like: 'qemu64',
    plus: '3dnow 3dnowext fxsr_opt mmxext monitor',
    minus: 'cx16',
  },
  { name: 'Opteron_G1', versioned: 'Opteron_G1-v1', vendor: 'AMD', like: 'kvm64', minus: 'cx16' },
  { name: 'Opteron_G2', versioned: 'Opteron_G2-v1', vendor: 'AMD', like: 'qemu64', plus: 'lahf_lm rdtscp' },
  { name: 'Opteron_G3', versioned: 'Opteron_G3-v1', vendor: 'AMD', like: 'Opteron_G2', plus: 'abm misalignsse popcnt sse4a' },
  {
    name: 'Opteron_G4',
    versioned: 'Opteron_G4-v1',
    vendor: 'AMD',
    like: 'Opteron_G3',
    plus: '3dnowprefetch aes avx fma4 pclmuldq pdpe1gb sse4.1 sse4.2 ssse3 xop xsave',
  },
  { name: 'Opteron_G5', versioned: 'Opteron_G5-v1', vendor: 'AMD', like: 'Opteron_G4', plus: 'f16c fma tbm' },
  {
    name: 'EPYC',
    versioned: 'EPYC-v1',
    vendor: 'AMD',
    like: 'Skylake-Client',
    plus: 'clflushopt cr8legacy fxsr_opt misalignsse mmxext osvw pdpe1gb sha-ni sse4a svm',
    minus: 'erms hle invpcid pcid rtm tsc-deadline x2apic',
  },
  { name: 'EPYC-IBPB', versioned: 'EPYC-v2', vendor: 'AMD', like: 'EPYC', plus: 'ibpb' },
  {
    name: 'EPYC-v3',
    vendor: 'AMD',
    like: 'EPYC',
    plus: 'clzero ibpb npt nrip-save perfctr_core xsaveerptr xsaves',
    libvirt: '10.10',
  },
  { name: 'EPYC-v4', vendor: 'AMD', like: 'EPYC-v3', libvirt: '10.10', qemu: '8.0' },
  {
    name: 'EPYC-v5',
    vendor: 'AMD',
    like: 'EPYC-v3',
    plus: 'flushbyasid lbrv overflow-recov pause-filter pfthreshold succor tsc-scale v-vmsave-vmload vgif vmcb-clean',
    libvirt: '12.0',
    qemu: '10.1',
  },
  {
    name: 'EPYC-Rome',
    versioned: 'EPYC-Rome-v1',
    vendor: 'AMD',
    like: 'EPYC-v3',
    plus: 'amd-stibp clwb rdpid umip wbnoinvd',
    minus: 'xsaves',
    older: 'EPYC',
  },
  { name: 'EPYC-Rome-v2', vendor: 'AMD', like: 'EPYC-Rome', plus: 'amd-ssbd ibrs xsaves', libvirt: '10.10' },
  { name: 'EPYC-Rome-v3', vendor: 'AMD', like: 'EPYC-Rome-v2', libvirt: '10.10', qemu: '8.0' },
  { name: 'EPYC-Rome-v4', vendor: 'AMD', like: 'EPYC-Rome-v2', minus: 'xsaves', libvirt: '10.10', qemu: '8.1' },
  {
    name: 'EPYC-Rome-v5',
    vendor: 'AMD',
    like: 'EPYC-v5',
    plus: 'amd-ssbd amd-stibp clwb ibrs rdpid umip wbnoinvd',
    minus: 'xsaves',
    libvirt: '12.0',
    qemu: '10.1',
  },
  {
    name: 'EPYC-Milan',
    versioned: 'EPYC-Milan-v1',
    vendor: 'AMD',
    like: 'EPYC-Rome-v2',
    plus: 'erms fsrm invpcid pcid pku svme-addr-chk',
    older: 'EPYC-Rome',
  },
  {
    name: 'EPYC-Milan-v2',
    vendor: 'AMD',
    like: 'EPYC-Milan',
    plus: 'amd-psfd lfence-always-serializing no-nested-data-bp null-sel-clr-base stibp-always-on vaes vpclmulqdq',
    libvirt: '10.10',
    qemu: '8.0',
  },
  {
    name: 'EPYC-Milan-v3',
    vendor: 'AMD',
    like: 'EPYC-Milan-v2',
    plus: 'flushbyasid lbrv overflow-recov pause-filter pfthreshold succor tsc-scale v-vmsave-vmload vgif vmcb-clean',
    libvirt: '12.0',
    qemu: '10.1',
  },
  {
    name: 'EPYC-Genoa',
    versioned: 'EPYC-Genoa-v1',
    vendor: 'AMD',
    like: 'EPYC-Milan-v2',
    plus: 'auto-ibrs avx512-bf16 avx512-vpopcntdq avx512bitalg avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vbmi2 avx512vl avx512vnni gfni la57 vnmi',
    libvirt: '9.8',
    qemu: '8.1',
    older: 'EPYC-Milan',
  },
  {
    name: 'EPYC-Genoa-v2',
    vendor: 'AMD',
    like: 'EPYC-Genoa',
    plus: 'flushbyasid fs-gs-base-ns lbrv overflow-recov pause-filter perfmon-v2 pfthreshold succor tsc-scale v-vmsave-vmload vgif vmcb-clean',
    libvirt: '12.0',
    qemu: '10.1',
  },
  {
    name: 'EPYC-Turin',
    versioned: 'EPYC-Turin-v1',
    vendor: 'AMD',
    like: 'EPYC-Genoa-v2',
    plus: 'avx-vnni avx512-vp2intersect ibpb-brtype movdir64b movdiri prefetchi sbpb srso-user-kernel-no',
    libvirt: '12.0',
    qemu: '10.1',
    older: 'EPYC-Genoa',
  },
  { name: 'Dhyana', versioned: 'Dhyana-v1', vendor: 'Hygon', like: 'EPYC', plus: 'ibpb', minus: 'aes pclmuldq sha-ni' },
  { name: 'Dhyana-v2', vendor: 'Hygon', like: 'Dhyana', plus: 'npt nrip-save xsaves', libvirt: '10.10' },
  {
    name: 'YongFeng',
    versioned: 'YongFeng-v1',
    vendor: 'Zhaoxin CentaurHauls',
    like: 'Denverton-v2',
    plus: 'abm ace2 acpi adx avx avx2 bmi1 bmi2 f16c fma invpcid invtsc mds-no pcid phe phe-en pku pmm pmm-en pschange-mc-no rdpid ss ssb-no umip xcrypt xcrypt-en xstore xstore-en',
    minus: 'arat clflushopt erms ssbd xgetbv1 xsavec',
    libvirt: '12.0',
    qemu: '10.0',
  },
  { name: 'YongFeng-v2', vendor: 'Zhaoxin CentaurHauls', like: 'YongFeng', libvirt: '12.0', qemu: '10.1' },
  { name: 'YongFeng-v3', vendor: 'Zhaoxin CentaurHauls', like: 'YongFeng', libvirt: '12.0', qemu: '10.1' },
];
