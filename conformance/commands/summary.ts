import type { Case, CaseHost, Command, FaultWindow, GuestSpec } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';

/**
 * A case in one line for people: `genoa min-sev-asid=4: fill h0 snp to limit+1`.
 * Hosts are separated by ` + `, commands by `; `.
 *
 * @param usual configuration that goes without saying; what a case has otherwise is told: `rome, maxPods=110: label only`.
 */
export function summaryOf(theCase: Case, usual: JsonObject = theCase.config): string {
  const commands = theCase.commands.map(commandSummary).join('; ');
  const hosts = [hostsSummary(theCase.hosts), ...configSummary(theCase.config, usual)].join(', ');
  return `${hosts}: ${[commands === '' ? 'label only' : commands, ...meanwhile(theCase)].join('; ')}`;
}

/** What goes on beside the commands: `interleaved 2 0 1`, `psp-error on h0 in 2–5`. */
function meanwhile({ interleaving, faults = [] }: Case): readonly string[] {
  const order = interleaving === undefined ? [] : [['interleaved', ...interleaving].join(' ')];
  return [...faults.map(windowSummary), ...order];
}

function windowSummary({ fault, host, from, to, chance }: FaultWindow): string {
  const often = chance >= 256 ? '' : ` (${chance}/256)`;
  return `${fault} on ${host} in ${from}–${to ?? ''}${often}`;
}

/** Members of a configuration that are not as usual: `maxPods=110`; those that are missing: `no maxPods`. */
export function configSummary(config: JsonObject, usual: JsonObject): readonly string[] {
  const names = [...new Set([...Object.keys(usual), ...Object.keys(config)])];
  return names.flatMap((name) => {
    const [value, usually] = [JSON.stringify(config[name]), JSON.stringify(usual[name])];
    if (value === usually) return [];
    return [value === undefined ? `no ${name}` : `${name}=${value}`];
  });
}

/** Machines and settings of a case's hosts: `genoa min-sev-asid=4 + rome`. */
export function hostsSummary(hosts: readonly CaseHost[]): string {
  return hosts.map(hostSummary).join(' + ');
}

/** One command: `create g0 snp`, `fill h0 snp to limit+1`, `reboot h0 with min-sev-asid=100`. */
export function commandSummary(command: Command): string {
  switch (command.do) {
    case 'label':
      return `label ${command.host}`;
    case 'create':
      return `create ${command.guest} ${guestSummary(command.spec)}`;
    case 'fill':
      return `fill ${command.host} ${command.protection} to limit${signed(command.beyond)}`;
    case 'delete':
    case 'restart':
    case 'migrate':
    case 'evict':
      return `${command.do} ${command.guest}`;
    case 'request':
      return `${command.request} ${command.guest}`;
    case 'crash':
      return `crash ${command.guest}`;
    case 'drain':
    case 'uncordon':
    case 'lag':
    case 'catch-up':
      return `${command.do} ${command.host}`;
    case 'mishap':
      return `${command.what} on ${command.host}`;
    case 'quote-service':
      return `quote service of ${command.host} left with ${command.left}`;
    case 'edit-node':
      return `edit node ${command.host}${command.racing === true ? ' in a race' : ''}: ${editSummary(command)}`;
    case 'start-outside':
      return `start ${command.count} ${command.protection} outside ${command.group === undefined ? '' : `in ${command.group} `}on ${command.host}`;
    case 'stop-outside':
      return `stop ${command.count} outside on ${command.host}`;
    case 'spoil':
      return `${command.text === undefined ? 'remove' : 'spoil'} ${command.path} on ${command.host}`;
    case 'repair':
      return `repair ${command.path} on ${command.host}`;
    case 'watch':
      return `news for ${command.host} ${command.events === 'right' ? 'comes as it should' : command.events}`;
    case 'clock-jump':
      return `clock of ${command.host} ${command.seconds} s behind`;
    case 'fault':
      return `${command.fault} on ${command.host}${command.on ? '' : ' is over'}`;
    case 'limit':
      return `limit ${command.group} on ${command.host} to ${command.pool} ${JSON.stringify(command.max)}`;
    case 'inspect':
      return `inspect ${command.host}`;
    case 'reboot':
      return `reboot ${command.host}${command.settings === undefined ? '' : ` with ${settingsSummary(command.settings)}`}`;
    case 'configure':
      return `configure ${JSON.stringify(command.config)}`;
  }
}

function editSummary({ labels = {}, annotations = {} }: Extract<Command, { do: 'edit-node' }>): string {
  return Object.entries({ ...labels, ...annotations })
    .map(([key, value]) => (value === null ? `−${key}` : `${key}=${value}`))
    .join(' ');
}

function hostSummary(host: CaseHost): string {
  const versions = Object.entries(host.versions ?? {}).map(([software, version]) => `${software} ${version}`);
  return [host.machine, settingsSummary(host.settings), ...versions].filter((part) => part !== '').join(' ');
}

function settingsSummary(settings: CaseHost['settings']): string {
  return Object.entries(settings)
    .map(([name, value]) => (value === true ? name : `${name}=${value}`))
    .join(' ');
}

function guestSummary({ protection, alsoProtection, manifest, ...rest }: GuestSpec): string {
  if (manifest !== undefined) return `${protection} as written`;
  const details = Object.entries(rest).map(([name, value]) => (value === true ? name : `${name}=${JSON.stringify(value)}`));
  const kind = alsoProtection === undefined ? protection : `${protection}+${alsoProtection}`;
  return details.length === 0 ? kind : `${kind} (${details.join(' ')})`;
}

function signed(beyond: number): string {
  return beyond === 0 ? '' : beyond > 0 ? `+${beyond}` : `−${-beyond}`;
}
