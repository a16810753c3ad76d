import { assertThat } from '../../sim/core/defect.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { isFactDifference, machineDifferences } from '../differences.js';
import { type Machine, machineOf, machines } from '../load.js';
import { type Fact, factsOf } from '../provenance.js';
import { firstContradiction } from '../rules.js';
import { type MachineFile, machineSchema } from '../schema.js';
import { amdFacts } from './amd-facts.js';
import { asidNotes } from './asid-registers.js';
import { bootChoices } from './boot-choices.js';
import type { Bundle } from './bundle.js';
import { cpuFacts, memoryFact } from './cpu-facts.js';
import { type Evidence, readEvidence } from './evidence.js';
import { factSources } from './fact-sources.js';
import { intelFacts } from './intel-facts.js';
import { agreement, type Nearest, nearestMachine } from './nearest.js';
import type { Peer } from './peer.js';

/** What a capture came to. */
export interface CapturedMachine {
  readonly machine: Machine;
  /** Facts that could not be seen and that somebody is to fill in, by dotted path. */
  readonly assumed: readonly { readonly path: string; readonly fact: Fact }[];
  /** What is remarkable about the bundle: things that contradict each other, versions without data. One sentence each. */
  readonly notes: readonly string[];
  /** The known machine most like it; undefined where none of that vendor is known. */
  readonly nearest?: Nearest;
}

/** How to make a machine. */
export interface CaptureOptions {
  /** Id of the machine; default: worked out from the processor's name. */
  readonly id?: string;
  /** Machines to fill up from and to compare with; default: all that are bundled. */
  readonly known?: readonly Machine[];
}

/**
 * Makes a machine of what a bundle shows: read facts are `captured`, what follows from them is `derived`, and what could not be
 * seen is `assumed`, taken from a known machine with the same processor family and model where there is one.
 *
 * @throws UsageError when something is missing without which there is no machine, or when facts contradict each other.
 */
export function capturedMachine(bundle: Bundle, { id, known = [...machines().values()] }: CaptureOptions = {}): CapturedMachine {
  const evidence = readEvidence(bundle);
  const file = withBestPeer(evidence, id ?? idFrom(evidence.cpuinfo.modelName), known);
  const machine = machineOf({ file: bundle.file, value: wellFormed(file) });
  refuseContradictions(machine, bundle);
  const nearest = nearestMachine(machine, known);
  return {
    machine,
    assumed: factsOf(machine.facts).filter(({ fact }) => fact.provenance === 'assumed'),
    notes: notesOf(evidence, file),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** Several known machines can share a processor; the one that leaves the fewest differences stands in. */
function withBestPeer(evidence: Evidence, id: string, known: readonly Machine[]): MachineFile {
  const alone = machineFile(evidence, id, undefined);
  const captured = machineOf({ file: evidence.bundle.file, value: alone });
  const peers = known.filter(
    (machine) => machine.values.cpu.vendorId === alone.cpu.vendorId.value && agreement(captured, machine) >= 2,
  );
  const rated = peers.map((peer) => {
    const file = machineFile(evidence, id, peer);
    const differences = machineDifferences(machineOf({ file: evidence.bundle.file, value: file }), peer);
    return { file, distance: differences.filter(isFactDifference).length };
  });
  return rated.sort((one, other) => one.distance - other.distance)[0]?.file ?? alone;
}

function machineFile(evidence: Evidence, id: string, peer: Peer): MachineFile {
  const { cpuinfo, software, bundle } = evidence;
  const sources = factSources(bundle);
  const encryption = encryptionFacts(evidence, peer);
  const { rawPhysicalBits, ...parts } = encryption;
  const release = bundle.text('/proc/sys/kernel/osrelease')?.trim();
  return {
    id,
    about: `${cpuinfo.modelName}, captured${release === undefined ? '' : ` under Linux ${release}`}.`,
    cpu: cpuFacts(evidence, sources, peer, { rawPhysicalBits }),
    memoryBytes: memoryFact(evidence, sources, peer),
    ...parts,
    boot: bootChoices(evidence, parts.amd),
    ...(Object.keys(software.versions).length === 0 ? {} : { versions: software.versions }),
  };
}

type EncryptionFacts = Pick<MachineFile, 'amd' | 'intel' | 's390'> & { readonly rawPhysicalBits: Fact<number> };

function encryptionFacts(evidence: Evidence, peer: Peer): EncryptionFacts {
  const sources = factSources(evidence.bundle);
  switch (evidence.cpuinfo.vendorId) {
    case 'AuthenticAMD':
      return amdFacts(evidence, sources, peer);
    case 'GenuineIntel':
      return intelFacts(evidence, sources, peer);
    case 'IBM/S390':
      return s390Facts(evidence);
    default:
      return { rawPhysicalBits: sources.captured(evidence.cpuinfo.physicalBits ?? 0, '/proc/cpuinfo "address sizes"') };
  }
}

/** Source: Linux `Documentation/virt/kvm/s390/s390-pv.rst`, `arch/s390/kernel/uv.c`. */
function s390Facts({ bundle, commandLine }: Evidence): EncryptionFacts {
  const sources = factSources(bundle);
  const path = '/sys/firmware/uv/prot_virt_host';
  const shown = bundle.text(path)?.trim();
  const asked = commandLine.words.some((word) => /^prot_virt=(1|y|on|t)/i.test(word));
  return {
    rawPhysicalBits: sources.derived(0, '/proc/cpuinfo of s390x prints no address sizes'),
    s390: {
      ultravisor:
        shown === undefined ? sources.derived(asked, 'kernel command line: prot_virt') : sources.captured(shown === '1', path),
    },
  };
}

function wellFormed(file: MachineFile): MachineFile {
  const checked = machineSchema.safeParse(file);
  assertThat(checked.success, `a captured machine has the form of a machine file: ${checked.error?.message}`);
  return checked.data;
}

function refuseContradictions(machine: Machine, bundle: Bundle): void {
  const found = firstContradiction(machine.values);
  if (found === undefined) return;
  throw new UsageError(`the captured host contradicts itself: ${found.problem} (rule ${found.rule})`, {
    place: { file: bundle.file, line: 1, path: found.path },
    fix: 'no machine can have it; capture the host with that undone, and bring it back with a setting that declares a legal oddity',
  });
}

function notesOf(evidence: Evidence, { amd }: MachineFile): readonly string[] {
  const { cpuinfo, log, registers, software } = evidence;
  const unknown = log.unknownLines.length;
  return [
    ...(cpuinfo.flags.includes('hypervisor') ? ['the flag "hypervisor" says that this is a virtual machine, not a host'] : []),
    ...(registers.foreign ? ['the CPUID leaves are of another processor than /proc/cpuinfo, and are not used'] : []),
    ...(log.section === undefined ? ['no kernel log was captured: run the script as root'] : []),
    ...(unknown === 0 ? [] : [`${unknown} lines of the kernel log are not known here, the first is "${log.unknownLines[0]}"`]),
    ...software.notes,
    ...(amd === undefined ? [] : asidNotes(evidence, amd.cpuid8000001f)),
  ];
}

/** `AMD EPYC 9654 96-Core Processor` → `amd-epyc-9654`. */
function idFrom(modelName: string): string {
  const name = modelName.replace(/\((r|tm)\)|\bCPU\b|@.*$|\d+-Core Processor|Processor/gi, ' ');
  const words = name.toLowerCase().match(/[a-z0-9.]+/g) ?? [];
  const id = words.join('-').replace(/^\.+/, '');
  return id === '' ? 'captured' : id;
}
