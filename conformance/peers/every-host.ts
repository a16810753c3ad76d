import {
  composeHost,
  type HostDescription,
  listMachines,
  listSettings,
  type Settings,
  type SettingValue,
  type Versions,
} from '../../profiles/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { planMachine } from '../runner/plan-machine.js';

/** One host a peer looks at. */
export interface PeerHost {
  readonly machine: string;
  readonly settings: Settings;
  readonly versions: Versions;
  readonly description: HostDescription;
}

/**
 * Every machine as it comes, with each setting that applies to it (several values where it takes one), and with the key-ID
 * settings of the gate. Values that the profiles refuse as contradictory, such as a minimum SEV ASID of 65535, make no host.
 */
export function everyHost(versions: Versions): readonly PeerHost[] {
  return listMachines().flatMap((machine) => {
    const single = listSettings(machine).flatMap(({ id, value }) =>
      valuesOf(value).map((chosen): Settings => ({ [id]: chosen })),
    );
    const { real, small, odd } = planMachine(machine.id).settings;
    const unique = new Map([{}, ...single, ...real, ...small, ...odd].map((settings) => [JSON.stringify(settings), settings]));
    return [...unique.values()].flatMap((settings) => hostWith(machine.id, settings, versions));
  });
}

/** One machine with these settings. @throws UsageError when they do not fit. */
export function peerHost(machine: string, settings: Settings, versions: Versions = {}): PeerHost {
  return { machine, settings, versions, description: composeHost({ machine, settings, versions }) };
}

/** Its command line, as `fauxmetal host show` takes it: `genoa --setting min-sev-asid=100 --libvirt 11.3`. */
export function nameOf({ machine, settings, versions }: PeerHost): string {
  const chosen = Object.entries(settings).map(([id, value]) => ` --setting ${id}${value === true ? '' : `=${value}`}`);
  const software = Object.entries(versions).map(([name, version]) => ` --${name} ${version}`);
  return [machine, ...chosen, ...software].join('');
}

type ValueKind = ReturnType<typeof listSettings>[number]['value'];

function valuesOf(kind: ValueKind): readonly SettingValue[] {
  if (kind === undefined) return [true];
  if (kind.type === 'word') return kind.words;
  const { minimum, maximum, default: preset } = kind;
  const wanted = [minimum, minimum + 1, 100, ...(preset === undefined ? [] : [preset]), maximum];
  return [...new Set(wanted)].filter((value) => value >= minimum && value <= maximum);
}

function hostWith(machine: string, settings: Settings, versions: Versions): readonly PeerHost[] {
  try {
    return [peerHost(machine, settings, versions)];
  } catch (problem) {
    if (problem instanceof UsageError) return [];
    throw problem;
  }
}
