import { getMachine, traitsOf } from '../../../profiles/index.js';
import type { Case } from '../../../sim/contracts/commands.js';
import { canonicalJson, digestOf, type Json, type JsonObject } from '../../../sim/core/json.js';
import { oddMembers } from './plain-configs.js';

/**
 * Names a failure: which requirement broke, and the shape of the smallest case that breaks it. Messages, names, numbers, texts and the
 * model of a machine are not part of the shape, so the same failure keeps its fingerprint when they change: found with another seed, on
 * another machine of the same maker, or with a better message.
 *
 * @param smallest a shrunk case; another one has a shape of its own.
 * @param usual configuration that goes without saying.
 * @returns 16 hexadecimal digits.
 * @throws UsageError for a machine that does not exist.
 */
export function fingerprintOf(requirement: string, smallest: Case, usual: JsonObject): string {
  return digestOf([requirement, shapeOf(smallest, usual)], 16);
}

/**
 * Does a case have all that a smaller one is made of: the same makers of machines, settings, configuration and kinds of commands? Then
 * the failure of the smaller one may be all that is wrong with it.
 */
export function containsShape(theCase: Case, smaller: Case, usual: JsonObject): boolean {
  const [whole, part] = [shapeOf(theCase, usual), shapeOf(smaller, usual)];
  const all = new Set(partsOf(whole));
  return partsOf(part).every((each) => all.has(each));
}

interface Shape {
  readonly hosts: readonly Json[];
  readonly config: readonly string[];
  readonly commands: readonly JsonObject[];
  /** Names of faults that strike by themselves, and whether parts work side by side; both absent in most cases. */
  readonly faults?: readonly string[];
  readonly interleaved?: true;
}

function shapeOf({ hosts, config, commands, faults = [], interleaving }: Case, usual: JsonObject): Shape {
  return {
    hosts: hosts.map(({ machine, settings, versions = {} }) => [
      makerOf(machine),
      ...Object.keys(settings).sort(),
      ...Object.keys(versions).sort(),
    ]),
    config: oddMembers(config, usual).toSorted(),
    commands: commands.map((command) => membersShape(command as unknown as JsonObject)),
    ...(faults.length > 0 && { faults: faults.map(({ fault }) => fault) }),
    ...(interleaving !== undefined && { interleaved: true as const }),
  };
}

function makerOf(machine: string): string {
  const traits: readonly string[] = traitsOf(getMachine(machine).values);
  return traits.find((trait) => makers.includes(trait)) ?? 'none';
}

const makers = ['amd', 'intel', 's390'];

/** Names of hosts and guests are no part of a shape; words of a fixed choice are, other texts and all numbers only by being there. */
function membersShape(members: JsonObject): JsonObject {
  const kept = Object.entries(members).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, valueShape(name, value ?? null)]));
}

const names = ['guest', 'host', 'onHost'];

function valueShape(name: string, value: Json): Json {
  if (name === 'spec') return membersShape(value as JsonObject);
  if (typeof value === 'boolean' || (typeof value === 'string' && words.includes(name))) return value;
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).sort() : '';
}

/** Members whose value is one of a few words. */
const words = [
  'do',
  'protection',
  'alsoProtection',
  'what',
  'fault',
  'request',
  'left',
  'pool',
  'events',
  'path',
  'form',
  'firmware',
  'eviction',
  'architecture',
];

/** One text for everything a shape is made of, so that two shapes can be compared part by part. */
function partsOf({ hosts, config, commands, faults = [], interleaved }: Shape): readonly string[] {
  return [
    ...hosts.flatMap((host) => (host as readonly string[]).map((part) => `host ${part}`)),
    ...config.map((member) => `config ${member}`),
    ...faults.map((fault) => `fault ${fault}`),
    ...(interleaved === true ? ['interleaved'] : []),
    ...commands.flatMap((command) => memberParts(String(command.do), command)),
  ];
}

function memberParts(before: string, value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${before} ${canonicalJson(value)}`];
  return Object.entries(value).flatMap(([name, member]) => memberParts(`${before} ${name}`, member ?? null));
}
