import { type Case, type CaseHost, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { confidentialProtections, type Protection, protections } from '../../sim/contracts/protection.js';
import { guestSpec, requestMatrix } from '../commands/request-matrix.js';
import { summaryOf } from '../commands/summary.js';
import type { StackKit } from '../subjects/stack-kit.js';
import { type PlanMachine, smallPoolMax } from './plan-machine.js';

/** A case and its name. */
export interface NamedCase {
  readonly name: string;
  readonly case: Case;
}

/**
 * The deterministic phase: every machine × every key-ID setting × every protection filled around its limit and emptied again; every
 * combination of request fields an admission chain looks at; every life-cycle command on every protection; every change of settings
 * and of configuration. Small pools come first, so that the first failing case is a small one.
 */
export function enumerateCases(machines: readonly PlanMachine[], kit: StackKit): readonly NamedCase[] {
  const parts = [smallFills, requests, mixtures, lives, intruders, changes, accidents, configurations, firmware, largeFills];
  return parts.flatMap((part) => [...part(machines, kit)]).map((theCase) => ({ name: summaryOf(theCase), case: theCase }));
}

/** Pools of a handful of key IDs, or of none, filled to limit−1, limit and limit+1. */
function* smallFills(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const settings of [...machine.settings.small, ...machine.settings.odd]) {
      for (const protection of confidentialProtections) {
        if (machine.keyIds(settings, protection) > smallPoolMax) continue;
        for (const beyond of [-1, 0, 1]) yield fillCase(machine, settings, protection, beyond, kit);
      }
    }
  }
}

/** Pools of real size, through the very last key ID to one beyond. */
function* largeFills(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const settings of machine.settings.real) {
      for (const protection of confidentialProtections) yield fillCase(machine, settings, protection, 1, kit);
    }
  }
}

/** Fill, give one key back, ask for another: the freed key must be found again. */
function fillCase(
  machine: PlanMachine,
  settings: CaseHost['settings'],
  protection: Protection,
  beyond: number,
  kit: StackKit,
): Case {
  const spec = { ...kit.plainGuest, protection, onHost: 'h0' };
  return caseOf(kit, machine, settings, [
    { do: 'fill', host: 'h0', protection: protection as Exclude<Protection, 'none'>, beyond },
    { do: 'delete', guest: `h0-${protection}-0` },
    { do: 'create', guest: 'again', spec },
  ]);
}

/** Every combination of the fields an admission chain decides on, on a host with one or two key IDs of the kind asked for. */
function* requests(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const protection of protections) {
    const fitting = tightest(machines, protection);
    if (fitting === undefined) continue;
    for (const spec of requestMatrix(protection)) {
      yield caseOf(kit, fitting.machine, fitting.settings, [{ do: 'create', guest: 'g0', spec }]);
    }
  }
}

/** One guest of every protection side by side, on one host of every machine: what differs between them is only what must. */
function* mixtures(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  const hosts = machines.flatMap((machine, index) => {
    const settings = [...machine.settings.small, ...machine.settings.real][2] ?? {};
    return { name: `h${index}`, machine: machine.id, settings };
  });
  for (const change of [{}, { vcpus: 4 }, { memoryMib: 2048 }, { startPaused: true }] as const) {
    const commands = protections.map((protection): Command => {
      return { do: 'create', guest: `g-${protection}`, spec: { ...kit.plainGuest, ...change, protection } };
    });
    yield { format: caseFormat, stack: kit.stack, config: kit.config, hosts, commands };
  }
}

/** What happens to a running guest, command by command, under every eviction strategy. */
function* lives(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const protection of protections) {
      const settings = tightest([machine], protection)?.settings ?? {};
      for (const commands of lifeCommands) {
        for (const eviction of [undefined, 'None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'] as const) {
          const spec = guestSpec({ ...kit.plainGuest, protection, eviction });
          yield caseOf(kit, machine, settings, [{ do: 'create', guest: 'g0', spec }, ...commands]);
        }
      }
    }
  }
}

const lifeCommands: readonly (readonly Command[])[] = [
  [
    { do: 'evict', guest: 'g0' },
    { do: 'delete', guest: 'g0' },
  ],
  [
    { do: 'migrate', guest: 'g0' },
    { do: 'restart', guest: 'g0' },
  ],
  [
    { do: 'reboot', host: 'h0' },
    { do: 'label', host: 'h0' },
    { do: 'delete', guest: 'g0' },
  ],
];

/** Somebody takes key IDs behind the control plane's back and gives them back later. */
function* intruders(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const outside of confidentialProtections) {
      for (const settings of [...machine.settings.real, tightest([machine], outside)?.settings ?? {}]) {
        const spec = guestSpec({ ...kit.plainGuest, protection: outside });
        yield caseOf(kit, machine, settings, [
          { do: 'start-outside', host: 'h0', protection: outside, count: smallPoolMax },
          { do: 'create', guest: 'g0', spec },
          { do: 'stop-outside', host: 'h0', count: smallPoolMax },
        ]);
      }
    }
  }
}

/** A host comes back from a reboot with other settings: what it offered before may be gone, what it did not may be there. */
function* changes(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const after of [...machine.settings.odd, ...machine.settings.real.slice(0, 2)]) {
      for (const protection of confidentialProtections) {
        const before = tightest([machine], protection)?.settings;
        if (before === undefined) continue;
        const spec = guestSpec({ ...kit.plainGuest, protection });
        yield caseOf(kit, machine, before, [
          { do: 'create', guest: 'g0', spec },
          { do: 'reboot', host: 'h0', settings: after },
          { do: 'create', guest: 'g1', spec },
          { do: 'reboot', host: 'h0', settings: before },
        ]);
      }
    }
  }
}

/** Files of the node agent are damaged or gone, and whole again after a reboot. */
function* accidents(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const protection of confidentialProtections) {
      const fitting = tightest([machine], protection)?.settings;
      if (fitting === undefined) continue;
      const spec = guestSpec({ ...kit.plainGuest, protection });
      for (const spoil of kit.spoils) {
        yield caseOf(kit, machine, fitting, [
          { do: 'spoil', host: 'h0', ...spoil },
          { do: 'label', host: 'h0' },
          { do: 'create', guest: 'g0', spec },
          { do: 'reboot', host: 'h0' },
        ]);
      }
    }
  }
}

/** Every protection under every other configuration, before and after switching. */
function* configurations(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const other of kit.otherConfigs) {
      for (const protection of protections) {
        const settings = tightest([machine], protection)?.settings ?? {};
        const spec = guestSpec({ ...kit.plainGuest, protection });
        for (const [first, second] of [
          [other, kit.config],
          [kit.config, other],
        ] as const) {
          const commands: readonly Command[] = [
            { do: 'create', guest: 'g0', spec },
            { do: 'configure', config: second },
            { do: 'create', guest: 'g1', spec },
          ];
          yield { ...caseOf(kit, machine, settings, commands), config: first };
        }
      }
    }
  }
}

/** Hosts whose firmware package has no image for confidential guests. */
function* firmware(machines: readonly PlanMachine[], kit: StackKit): Generator<Case> {
  for (const machine of machines) {
    for (const protection of protections) {
      const settings = tightest([machine], protection)?.settings ?? {};
      const hosts = [{ name: 'h0', machine: machine.id, settings, versions: { ovmf: 'edk2-without-cc' } }];
      const spec = guestSpec({ ...kit.plainGuest, protection });
      const commands: readonly Command[] = [
        { do: 'create', guest: 'g0', spec },
        { do: 'delete', guest: 'g0' },
      ];
      yield { format: caseFormat, stack: kit.stack, config: kit.config, hosts, commands };
    }
  }
}

/** The machine and settings with the fewest key IDs, but at least one, for a protection; any machine for ordinary guests. */
function tightest(
  machines: readonly PlanMachine[],
  protection: Protection,
): { machine: PlanMachine; settings: CaseHost['settings'] } | undefined {
  const [first] = machines;
  if (protection === 'none') return first === undefined ? undefined : { machine: first, settings: {} };
  const candidates = machines.flatMap((machine) =>
    [...machine.settings.small, ...machine.settings.real].map((settings) => ({
      machine,
      settings,
      size: machine.keyIds(settings, protection),
    })),
  );
  return candidates.filter(({ size }) => size > 0).sort((left, right) => left.size - right.size)[0];
}

function caseOf(kit: StackKit, machine: PlanMachine, settings: CaseHost['settings'], commands: readonly Command[]): Case {
  return {
    format: caseFormat,
    stack: kit.stack,
    config: kit.config,
    hosts: [{ name: 'h0', machine: machine.id, settings }],
    commands,
  };
}
