import type { Case, Command } from '../../sim/contracts/commands.js';
import { canonicalJson, type JsonObject } from '../../sim/core/json.js';
import { simplerCommands } from './simpler-commands.js';

/** Executions one shrink may cost; enough for every case the generators make, and a bound on what a huge one can cost. */
const shrinkRunsMax = 400;

/**
 * The smallest case near this one for which `breaks` still holds. Works on plain values, so enumerated, generated and saved cases
 * shrink alike, and knows the domain: fewer commands, fewer hosts, smaller fills, plainer requests, default configuration,
 * settings moved toward the factory's. Deterministic; never returns a case that does not break.
 *
 * @param usual the configuration that goes without saying.
 */
export function shrinkCase(theCase: Case, breaks: (candidate: Case) => boolean, usual: JsonObject = theCase.config): Case {
  let best = theCase;
  let runs = 0;
  let improved = true;
  while (improved) {
    improved = false;
    for (const candidate of simplerThan(best, usual)) {
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
function* simplerThan(theCase: Case, usual: JsonObject): Generator<Case> {
  yield* fewerCommands(theCase);
  yield* sessionsWritten(theCase);
  yield* plainerConfigs(theCase, usual);
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

/** A launch session that is part of the request takes one command less than one that is handed in later. */
function* sessionsWritten(theCase: Case): Generator<Case> {
  for (const [index, command] of theCase.commands.entries()) {
    if (command.do !== 'request' || command.request !== 'sev/setupsession') continue;
    const { guest } = command;
    const commands = theCase.commands
      .filter((_, position) => position !== index)
      .map((other) =>
        other.do === 'create' && other.guest === guest ? { ...other, spec: { ...other.spec, session: true } } : other,
      );
    yield { ...theCase, commands };
  }
}

/** All of the configuration as usual, then one member of it. */
function* plainerConfigs(theCase: Case, usual: JsonObject): Generator<Case> {
  const { config } = theCase;
  const odd = Object.keys({ ...usual, ...config }).filter(
    (key) => canonicalJson([config[key] ?? null]) !== canonicalJson([usual[key] ?? null]),
  );
  if (odd.length > 0) yield { ...theCase, config: usual };
  if (odd.length < 2) return;
  for (const key of odd) {
    const { [key]: _, ...others } = config;
    yield { ...theCase, config: usual[key] === undefined ? others : { ...others, [key]: usual[key] } };
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

function withCommand(theCase: Case, index: number, replacement: readonly Command[]): Case {
  return { ...theCase, commands: [...theCase.commands.slice(0, index), ...replacement, ...theCase.commands.slice(index + 1)] };
}
