import fc from 'fast-check';
import { type Case, type CaseHost, type Command, caseFormat, type GuestSpec } from '../../sim/contracts/commands.js';
import { type ConfidentialProtection, confidentialProtections, protections } from '../../sim/contracts/protection.js';
import { secondProtection } from '../commands/second-protection.js';
import type { KeySettings } from '../runner/key-settings.js';
import { type PlanMachine, smallPools } from '../runner/plan-machine.js';
import type { StackKit } from '../subjects/stack-kit.js';

/**
 * Random cases: one to three hosts with mostly small key pools, a random subset of command kinds (swarm testing: a case that never
 * deletes reaches limits that a fair mix never sees), and up to twelve commands over a handful of guest names. Everything is built
 * with `map` over independent draws, so shrinking stays in the hands of fast-check.
 */
export function caseArbitrary(machines: readonly PlanMachine[], kit: StackKit): fc.Arbitrary<Case> {
  return fc
    .record({
      hosts: fc.array(hostArbitrary(machines), { minLength: 1, maxLength: 3 }),
      config: fc.nat({ max: 7 }),
      swarm: fc.nat({ max: 2 ** commandDraws.length - 1 }),
      draws: fc.array(drawArbitrary(), { minLength: 1, maxLength: 12, size: 'max' }),
    })
    .map(({ hosts, config, swarm, draws }) => buildCase(hosts, config, swarm, draws, kit));
}

interface HostDraw {
  readonly machine: string;
  readonly settings: CaseHost['settings'];
  /** Protections whose pool on this host is small enough to be filled in a moment. */
  readonly small: readonly ConfidentialProtection[];
}

/** Small pools most of the time, an odd host now and then, and rarely one of real size: filling a thousand key IDs costs. */
function hostArbitrary(machines: readonly PlanMachine[]): fc.Arbitrary<HostDraw> {
  const draws = (kind: keyof KeySettings): readonly HostDraw[] =>
    machines.flatMap((machine) =>
      machine.settings[kind].map((settings) => ({ machine: machine.id, settings, small: smallPools(machine, settings) })),
    );
  const choices = [
    { weight: 240, hosts: draws('small') },
    { weight: 48, hosts: draws('odd') },
    { weight: 1, hosts: draws('real') },
  ].filter(({ hosts }) => hosts.length > 0);
  return fc.oneof(...choices.map(({ weight, hosts }) => ({ weight, arbitrary: fc.constantFrom(...hosts) })));
}

/** Numbers a command is made from; which ones are used depends on the kind. */
interface Draw {
  readonly kind: number;
  readonly host: number;
  readonly guest: number;
  readonly protection: number;
  readonly beyond: number;
  readonly detail: number;
}

function drawArbitrary(): fc.Arbitrary<Draw> {
  return fc.record({
    kind: fc.nat({ max: 999 }),
    host: fc.nat({ max: 2 }),
    guest: fc.nat({ max: 5 }),
    protection: fc.nat({ max: 59 }),
    beyond: fc.integer({ min: -2, max: 1 }),
    detail: fc.nat({ max: 255 }),
  });
}

function buildCase(hosts: readonly HostDraw[], config: number, swarm: number, draws: readonly Draw[], kit: StackKit): Case {
  const named = hosts.map((host, index) => ({ name: `h${index}`, ...host }));
  const caseHosts = named.map(({ name, machine, settings }) => ({ name, machine, settings }));
  const enabled = commandDraws.filter((_, index) => (swarm & (1 << index)) !== 0);
  const commands: Command[] = [];
  for (const draw of draws) commands.push(kindOf(draw, enabled)(draw, named, kit, commands));
  return { format: caseFormat, stack: kit.stack, config: kit.otherConfigs[config] ?? kit.config, hosts: caseHosts, commands };
}

/** Every other command makes guests, so that the others have something to work on. */
function kindOf(draw: Draw, enabled: readonly CommandDraw[]): CommandDraw {
  return draw.kind % 2 === 0 ? fillOrCreate : (enabled[(draw.kind >> 1) % Math.max(1, enabled.length)] ?? fillOrCreate);
}

type NamedHost = HostDraw & { readonly name: string };

/** Makes a command from a draw; `earlier` are the commands before it. */
type CommandDraw = (draw: Draw, hosts: readonly NamedHost[], kit: StackKit, earlier: readonly Command[]) => Command;

/** Always enabled: half of them fill a host around its limit, the others create one guest anywhere. */
const fillOrCreate: CommandDraw = (draw, hosts, kit) =>
  draw.detail % 2 === 0
    ? { do: 'fill', host: hostOf(draw, hosts).name, protection: toFill(draw, hostOf(draw, hosts)), beyond: draw.beyond }
    : { do: 'create', guest: guestOf(draw), spec: specOf(draw, hosts, kit) };

/** The kinds a swarm subset is drawn from. */
const commandDraws: readonly CommandDraw[] = [
  (draw, _hosts, _kit, earlier) => ({ do: 'delete', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'restart', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'migrate', guest: guestMadeBy(draw, earlier) }),
  (draw, _hosts, _kit, earlier) => ({ do: 'evict', guest: guestMadeBy(draw, earlier) }),
  (draw, hosts) => ({ do: 'label', host: hostOf(draw, hosts).name }),
  (draw, hosts) => ({
    do: 'start-outside',
    host: hostOf(draw, hosts).name,
    protection: confidentialOf(draw),
    count: 1 + (draw.detail % 6),
  }),
  (draw, hosts) => ({ do: 'stop-outside', host: hostOf(draw, hosts).name, count: 1 + (draw.detail % 6) }),
  (draw, hosts) => ({ do: 'reboot', host: hostOf(draw, hosts).name }),
  (draw, _hosts, kit) => ({ do: 'configure', config: kit.otherConfigs[draw.detail % 8] ?? kit.config }),
  (draw, hosts, kit) => ({ do: 'create', guest: guestOf(draw), spec: oddSpecOf(draw, hosts, kit) }),
  (draw, hosts, kit) => ({
    do: 'spoil',
    host: hostOf(draw, hosts).name,
    ...(kit.spoils[draw.detail % kit.spoils.length] ?? { path: '/dev/null' }),
  }),
];

function specOf(draw: Draw, hosts: readonly NamedHost[], kit: StackKit): GuestSpec {
  const protection = protections[draw.protection % protections.length] ?? 'none';
  return { ...kit.plainGuest, protection, ...(draw.detail % 3 === 0 && { onHost: hostOf(draw, hosts).name }) };
}

/** A request that may be wrong in one or two places: each bit of the draw switches one thing. */
function oddSpecOf(draw: Draw, hosts: readonly NamedHost[], kit: StackKit): GuestSpec {
  const bit = (position: number): boolean => (draw.detail & (1 << position)) !== 0;
  const spec = specOf(draw, hosts, kit);
  const alsoProtection = draw.guest === 0 ? secondProtection(spec.protection, confidentialOf(draw)) : undefined;
  return {
    ...spec,
    ...(bit(0) && { secureBoot: bit(1) }),
    ...(bit(2) && { smm: bit(3) }),
    ...(bit(4) && { persistentEfi: true }),
    ...(bit(5) && { startPaused: true, attestation: bit(6) }),
    ...(bit(7) && { bootFromNetwork: true }),
    ...(alsoProtection !== undefined && { alsoProtection }),
    ...(draw.guest === 1 && { firmware: 'bios' as const }),
    vcpus: 1 + (draw.beyond + 2),
    memoryMib: 64 * (1 + draw.host),
  };
}

function hostOf(draw: Draw, hosts: readonly NamedHost[]): NamedHost {
  return hosts[draw.host % hosts.length] as NamedHost;
}

function confidentialOf(draw: Draw): ConfidentialProtection {
  return confidentialProtections[draw.protection % confidentialProtections.length] ?? 'sev';
}

/** Something to fill: one of the host's small pools if it has any; otherwise, and now and then, whatever the draw says. */
function toFill(draw: Draw, { small }: NamedHost): ConfidentialProtection {
  return draw.protection === 0 && draw.kind % 8 === 0
    ? confidentialOf(draw)
    : (small[draw.protection % Math.max(1, small.length)] ?? confidentialOf(draw));
}

function guestOf(draw: Draw): string {
  return `g${draw.guest}`;
}

/** A guest that an earlier command made, as far as one can tell; a name nobody has when there is none. */
function guestMadeBy(draw: Draw, earlier: readonly Command[]): string {
  const makers = earlier.filter((command) => command.do === 'create' || command.do === 'fill');
  const maker = makers[draw.detail % Math.max(1, makers.length)];
  if (maker?.do === 'create') return maker.guest;
  return maker?.do === 'fill' ? `${maker.host}-${maker.protection}-${draw.guest % 3}` : guestOf(draw);
}
