import type { Case, CaseHost, Command, GuestSpec } from '../../sim/contracts/commands.js';

/** Executions one shrink may cost; enough for every case the generators make, and a bound on what a huge one can cost. */
const shrinkRunsMax = 400;

/**
 * The smallest case near this one for which `breaks` still holds. Works on plain values, so enumerated, generated and saved cases
 * shrink alike, and knows the domain: fewer commands, fewer hosts, smaller fills, plainer requests, default configuration,
 * settings moved toward the factory's. Deterministic; never returns a case that does not break.
 */
export function shrinkCase(theCase: Case, breaks: (candidate: Case) => boolean): Case {
  let best = theCase;
  let runs = 0;
  let improved = true;
  while (improved) {
    improved = false;
    for (const candidate of simplerThan(best)) {
      if (runs >= shrinkRunsMax) return best;
      runs += 1;
      if (breaks(candidate)) {
        best = candidate;
        improved = true;
        break;
      }
    }
  }
  return best;
}

/** Candidates in the order they are tried: the biggest simplifications first. */
function* simplerThan(theCase: Case): Generator<Case> {
  yield* fewerCommands(theCase);
  yield* fewerHosts(theCase);
  for (const [index, command] of theCase.commands.entries()) {
    for (const simpler of simplerCommands(command, theCase.hosts)) yield withCommand(theCase, index, [simpler]);
  }
  yield* plainerHosts(theCase);
}

function* fewerCommands(theCase: Case): Generator<Case> {
  const { commands } = theCase;
  for (let size = commands.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < commands.length; start += size) {
      yield { ...theCase, commands: [...commands.slice(0, start), ...commands.slice(start + size)] };
    }
  }
}

function* fewerHosts(theCase: Case): Generator<Case> {
  if (theCase.hosts.length < 2) return;
  for (const host of theCase.hosts) {
    const commands = theCase.commands.filter((command) => !('host' in command) || command.host !== host.name);
    yield { ...theCase, hosts: theCase.hosts.filter((other) => other !== host), commands };
  }
}

function* plainerHosts(theCase: Case): Generator<Case> {
  for (const [index, host] of theCase.hosts.entries()) {
    for (const name of Object.keys(host.settings)) {
      const { [name]: _, ...settings } = host.settings;
      const hosts = theCase.hosts.map((other, position) => (position === index ? { ...host, settings } : other));
      yield { ...theCase, hosts };
    }
  }
}

function* simplerCommands(command: Command, hosts: readonly CaseHost[]): Generator<Command> {
  switch (command.do) {
    case 'create':
      for (const spec of plainerSpecs(command.spec, hosts)) yield { ...command, spec };
      return;
    case 'start-outside':
      if (command.count > 1) yield { ...command, count: 1 };
      if (command.count > 2) yield { ...command, count: Math.floor(command.count / 2) };
      if (command.count > 1) yield { ...command, count: command.count - 1 };
      return;
    case 'fill':
      if (command.beyond > 0) yield { ...command, beyond: 0 };
      yield { do: 'create', guest: 'g', spec: { protection: command.protection, firmware: 'efi', secureBoot: false } };
      return;
    default:
      return;
  }
}

/** One field less at a time. The protection itself stays: another protection is another story. */
function* plainerSpecs(spec: GuestSpec, hosts: readonly CaseHost[]): Generator<GuestSpec> {
  if (hosts.length === 1 && spec.onHost !== undefined) yield without(spec, 'onHost');
  for (const field of [
    'vcpus',
    'memoryMib',
    'eviction',
    'startPaused',
    'attestation',
    'bootFromNetwork',
    'persistentEfi',
    'smm',
    'architecture',
    'alsoProtection',
    'secureBoot',
    'firmware',
    'onHost',
  ] as const) {
    if (spec[field] !== undefined) yield without(spec, field);
  }
}

function without<Field extends keyof GuestSpec>(spec: GuestSpec, field: Field): GuestSpec {
  const { [field]: _, ...rest } = spec;
  return rest as unknown as GuestSpec;
}

function withCommand(theCase: Case, index: number, replacement: readonly Command[]): Case {
  return { ...theCase, commands: [...theCase.commands.slice(0, index), ...replacement, ...theCase.commands.slice(index + 1)] };
}
