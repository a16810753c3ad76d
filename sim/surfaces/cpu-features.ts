/**
 * The CPU features libvirt knows on x86, in the order of its CPU map, which is the order of CPUID leaves and registers and then
 * of MSRs. Host-model and host capabilities list features in this order up to libvirt 11, alphabetically from 12 on.
 * The `vmx-*` sub-features are left out: no surface here shows nested-virtualisation details.
 * Source: libvirt 12.8.0 `src/cpu_map/x86_features.xml`.
 */
export const cpuFeatures: readonly string[] = `
  pni pclmuldq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid fma cx16 xtpr pdcm pcid dca sse4.1 sse4.2 x2apic movbe popcnt
  tsc-deadline aes xsave osxsave avx f16c rdrand hypervisor fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat
  pse36 pn clflush ds acpi mmx fxsr sse sse2 ss ht tm ia64 pbe arat fsgsbase tsc_adjust sgx bmi1 hle avx2 fdp-excptn-only smep
  bmi2 erms invpcid rtm cmt zero-fcs-fds mpx avx512f avx512dq rdseed adx smap avx512ifma pcommit clflushopt clwb intel-pt
  avx512pf avx512er avx512cd sha-ni avx512bw avx512vl avx512vbmi umip pku ospke waitpkg avx512vbmi2 cet-ss gfni vaes vpclmulqdq
  avx512vnni avx512bitalg avx512-vpopcntdq la57 rdpid bus-lock-detect cldemote movdiri movdir64b sgxlc pks avx512-4vnniw
  avx512-4fmaps fsrm avx512-vp2intersect md-clear serialize tsx-ldtrk pconfig arch-lbr cet-ibt amx-bf16 avx512-fp16 amx-tile
  amx-int8 spec-ctrl stibp flush-l1d arch-capabilities core-capability ssbd sha512 sm3 sm4 avx-vnni avx512-bf16 cmpccxadd fzrm
  fsrs fsrc fred lkgs wrmsrns amx-fp16 avx-ifma lam movrs msr-imm avx-vnni-int8 avx-ne-convert amx-complex avx-vnni-int16
  prefetchiti avx10 apxf intel-psfd ipred-ctrl rrsba-ctrl ddpd-u bhi-ctrl mcdt-no xsaveopt xsavec xgetbv1 xsaves xfd mbm_total
  mbm_local sgx1 sgx2 sgx-edeccssa sgx-exinfo sgx-debug sgx-mode64 sgx-provisionkey sgx-tokenkey sgx-kss sgx-aex-notify
  intel-pt-lip amx-int8-alias amx-bf16-alias amx-complex-alias amx-fp16-alias amx-fp8 amx-tf32 amx-avx512 amx-movrs avx10-128
  avx10-256 avx10-512 avx10-vnni-int apx-nci-ndd-nf lahf_lm cmp_legacy svm extapic cr8legacy abm sse4a misalignsse 3dnowprefetch
  osvw ibs xop skinit wdt lwp fma4 tce cvt16 nodeid_msr tbm topoext perfctr_core perfctr_nb syscall nx mmxext fxsr_opt pdpe1gb
  rdtscp lm 3dnowext 3dnow overflow-recov succor invtsc clzero xsaveerptr wbnoinvd ibpb ibrs amd-stibp stibp-always-on amd-ssbd
  virt-ssbd amd-no-ssb amd-psfd npt lbrv svm-lock nrip-save tsc-scale vmcb-clean flushbyasid decodeassists pause-filter
  pfthreshold avic v-vmsave-vmload vgif gmet vnmi svme-addr-chk no-nested-data-bp fs-gs-base-ns lfence-always-serializing
  verw-clear null-sel-clr-base auto-ibrs prefetchi eraps sbpb ibpb-brtype srso-no srso-user-kernel-no tsa-sq-no tsa-l1-no perfmon-v2
  xstore xstore-en xcrypt xcrypt-en ace2 ace2-en phe phe-en pmm pmm-en split-lock-detect rdctl-no ibrs-all rsba
  skip-l1dfl-vmentry ssb-no mds-no pschange-mc-no tsx-ctrl taa-no sbdr-ssdp-no fbsdp-no psdp-no fb-clear bhi-no pbrsb-no gds-no rfds-no
  rfds-clear its-no
`
  .split(/\s+/)
  .filter((name) => name !== '');

const position = new Map(cpuFeatures.map((name, index) => [name, index]));

/** Orders feature names as libvirt's CPU map does; names it does not know come last, by name. */
export function byCpuMapOrder(left: string, right: string): number {
  const distance = (position.get(left) ?? Infinity) - (position.get(right) ?? Infinity);
  return Number.isNaN(distance) ? byName(left, right) : distance;
}

/** Orders names as strcmp(3) does. */
export function byName(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** libvirt's name of a flag of /proc/cpuinfo, or undefined when libvirt has no such feature. */
export function featureOfFlag(flag: string): string | undefined {
  const named = renamed[flag];
  if (named !== undefined) return named;
  if (position.has(flag)) return flag;
  const dashed = flag.replaceAll('_', '-');
  return position.has(dashed) ? dashed : undefined;
}

/** Flags whose libvirt name differs by more than dashes. Source: Linux `arch/x86/include/asm/cpufeatures.h` beside libvirt's map. */
const renamed: Readonly<Record<string, string>> = {
  pclmulqdq: 'pclmuldq',
  sse4_1: 'sse4.1',
  sse4_2: 'sse4.2',
  tsc_deadline_timer: 'tsc-deadline',
  cr8_legacy: 'cr8legacy',
  pausefilter: 'pause-filter',
  avx512_vbmi2: 'avx512vbmi2',
  avx512_vnni: 'avx512vnni',
  avx512_bitalg: 'avx512bitalg',
  tsxldtrk: 'tsx-ldtrk',
  intel_pt: 'intel-pt',
  cqm: 'cmt',
  cqm_mbm_total: 'mbm_total',
  cqm_mbm_local: 'mbm_local',
  ibrs_enhanced: 'ibrs-all',
  user_shstk: 'cet-ss',
  ibt: 'cet-ibt',
  nonstop_tsc: 'invtsc',
};
