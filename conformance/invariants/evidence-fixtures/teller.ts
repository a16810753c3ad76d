import { type Case, type Command, caseFormat, type NodeMishap } from '../../../sim/contracts/commands.js';
import type { EndState, Evidence } from '../../../sim/contracts/evidence.js';
import type { Happening } from '../../../sim/contracts/subject.js';
import { readVmi } from '../../model/vmi.js';
import { hypervisorView } from './api-answers.js';
import { ask, create, fill, giveUp, place, release, settle, start, stop, tell } from './guests.js';
import { endHost } from './hosts.js';
import { cordon, edit, label, lag } from './nodes.js';
import type { Story, Twist } from './story.js';
import { openGates, Telling } from './telling.js';

/** Tells a {@link Story}, with a twist, and hands over the evidence. A small world of its own, so that judges are tested without any stack. */
export function evidenceOf(story: Story, twist: Twist = {}): Evidence {
  const telling = new Telling(story, twist);
  for (const [name, { truth }] of telling.hosts) {
    telling.say({ event: 'boot', host: name, truth });
    label(telling, name, 'agent-started');
  }
  for (const [step, command] of story.commands.entries()) {
    telling.step = step;
    telling.say({ event: 'command', command });
    apply(telling, command);
  }
  return evidence(telling);
}

function apply(telling: Telling, command: Command): void {
  switch (command.do) {
    case 'create':
      return create(telling, command.guest, command.spec);
    case 'fill':
      return fill(telling, command.host, command.protection, command.beyond);
    case 'delete':
    case 'restart':
    case 'migrate':
    case 'evict':
    case 'request':
    case 'crash':
      return applyToGuest(telling, command);
    case 'start-outside':
      for (let n = 0; n < command.count; n += 1) start(telling, `outside-${n}`, command.host, command.protection, true);
      return;
    case 'stop-outside':
      for (let n = 0; n < command.count; n += 1) release(telling, `outside-${n}`, command.host);
      return settle(telling);
    case 'configure':
      telling.config = command.config;
      telling.say({ event: 'configure', config: command.config });
      for (const name of telling.hosts.keys()) label(telling, name, 'configured');
      return;
    default:
      return applyToHost(telling, command);
  }
}

type GuestCommand = Extract<Command, { do: 'delete' | 'restart' | 'migrate' | 'evict' | 'request' | 'crash' }>;

function applyToGuest(telling: Telling, command: GuestCommand): void {
  const { guest } = command;
  switch (command.do) {
    case 'delete':
      tell(telling, guest, { what: 'deletion-asked' });
      stop(telling, guest, 'user');
      telling.guests.delete(guest);
      return settle(telling);
    case 'restart':
      tell(telling, guest, { what: 'restart-asked' });
      stop(telling, guest, 'user');
      tell(telling, guest, { what: 'admitted' });
      return place(telling, guest);
    case 'migrate':
      tell(telling, guest, { what: 'migration-asked' });
      return;
    case 'evict':
      return evict(telling, guest);
    case 'crash':
      stop(telling, guest, 'crash');
      return settle(telling);
    case 'request': {
      const { request, body } = command;
      const object = telling.guests.get(guest)?.object ?? {};
      const hypervisor = request.startsWith('sev/') ? { hypervisor: hypervisorView(readVmi(object)) } : {};
      return ask(telling, guest, { what: 'request', request, ...(body && { body }), ...hypervisor });
    }
  }
}

function evict(telling: Telling, guest: string): void {
  if (tell(telling, guest, { what: 'eviction-asked' })?.next === 'stop') stop(telling, guest, 'eviction');
}

function applyToHost(telling: Telling, command: Exclude<Command, GuestCommand>): void {
  switch (command.do) {
    case 'label':
      return label(telling, command.host, 'interval');
    case 'edit-node':
      if (command.racing === true) telling.host(command.host).racing = command;
      else edit(telling, command);
      return;
    case 'lag':
    case 'catch-up':
      lag(telling, command.host, command.do === 'lag');
      return settle(telling);
    case 'drain':
      cordon(telling, command.host, true);
      for (const guest of telling.guestsOn(command.host)) evict(telling, guest);
      return;
    case 'uncordon':
      cordon(telling, command.host, false);
      return settle(telling);
    case 'quote-service':
      telling.host(command.host).quoteService = command.left === 'socket' ? undefined : command.left;
      label(telling, command.host, 'files-changed');
      return settle(telling);
    case 'spoil': {
      const host = telling.host(command.host);
      host.spoiled = [...host.spoiled, command.path];
      return;
    }
    case 'repair': {
      const host = telling.host(command.host);
      host.spoiled = host.spoiled.filter((path) => path !== command.path);
      return;
    }
    case 'mishap':
      return mishap(telling, command.host, command.what);
    case 'reboot':
      return reboot(telling, command.host);
  }
}

function mishap(telling: Telling, host: string, what: NodeMishap): void {
  if (what !== 'libvirtd-restarted') label(telling, host, what);
  const happening = toGuests[what];
  if (happening === undefined) return settle(telling);
  for (const guest of telling.guestsOn(host)) {
    if (tell(telling, guest, { what: happening, host } as Happening)?.next === 'give-up') giveUp(telling, guest);
  }
  settle(telling);
}

/** What a mishap of the node means for the guests on it. */
const toGuests: Readonly<Partial<Record<NodeMishap, Happening['what']>>> = {
  'agent-started': 'agent-back',
  'agent-restarted': 'agent-back',
  'agent-silent': 'agent-silent',
  'libvirtd-restarted': 'libvirtd-back',
};

function reboot(telling: Telling, name: string): void {
  const host = telling.host(name);
  host.truth = telling.story.reborn ?? host.truth;
  host.running.clear();
  host.spoiled = [];
  host.pending = [];
  telling.say({ event: 'boot', host: name, truth: host.truth });
  for (const guest of telling.guestsOn(name)) stop(telling, guest, 'host-reboot');
  label(telling, name, 'agent-started');
  settle(telling);
}

function evidence(telling: Telling): Evidence {
  const { story, hosts, trace, twist } = telling;
  const theCase: Case = {
    format: caseFormat,
    stack: 'kubevirt',
    config: story.config ?? openGates,
    hosts: [...hosts.keys()].map((name) => ({ name, machine: 'by-hand', settings: {} })),
    commands: story.commands,
  };
  const truths = Object.fromEntries([...hosts].map(([name, { truth }]) => [name, truth]));
  const end = endOf(telling);
  const { certificates } = story;
  return {
    case: theCase,
    hosts: truths,
    trace,
    end: twist.end?.(end) ?? end,
    ...(certificates !== undefined && { certificates }),
  };
}

function endOf({ guests, hosts }: Telling): EndState {
  const all = [...guests].map(([name, { spec, host, status, over }]) => ({
    name,
    protection: spec.protection,
    ...(host !== undefined && { host }),
    running: host !== undefined && hosts.get(host)?.running.has(name) === true,
    pending: host === undefined && !over,
    status,
  }));
  return { guests: all, hosts: Object.fromEntries([...hosts].map(([name, state]) => [name, endHost(state)])) };
}
