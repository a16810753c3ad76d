/**
 * CPU models of QEMU on s390x, sorted; those from gen17 on need what gen16 and older processors do not have.
 * Source: libvirt `tests/domaincapsdata/qemu_10.0.0.s390x.xml`, QEMU `target/s390x/cpu_models.c`.
 */
export const s390xCpuModels: readonly string[] = `
  gen15a gen15b gen16a gen16b gen17a gen17b z10BC z10BC.2 z10EC z10EC.2 z10EC.3 z114 z13 z13.2 z13s z14 z14.2 z14ZR1 z196 z196.2 z800
  z890 z890.2 z890.3 z900 z900.2 z900.3 z990 z990.2 z990.3 z990.4 z990.5 z9BC z9BC.2 z9EC z9EC.2 z9EC.3 zBC12 zEC12 zEC12.2
`
  .split(/\s+/)
  .filter((name) => name !== '')
  .flatMap((name) => [name, `${name}-base`]);

/** Features a guest on KVM gets beyond the base model of its generation (gen16a). */
export const s390xFeatures: readonly string[] = `
  aefsi aen ais ap apft appv appvi apqci apqi beareh bpb cmm cmmnt csske cte ctop deflate diag318 edat edat2 els esop esort etoken
  gs iep ipter mepoch mepochptff msa1 msa2 msa3 msa4 msa5 msa6 msa7 msa8 msa9 msa9_pckmo nnpa pai paie ppa15 rdp ri sea_esop2 sthyi
  te vx vxeh vxeh2 vxpd vxpdeh vxpdeh2 zpci
`
  .split(/\s+/)
  .filter((name) => name !== '');

/** What a model needs that older processors lack; none for a model of gen16 or before. */
export function s390xBlockers(model: string): readonly string[] {
  if (!model.startsWith('gen17')) return [];
  return model.endsWith('-base') ? gen17Base : [...gen17Base, ...gen17Full].sort();
}

const gen17Base = ['minste4', 'msa12', 'plo_ext', 'sif', 'type'];
const gen17Full = ['msa10', 'msa10_pckmo', 'msa11', 'msa11_pckmo', 'msa13', 'msa13_pckmo', 'vxeh3', 'vxpdeh3'];
