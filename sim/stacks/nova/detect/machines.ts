import type { HostReader } from '../../../contracts/reader.js';
import { strerror } from '../../../core/errno.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type DomainCapabilities, readDomainCapabilities } from './domain-capabilities.js';
import type { HostCapabilities } from './host-capabilities.js';
import { libvirtDirectory } from './libvirt-answers.js';
import { type DetectionProblem, problem } from './problem.js';

/** What libvirt says about one machine type. */
export interface MachineAnswer extends DomainCapabilities {
  /** Its alias, e.g. `q35`. */
  readonly machine: string;
  readonly canonical: string;
}

/** What is known of a host's machine types, and what went wrong on the way. */
export interface MachineAnswers {
  /** In the order of the host's capabilities. */
  readonly machines: readonly MachineAnswer[];
  readonly problems: readonly DetectionProblem[];
}

/**
 * Asks libvirt about every machine type of the host's own architecture that has an alias. One it cannot answer for is left out and said;
 * when none is left, nothing is known. Source: nova `nova/virt/libvirt/host.py` (_get_machine_types, _add_to_domain_capabilities).
 */
export function machineAnswers(
  reader: HostReader,
  { architecture, guests }: HostCapabilities,
  choices: NovaChoices,
): Outcome<MachineAnswers, readonly DetectionProblem[]> {
  const aliases = guests.find(({ name }) => name === architecture)?.aliases ?? [];
  let machines: readonly MachineAnswer[] = [];
  const problems: DetectionProblem[] = [];
  for (const { name, canonical } of choices.failedMachineLosesOthers ? aliases.toReversed() : aliases) {
    const answer = machineAnswer(reader, architecture, name);
    if (answer.ok) machines = [...machines, { machine: name, canonical, ...answer.value }];
    else problems.push(answer.reason);
    if (answer.ok) continue;
    if (answer.reason.code === 'answer-malformed' && !choices.passesOverMalformed) return refused(problems);
    if (answer.reason.code === 'answer-missing' && choices.failedMachineLosesOthers) machines = [];
  }
  if (machines.length === 0 && problems.length > 0 && !choices.failedMachineLosesOthers) return refused(problems);
  return done({ machines, problems });
}

function machineAnswer(reader: HostReader, architecture: string, machine: string): Outcome<DomainCapabilities, DetectionProblem> {
  const path = `${libvirtDirectory}/domcapabilities/${architecture}/${machine}.xml`;
  const content = reader.read(path);
  if (!content.ok) return refused(problem('answer-missing', path, strerror(content.errno)));
  const capabilities = readDomainCapabilities(content.text);
  return capabilities.ok ? capabilities : refused(problem('answer-malformed', path, capabilities.reason));
}

/**
 * The machine types whose word about encryption counts: those encrypted guests need, or all others where libvirt has no answer about
 * them. The result does not depend on the order in which it was asked.
 */
export function spokesmen(machines: readonly MachineAnswer[], { believes }: NovaChoices): readonly MachineAnswer[] {
  if (believes === 'first') return machines;
  const q35 = machines.filter(({ machine, canonical }) => machine === 'q35' || canonical.startsWith('pc-q35-'));
  return q35.length > 0 ? q35 : machines;
}
