import {
  type Case,
  type Command,
  type CommandName,
  clusterFaultNames,
  type FaultName,
  hostFaultNames,
  type NodeMishap,
} from '../../sim/contracts/commands.js';
import type { Evidence } from '../../sim/contracts/evidence.js';

/** A command of one kind. */
type CommandOf<Name extends CommandName> = Extract<Command, { readonly do: Name }>;

/** What is not in a catalogue of faults and yet out of the ordinary. */
const otherFaults = [
  'agent-start',
  'agent-stop',
  'file-damaged',
  'node-edit',
  'racing-edit',
  'guests-outside',
  'cgroup-limit',
  'guest-crash',
  'drain',
  'interleaving',
] as const;

/** Something that can go wrong in a case, or change under a guest's feet. */
type CaseFault = FaultName | (typeof otherFaults)[number];

/**
 * What each kind of command does to a case: nothing out of the ordinary (undefined), always the same fault, or one of several. A new kind
 * of command has to be entered here before the program compiles.
 */
const faultOf: { readonly [Name in CommandName]: CaseFault | undefined | ((command: CommandOf<Name>) => CaseFault | undefined) } =
  {
    label: undefined,
    create: undefined,
    fill: undefined,
    delete: undefined,
    restart: undefined,
    migrate: undefined,
    evict: undefined,
    request: undefined,
    uncordon: undefined,
    'catch-up': undefined,
    'stop-outside': undefined,
    repair: undefined,
    inspect: undefined,
    crash: 'guest-crash',
    drain: 'drain',
    mishap: ({ what }) => faultOfMishap[what],
    'quote-service': ({ left }) => (left === 'socket' ? undefined : 'quote-service-gone'),
    lag: 'scheduler-lags',
    'edit-node': ({ racing }) => (racing === true ? 'racing-edit' : 'node-edit'),
    'start-outside': 'guests-outside',
    spoil: 'file-damaged',
    watch: ({ events }) => (events === 'right' ? undefined : `watch-${events}`),
    'clock-jump': 'clock-jump',
    fault: ({ fault, on }) => (on ? fault : undefined),
    limit: 'cgroup-limit',
    reboot: ({ settings }) => (settings === undefined ? 'host-reboot' : 'bios-change'),
    configure: 'hot-configuration',
  };

const faultOfMishap: Readonly<Record<NodeMishap, CaseFault>> = {
  'agent-started': 'agent-start',
  'agent-restarted': 'agent-crash',
  'agent-stopping': 'agent-stop',
  'agent-silent': 'agent-silent',
  'kubelet-restarted': 'kubelet-restart',
  'libvirtd-restarted': 'libvirtd-restart',
};

/** The columns of the coverage matrix: the catalogues of faults first, then what else is out of the ordinary. */
export const caseFaults: readonly string[] = [...hostFaultNames, ...clusterFaultNames, ...otherFaults];

const positions: ReadonlyMap<string, number> = new Map(caseFaults.map((fault, position) => [fault, position]));

/** The fault a command is; undefined when it is none. */
function faultOfCommand(command: Command): CaseFault | undefined {
  const fault = faultOf[command.do] as CaseFault | undefined | ((command: Command) => CaseFault | undefined);
  return typeof fault === 'function' ? fault(command) : fault;
}

/**
 * What went wrong in a case, by machine, as ascending positions in {@link caseFaults}; machines on which nothing did are absent. What
 * names no host counts for all machines of the case, and so does who took which step when. A window in which nothing struck is none.
 */
export function faultsOf({
  case: theCase,
  trace,
}: Pick<Evidence, 'case' | 'trace'>): Readonly<Record<string, readonly number[]>> {
  const found = new Map<string, Set<number>>();
  const add = (fault: CaseFault | undefined, host?: string): void => {
    const position = positions.get(fault ?? '');
    if (position === undefined) return;
    for (const machine of machinesOf(host, theCase)) found.set(machine, (found.get(machine) ?? new Set()).add(position));
  };
  for (const event of trace) {
    const window = event.window === undefined ? undefined : theCase.faults?.[event.window];
    if (window !== undefined) add(window.fault, window.host);
    else if (event.event === 'command')
      add(faultOfCommand(event.command), 'host' in event.command ? event.command.host : undefined);
  }
  if (theCase.interleaving !== undefined) add('interleaving');
  const machines = [...found.keys()].sort();
  return Object.fromEntries(machines.map((machine) => [machine, ascending(found.get(machine))]));
}

function machinesOf(host: string | undefined, { hosts }: Case): readonly string[] {
  const meant = host === undefined ? hosts : hosts.filter(({ name }) => name === host);
  return [...new Set(meant.map(({ machine }) => machine))];
}

function ascending(positionsFound: ReadonlySet<number> = new Set()): readonly number[] {
  return [...positionsFound].sort((left, right) => left - right);
}
