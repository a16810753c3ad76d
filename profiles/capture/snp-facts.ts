import type { Fact } from '../provenance.js';
import type { MachineFile } from '../schema.js';
import type { Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { asIn, type Peer } from './peer.js';
import type { SevSigns } from './sev-signs.js';

type Amd = NonNullable<MachineFile['amd']>;

/** The RMP table, as the kernel found it at boot. */
export function rmpFact({ log }: Evidence, sources: FactSources, peer: Peer, signs: SevSigns, snp: boolean): Amd['rmp'] {
  if (!snp) return sources.derived('none', 'the processor has no SEV-SNP');
  if (log.event('snp.rmp-not-reserved') !== undefined)
    return sources.captured('none', 'kernel log: RMP table not reserved by BIOS');
  if (log.event('snp.rmp-too-small') !== undefined)
    return sources.captured('too-small', 'kernel log: RMP table does not cover all RAM');
  if (log.event('snp.rmp-range') !== undefined)
    return sources.derived('full', 'kernel log: RMP table range, and no complaint about it');
  if (signs.kvm.snp) return sources.derived('full', 'kvm_amd has sev_snp on, which needs the table');
  return sources.assumed(peer?.values.amd?.rmp ?? 'full', 'look for "RMP table" in the kernel log of an SNP-aware kernel');
}

/** The IOMMU as far as SNP minds. */
export function iommuFact({ log, commandLine, documents }: Evidence, sources: FactSources, signs: SevSigns): Amd['iommu'] {
  const [veto] = Object.entries(vetoes).filter(([code]) => log.event(code) !== undefined);
  if (veto !== undefined) return sources.captured(veto[1], 'kernel log: AMD-Vi on SNP');
  const [asked] = commandLine.words.flatMap((word) => byWord[word] ?? []);
  if (asked !== undefined) return sources.derived(asked, 'kernel command line');
  if (signs.snpPlatform || signs.kvm.snp) return sources.derived('on', 'SEV-SNP is not vetoed');
  if (documents.host?.iommu === true) return sources.derived('on', `${documents.host.section} "iommu"`);
  return sources.assumed('on', 'look for "AMD-Vi" in the kernel log');
}

const vetoes: Readonly<Record<string, Amd['iommu']['value']>> = {
  'iommu.snp-passthrough': 'passthrough-or-off',
  'iommu.snp-v2-page-table': 'v2-page-table',
  'iommu.snp-not-enabled': 'no-snp-feature',
};

const byWord: Readonly<Record<string, Amd['iommu']['value'] | undefined>> = {
  'iommu=pt': 'passthrough-or-off',
  'iommu=off': 'passthrough-or-off',
  'amd_iommu=off': 'passthrough-or-off',
  'amd_iommu=pgtbl_v2': 'v2-page-table',
};

/** State of the security processor and its firmware. */
export function pspFacts(evidence: Evidence, sources: FactSources, peer: Peer, signs: SevSigns, snp: boolean): Amd['psp'] {
  return {
    api: apiFact(evidence, sources, peer, signs),
    svn: svnFact(evidence, sources, peer, signs, snp),
    ciphertextHiding: ciphertextHidingFact(evidence, sources, peer, signs, snp),
    ...errorFacts(evidence, sources),
    allCpusOnline: allCpusOnlineFact(evidence, sources),
  };
}

/** A kernel that gives all of SEV up without a word has met SNP firmware older than API 1.51. */
function apiFact({ log }: Evidence, sources: FactSources, peer: Peer, signs: SevSigns): Amd['psp']['api'] {
  const line = log.event('ccp.snp-api') ?? log.event('ccp.sev-api');
  if (line !== undefined) {
    const { major, minor, build } = line;
    return sources.captured({ major: Number(major), minor: Number(minor), build: Number(build) }, 'kernel log: SEV API');
  }
  if (signs.gaveUp)
    return sources.derived({ major: 1, minor: 49, build: 0 }, 'SEV is given up without a word, so the API is older than 1.51');
  const how = asIn(peer, 'look for "SEV API" in the kernel log');
  return sources.assumed(peer?.values.amd?.psp.api ?? leastSnpApi, how);
}

/** The oldest a kernel sets SNP up with. Source: Linux 7.2.8 `drivers/crypto/ccp/sev-dev.c` SNP_MIN_API_MINOR. */
const leastSnpApi = { major: 1, minor: 51, build: 0 };

/** Shown only by kernels that hide SEV-ES from fixed firmware (AMD-SB-3023). */
function svnFact(
  { cpuinfo, log, software }: Evidence,
  sources: FactSources,
  peer: Peer,
  signs: SevSigns,
  snp: boolean,
): Fact<number> {
  if (!snp) return sources.derived(0, 'no SEV-SNP, hence no SNP firmware');
  const fixed = esRefusingSvn[cpuinfo.family] ?? 0;
  const ofPeer = peer?.values.amd?.psp.svn ?? 0;
  const es = log.event('kvm-amd.sev-es');
  if (software.kernel.kvmAmd.hidesUnusableVmTypes && signs.kvm.snp && es !== undefined) {
    if (es.state === 'unusable' && Number(es.last) >= Number(es.first) && es.last !== '0') {
      return sources.derived(fixed, 'the kernel keeps SEV-ES from fixed firmware (Linux 7.2.8 sev_firmware_allows_es)');
    }
    return sources.derived(ofPeer < fixed ? ofPeer : 0, 'any number below that of the fixed firmware acts alike');
  }
  return sources.assumed(ofPeer, asIn(peer, 'ask the firmware: snphost show version, or SNP_PLATFORM_STATUS'));
}

/** Lowest security version with the fix, by CPU family. Source: Linux 7.2.8 `drivers/crypto/ccp/sev-dev.c`. */
const esRefusingSvn: Readonly<Record<number, number>> = { 25: 0x1b, 26: 0x4 };

function ciphertextHidingFact(
  evidence: Evidence,
  sources: FactSources,
  peer: Peer,
  signs: SevSigns,
  snp: boolean,
): Fact<boolean> {
  if (!snp) return sources.derived(false, 'no SEV-SNP');
  if (signs.kvm.snp && evidence.log.event('kvm-amd.ciphertext-hiding') !== undefined) {
    return sources.derived(true, 'kernel log: ciphertext hiding enabled');
  }
  const asked = evidence.commandLine.asked.kvm_amd?.ciphertext_hiding_asids ?? '0';
  if (signs.kvm.snp && Number(asked) !== 0) return sources.derived(false, 'asked for on the command line, and not given');
  return sources.assumed(
    peer?.values.amd?.psp.ciphertextHiding ?? false,
    asIn(peer, 'ask the firmware: SNP FEATURE_INFO ECX bit 3'),
  );
}

/** An INIT error behind one of SNP_INIT is only its echo. */
function errorFacts(
  { log }: Evidence,
  sources: FactSources,
): Partial<Pick<Amd['psp'], 'statusError' | 'snpInitError' | 'initError'>> {
  const [status, snp, init] = ['ccp.status-failed', 'ccp.snp-init-failed', 'ccp.sev-init-failed'].map((code) =>
    Number(log.event(code)?.error),
  );
  const echo = log.event('ccp.snp-init-failed') !== undefined || log.event('ccp.snp-not-all-cpus-online') !== undefined;
  return {
    ...(positive(status) ? { statusError: sources.captured(status, 'kernel log: failed to get status') } : {}),
    ...(positive(snp) ? { snpInitError: sources.captured(snp, 'kernel log: SEV-SNP: failed to INIT') } : {}),
    ...(positive(init) && !echo ? { initError: sources.captured(init, 'kernel log: SEV: failed to INIT') } : {}),
  };
}

function positive(value: number | undefined): value is number {
  return value !== undefined && value > 0;
}

function allCpusOnlineFact({ bundle, log }: Evidence, sources: FactSources): Fact<boolean> {
  if (log.event('ccp.snp-not-all-cpus-online') !== undefined) return sources.captured(false, 'kernel log: not all CPUs online');
  const online = bundle.text('/sys/devices/system/cpu/online');
  if (online !== undefined && online === bundle.text('/sys/devices/system/cpu/present')) {
    return sources.derived(true, '/sys/devices/system/cpu: online is present');
  }
  return sources.assumed(true, 'compare online with present in /sys/devices/system/cpu');
}
