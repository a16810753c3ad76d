import type { Fact } from '../provenance.js';
import type { MachineFile } from '../schema.js';
import type { Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { asIn, type Peer } from './peer.js';

type Module = NonNullable<NonNullable<MachineFile['intel']>['module']>;

/** The TDX module; undefined when the log says that the SEAM loader loaded none. */
export function moduleFacts(evidence: Evidence, sources: FactSources, peer: Peer): Module | undefined {
  const { log } = evidence;
  if (log.event('tdx.module-not-loaded') !== undefined) return undefined;
  const initialised = log.event('tdx.initialized') !== undefined;
  const ofPeer = peer?.values.intel?.module;
  return {
    version: versionFact(evidence, sources, peer),
    keepsRbp: keepsRbpFact(evidence, sources, initialised),
    complete: completeFact(evidence, sources, initialised),
    vcpusPerTdMax: vcpusPerTdFact(evidence, sources, ofPeer?.vcpusPerTdMax ?? 576),
  };
}

/** Linux shows it from 7.2 on. */
function versionFact({ bundle }: Evidence, sources: FactSources, peer: Peer): Fact<string> {
  const path = '/sys/devices/faux/tdx_host/version';
  const version = bundle.text(path)?.trim() ?? '';
  if (/^\d+\.\d+\.\d+$/.test(version)) return sources.captured(version, path);
  const how = asIn(peer, 'look for "TDX module" in the kernel log, or for the file of the SEAM loader');
  return sources.assumed(peer?.values.intel?.module?.version ?? '1.5.0', how);
}

function keepsRbpFact({ log }: Evidence, sources: FactSources, initialised: boolean): Fact<boolean> {
  if (log.event('tdx.rbp-clobber') !== undefined) return sources.captured(false, 'kernel log: RBP clobber bug present');
  return initialised
    ? sources.derived(true, 'the kernel initialised the module')
    : sources.assumed(true, 'modules since 2024 do');
}

/** KVM asks for more than the host core does; where it finds it missing, kvm_intel does not load, without a word. */
function completeFact(evidence: Evidence, sources: FactSources, initialised: boolean): Fact<boolean> {
  const parameters = evidence.parameters('kvm_intel');
  if (parameters?.tdx === true) return sources.derived(true, 'kvm_intel runs TDs');
  if (isIncomplete(evidence, initialised)) return sources.derived(false, 'kvm_intel does not load on an initialised module');
  return sources.assumed(true, 'current modules enumerate what KVM needs');
}

function isIncomplete(evidence: Evidence, initialised: boolean): boolean {
  const asked = evidence.commandLine.asked.kvm_intel?.tdx;
  const told = evidence.log.event('kvm-intel.tdx-max-vcpus') !== undefined;
  return initialised && !told && evidence.parameters('kvm_intel') === undefined && asked !== undefined && !/^[0n]/i.test(asked);
}

function vcpusPerTdFact({ log }: Evidence, sources: FactSources, usual: number): Fact<number> {
  const limit = Number(log.event('kvm-intel.tdx-max-vcpus')?.limit);
  if (limit > 0) return sources.captured(limit, 'kernel log: MAX_VCPU_PER_TD');
  return sources.assumed(usual, 'the Intel TDX Module ABI gives 576');
}
