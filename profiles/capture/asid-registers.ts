import type { Fact } from '../provenance.js';
import { capacityPath, type Evidence } from './evidence.js';
import type { FactSources } from './fact-sources.js';
import { asIn, type Peer } from './peer.js';

/** CPUID 8000_001F ECX and EDX: the number of ASIDs and the lowest one of plain SEV. */
export interface AsidRegisters {
  readonly ecx: Fact<number>;
  readonly edx: Fact<number>;
}

/** The same two numbers as one witness has them. */
export interface AsidWitness {
  readonly by: string;
  readonly ecx: number;
  readonly edx: number;
}

/** Takes the registers as read; else from the first witness of {@link asidWitnesses}; else from the peer. */
export function asidRegisters(evidence: Evidence, sources: FactSources, peer: Peer): AsidRegisters {
  const leaf = evidence.registers.cpuid(0x8000001f);
  if (leaf !== undefined) {
    return { ecx: sources.captured(leaf.ecx, 'CPUID 8000_001F ECX'), edx: sources.captured(leaf.edx, 'CPUID 8000_001F EDX') };
  }
  const [witness] = asidWitnesses(evidence);
  if (witness !== undefined)
    return { ecx: sources.derived(witness.ecx, witness.by), edx: sources.derived(witness.edx, witness.by) };
  const usual = evidence.cpuinfo.flags.includes('la57') ? 1006 : 509;
  const { ecx = usual, edx = 1 } = peer?.values.amd?.cpuid8000001f ?? {};
  const how = asIn(peer, 'a usual value; load the cpuid module and capture as root');
  return { ecx: sources.assumed(ecx, how), edx: sources.assumed(edx, how) };
}

/**
 * Who else tells the two numbers, best first: the kernel's log line, libvirt's count of guests (ECX - EDX + 1 and EDX - 1), and the
 * capacities of the misc controller, which are silent about ranges KVM does not use.
 * Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c`; libvirt 11.3.0 virQEMUCapsGetSEVMaxGuests.
 */
export function asidWitnesses(evidence: Evidence): readonly AsidWitness[] {
  return [logWitness(evidence), libvirtWitness(evidence), capacityWitness(evidence)].filter((witness) => witness !== undefined);
}

/** 0 - 0 is printed when CPUID was never read. */
function logWitness({ log }: Evidence): AsidWitness | undefined {
  const line = log.event('kvm-amd.sev');
  const [first, last] = [Number(line?.first), Number(line?.last)];
  if (!(last > 0) || Number.isNaN(first)) return undefined;
  return { by: `kernel log "SEV … (ASIDs ${first} - ${last})"`, ecx: last, edx: first };
}

function libvirtWitness({ documents }: Evidence): AsidWitness | undefined {
  const { maxGuests, maxEsGuests } = documents.domain?.sev ?? {};
  if (maxGuests === undefined || maxEsGuests === undefined || (maxGuests === 0 && maxEsGuests === 0)) return undefined;
  return { by: `${documents.domain?.section} "maxGuests" and "maxESGuests"`, ecx: maxGuests + maxEsGuests, edx: maxEsGuests + 1 };
}

function capacityWitness({ capacity }: Evidence): AsidWitness | undefined {
  const { sev = 0, sev_es: es = 0 } = capacity ?? {};
  return sev + es === 0 ? undefined : { by: `${capacityPath} "sev" and "sev_es"`, ecx: sev + es, edx: es + 1 };
}

/** A sentence for each witness that contradicts the registers chosen. */
export function asidNotes(evidence: Evidence, { ecx, edx }: AsidRegisters): readonly string[] {
  const against = asidWitnesses(evidence).filter((witness) => !agrees(witness, ecx.value, edx.value));
  return against.map(
    ({ by, ecx: last, edx: first }) => `${by} means ASIDs ${first} to ${last}, against ${edx.value} to ${ecx.value}`,
  );
}

/** Capacities count only what KVM uses, so they contradict only with more than there is. */
function agrees({ by, ecx, edx }: AsidWitness, last: number, first: number): boolean {
  if (by.startsWith(capacityPath)) return ecx <= last;
  return ecx === last && edx === first;
}
