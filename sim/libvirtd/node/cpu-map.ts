import { cpuFeatures } from '../../surfaces/cpu-features.js';
import { featuresInMap, isFeatureKnown, removedFeatures } from '../../surfaces/cpu-map-releases.js';
import { type CpuModel, cpuModels } from '../../surfaces/cpu-models.js';
import { isAtLeast } from '../../surfaces/release.js';

/** A model as a libvirt version's CPU map has it. */
export interface MappedModel {
  readonly name: string;
  /** Vendor as libvirt names it; absent for generic models. */
  readonly vendor?: string;
  readonly features: ReadonlySet<string>;
  /** Features it had once, which a description by this model must rule out by name. */
  readonly removed: readonly string[];
  /** Guests are described by it: versioned models, and those that leave transactional memory out, are for hosts. */
  readonly decodesGuests: boolean;
  /** Its features are compared one by one; for younger models what QEMU says stands in the way counts instead. */
  readonly comparedByFeatures: boolean;
}

/** The model of that name, plain or versioned; undefined when this libvirt does not know it. */
export function mappedModel(name: string, libvirt: string): MappedModel | undefined {
  const model = everyModel().get(name);
  return model !== undefined && knows(model.libvirt, libvirt) ? mapped(name, model, libvirt) : undefined;
}

/** Models that a guest's processor is described by, newest first, as libvirt tries them. */
export function guestModels(libvirt: string): readonly MappedModel[] {
  const known = [...cpuModels().values()].filter((model) => knows(model.libvirt, libvirt));
  return known
    .map((model) => mapped(model.name, model, libvirt))
    .filter(({ decodesGuests }) => decodesGuests)
    .reverse();
}

/** Is it a feature that this libvirt has heard of? */
export function isMappedFeature(name: string, libvirt: string): boolean {
  return (mappedFeatures.has(name) && isFeatureKnown(name, libvirt)) || name.startsWith('vmx-');
}

const mappedFeatures: ReadonlySet<string> = new Set(cpuFeatures);

function knows(since: string | undefined, libvirt: string): boolean {
  return since === undefined || isAtLeast(libvirt, since);
}

function mapped(name: string, model: CpuModel, libvirt: string): MappedModel {
  const { vendor } = model;
  const versioned = /-v\d+$/.test(name);
  return {
    name,
    ...(vendor === 'unknown' ? {} : { vendor }),
    features: featuresInMap(model, libvirt),
    removed: removedFeatures(name, libvirt),
    decodesGuests: !versioned && !hostsOnly.test(name),
    comparedByFeatures: !versioned && !comparedByBlockers.has(name),
  };
}

/** Source: `decode` elements of the CPU maps of libvirt 9.0.0, 11.3.0 and 12.8.0. */
const hostsOnly = /^(Cascadelake-Server-noTSX|Icelake-(Client|Server)-noTSX|Skylake-(Client|Server)-noTSX-IBRS|cpu64-rhel[56])$/;

/** Source: `check` elements of libvirt 12.8.0's CPU map. */
const comparedByBlockers: ReadonlySet<string> = new Set(
  'ClearwaterForest Denverton DiamondRapids EPYC-Turin KnightsMill YongFeng'.split(' '),
);

/** Plain names, the versioned ones that mean the same, and those only libvirt has. */
function everyModel(): ReadonlyMap<string, CpuModel> {
  known ??= new Map(
    [...onlyInTheMap(), ...[...cpuModels().values()].flatMap(withVersionedName)].map((model) => [model.name, model]),
  );
  return known;
}

let known: ReadonlyMap<string, CpuModel> | undefined;

function withVersionedName(model: CpuModel): readonly CpuModel[] {
  if (model.versioned === undefined) return [model];
  const since = model.libvirt !== undefined && isAtLeast(model.libvirt, '10.10') ? model.libvirt : '10.10';
  return [model, { name: model.versioned, vendor: model.vendor, features: model.features, libvirt: since }];
}

/** Models of libvirt that no QEMU of today has: differences from one that it has. Source: libvirt 12.8.0's CPU map. */
function onlyInTheMap(): readonly CpuModel[] {
  return [
    modelLike('pentiumpro', 'pentium2', ['apic', 'sse', 'sse2'], ['mca', 'mtrr', 'pse36', 'vme']),
    modelLike('cpu64-rhel5', 'kvm64', [], ['cx16']),
    modelLike('cpu64-rhel6', 'kvm64', ['lahf_lm'], []),
    { ...modelLike('Icelake-Client', 'Skylake-Client', icelakeClient, []), vendor: 'Intel' },
    { ...modelLike('Icelake-Client-noTSX', 'Skylake-Client', icelakeClient, ['hle', 'rtm']), vendor: 'Intel' },
  ];
}

const icelakeClient: readonly string[] =
  'avx512-vpopcntdq avx512bitalg avx512vbmi avx512vbmi2 avx512vnni gfni mpx pku spec-ctrl ssbd umip vaes vpclmulqdq wbnoinvd'.split(
    ' ',
  );

function modelLike(name: string, like: string, plus: readonly string[], minus: readonly string[]): CpuModel {
  const features = new Set([...(cpuModels().get(like)?.features ?? []), ...plus]);
  for (const feature of minus) features.delete(feature);
  return { name, vendor: 'unknown', features };
}

/** Names `virsh cpu-models x86_64` lists, in the order of libvirt's map. */
export function mapNames(libvirt: string): readonly string[] {
  return names.filter((name) => mappedModel(name, libvirt) !== undefined);
}

/** Source: `virsh cpu-models x86_64` of libvirt 12.8.0; those of 9.0.0 and 11.3.0 are the same order without the later ones. */
const names: readonly string[] = `
  486 486-v1 pentium pentium-v1 pentium2 pentium2-v1 pentium3 pentium3-v1 pentiumpro coreduo coreduo-v1 n270 n270-v1 core2duo
  core2duo-v1 qemu32 qemu32-v1 kvm32 kvm32-v1 cpu64-rhel5 cpu64-rhel6 qemu64 qemu64-v1 kvm64 kvm64-v1 Conroe Conroe-v1 Penryn
  Penryn-v1 Nehalem Nehalem-IBRS Nehalem-v1 Nehalem-v2 Westmere Westmere-IBRS Westmere-v1 Westmere-v2 SandyBridge
  SandyBridge-IBRS SandyBridge-v1 SandyBridge-v2 IvyBridge IvyBridge-IBRS IvyBridge-v1 IvyBridge-v2 Haswell-noTSX
  Haswell-noTSX-IBRS Haswell Haswell-IBRS Haswell-v1 Haswell-v2 Haswell-v3 Haswell-v4 Broadwell-noTSX Broadwell-noTSX-IBRS
  Broadwell Broadwell-IBRS Broadwell-v1 Broadwell-v2 Broadwell-v3 Broadwell-v4 Skylake-Client Skylake-Client-IBRS
  Skylake-Client-noTSX-IBRS Skylake-Client-v1 Skylake-Client-v2 Skylake-Client-v3 Skylake-Client-v4 Skylake-Server
  Skylake-Server-IBRS Skylake-Server-noTSX-IBRS Skylake-Server-v1 Skylake-Server-v2 Skylake-Server-v3 Skylake-Server-v4
  Skylake-Server-v5 Cascadelake-Server Cascadelake-Server-noTSX Cascadelake-Server-v1 Cascadelake-Server-v2
  Cascadelake-Server-v3 Cascadelake-Server-v4 Cascadelake-Server-v5 Icelake-Client Icelake-Client-noTSX Icelake-Server
  Icelake-Server-noTSX Icelake-Server-v1 Icelake-Server-v2 Icelake-Server-v3 Icelake-Server-v4 Icelake-Server-v5
  Icelake-Server-v6 Icelake-Server-v7 Cooperlake Cooperlake-v1 Cooperlake-v2 Snowridge Snowridge-v1 Snowridge-v2 Snowridge-v3
  Snowridge-v4 SapphireRapids SapphireRapids-v1 SapphireRapids-v2 SapphireRapids-v3 SapphireRapids-v4 SapphireRapids-v5
  SapphireRapids-v6 GraniteRapids GraniteRapids-v1 GraniteRapids-v2 GraniteRapids-v3 GraniteRapids-v4 GraniteRapids-v5
  SierraForest-v3 SierraForest SierraForest-v1 SierraForest-v2 SierraForest-v4 SierraForest-v5 ClearwaterForest
  ClearwaterForest-v1 ClearwaterForest-v2 ClearwaterForest-v3 Denverton Denverton-v1 Denverton-v2 Denverton-v3 KnightsMill
  KnightsMill-v1 DiamondRapids DiamondRapids-v1 athlon athlon-v1 phenom phenom-v1 Opteron_G1 Opteron_G1-v1 Opteron_G2
  Opteron_G2-v1 Opteron_G3 Opteron_G3-v1 Opteron_G4 Opteron_G4-v1 Opteron_G5 Opteron_G5-v1 EPYC EPYC-IBPB EPYC-v1 EPYC-v2
  EPYC-v3 EPYC-v4 EPYC-v5 EPYC-Rome EPYC-Rome-v1 EPYC-Rome-v2 EPYC-Rome-v3 EPYC-Rome-v4 EPYC-Rome-v5 EPYC-Milan EPYC-Milan-v1
  EPYC-Milan-v2 EPYC-Milan-v3 EPYC-Genoa EPYC-Genoa-v1 EPYC-Genoa-v2 EPYC-Turin EPYC-Turin-v1 Dhyana Dhyana-v1 Dhyana-v2
  YongFeng YongFeng-v1 YongFeng-v2 YongFeng-v3
`
  .split(/\s+/)
  .filter((name) => name !== '');
