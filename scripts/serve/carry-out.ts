import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import type { KeyPool, Protection } from '../../sim/contracts/protection.js';
import { keyPools } from '../../sim/contracts/protection.js';
import type { LibvirtError } from '../../sim/contracts/subject.js';
import type { GuestTruth } from '../../sim/contracts/truth.js';
import { UsageError } from '../../sim/core/usage-error.js';
import type { StartAttempt } from '../../sim/host/host.js';
import type { TreeChanges } from '../../sim/surfaces/live-tree.js';
import { placeInside } from '../../sim/surfaces/mount-dir.js';
import { type HostDamage, hasQuoteService, qgsDirectory, repair } from '../../sim/world/host-damage.js';
import { outsideDomainXml } from '../../sim/world/outside-domain.js';
import { describedHost } from '../commands/host-options.js';
import { type DevicesAnswer, devicesAnswer } from './devices-answer.js';
import type { Instruction } from './instruction.js';
import { type StartByLibvirt, startedByLibvirt, stoppedByLibvirt } from './libvirt/instructed.js';
import type { ServedHost } from './served-host.js';

/** What came of a line. `changed` and `removed` are paths of the host whose files were replaced or taken away. */
export type Answer =
  | (Changes & { readonly ok: true; readonly do: 'start' } & StartedGuest)
  | (Changes & { readonly ok: false; readonly do: 'start'; readonly host: string } & RefusedGuest)
  | (Changes & { readonly ok: true; readonly do: 'stop'; readonly host: string; readonly guest: string })
  | { readonly ok: false; readonly do: 'stop'; readonly host: string; readonly guest: string; readonly error: LibvirtError }
  | (Changes & { readonly ok: true; readonly do: 'reboot'; readonly host: string; readonly died: readonly string[] })
  | (Changes & {
      readonly ok: true;
      readonly do: 'quote-service';
      readonly host: string;
      readonly left: HostDamage['quoteService'];
    })
  | DevicesAnswer
  | { readonly ok: true; readonly do: 'status'; readonly hosts: readonly HostStatus[] }
  | { readonly ok: true; readonly do: 'help' | 'quit' }
  | { readonly ok: false; readonly problem: string };

interface Changes {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

interface StartedGuest {
  readonly host: string;
  readonly guest: string;
  readonly protection: Protection;
  readonly keyId?: number;
}

interface RefusedGuest {
  readonly guest: string;
  readonly protection: Protection;
  readonly cause: string;
  readonly error: LibvirtError;
}

/** One host at one moment. */
export interface HostStatus {
  readonly host: string;
  readonly guests: readonly GuestTruth[];
  /** Pools the misc controller has, with the keys charged. */
  readonly pools: readonly { readonly pool: KeyPool; readonly current: number; readonly capacity: number }[];
}

/** Carries out what a line asks for and brings the directories up to date. @throws UsageError when one cannot be written. */
export async function carryOut(instruction: Instruction, hosts: readonly ServedHost[]): Promise<Answer> {
  if (instruction.do === 'help' || instruction.do === 'quit') return { ok: true, do: instruction.do };
  const meant = hosts.filter(({ name }) => instruction.host === undefined || instruction.host === name);
  const [served] = meant;
  if (served === undefined) return { ok: false, problem: `there is no host "${instruction.host}"; there are ${namesOf(hosts)}` };
  if (instruction.do === 'status') return { ok: true, do: 'status', hosts: meant.map(statusOf) };
  if (meant.length > 1)
    return { ok: false, problem: `say which host, as in "${served.name}: ${instruction.do} …"; there are ${namesOf(hosts)}` };
  return onHost(instruction, served);
}

type OnHost = Exclude<Instruction, { readonly do: 'status' | 'help' | 'quit' }>;

function onHost(instruction: OnHost, served: ServedHost): Answer | Promise<Answer> {
  const { host } = served;
  switch (instruction.do) {
    case 'start': {
      const { guest, protection } = instruction;
      return start(served, outsideDomainXml(guest, protection, host.boot.firmwareFiles));
    }
    case 'domain':
      return domain(served, instruction.file);
    case 'stop':
      return stop(served, instruction.guest);
    case 'reboot':
      return reboot(served, instruction.settings);
    case 'quote-service':
      return quoteService(served, instruction.left);
    default:
      return devicesAnswer(instruction, served);
  }
}

function domain(served: ServedHost, file: string): Answer | Promise<Answer> {
  try {
    return start(served, readFileSync(file, 'utf8'));
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    if (code === undefined) throw problem;
    return { ok: false, problem: `${file} cannot be read (${code})` };
  }
}

/** Where libvirt is served, it does the starting, and its clients see the guest. */
async function start(served: ServedHost, xml: string): Promise<Answer> {
  const { host, libvirt } = served;
  return startAnswer(served, libvirt === undefined ? host.startDomain(xml) : await startedByLibvirt(libvirt.daemon, xml));
}

function startAnswer(served: ServedHost, { result, name: guest, protection }: StartAttempt | StartByLibvirt): Answer {
  const about = { do: 'start', host: served.name, guest, protection } as const;
  if (!result.started) return { ok: false, ...about, cause: result.cause, error: result.error, ...follow(served) };
  return { ok: true, ...about, ...(result.keyId !== undefined && { keyId: result.keyId }), ...follow(served) };
}

async function stop(served: ServedHost, guest: string): Promise<Answer> {
  const { host, libvirt } = served;
  const ended = libvirt === undefined ? host.destroyDomain(guest) : await stoppedByLibvirt(libvirt.daemon, guest);
  const about = { do: 'stop', host: served.name, guest } as const;
  return ended.ok ? { ok: true, ...about, ...follow(served) } : { ok: false, ...about, error: ended.reason };
}

async function reboot(served: ServedHost, settings: 'same' | readonly string[]): Promise<Answer> {
  const request = settings === 'same' ? served.request : { ...served.request, setting: [...settings] };
  try {
    const description = describedHost(request);
    served.request = request;
    repair(served.damage);
    const died = served.host.reboot(description).map(({ name }) => name);
    served.libvirt?.daemon.rebooted();
    const changes = follow(served);
    await served.devicePlugins?.reboot();
    return { ok: true, do: 'reboot', host: served.name, died, ...changes };
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    return { ok: false, problem: problem.message };
  }
}

async function quoteService(served: ServedHost, left: HostDamage['quoteService']): Promise<Answer> {
  if (!hasQuoteService(served.host.boot)) return { ok: false, problem: `${served.name} has no quote generation service` };
  served.damage.quoteService = left;
  const changes = follow(served);
  if (served.tree !== undefined) leaveDirectory(placeInside(served.tree.folder, qgsDirectory), left);
  await served.devicePlugins?.virtHandler?.filesChanged();
  return { ok: true, do: 'quote-service', host: served.name, left, ...changes };
}

/** A tree is made of files; a directory without any is made here. */
function leaveDirectory(directory: string, left: HostDamage['quoteService']): void {
  if (left === 'directory') mkdirSync(directory, { recursive: true });
  if (left === 'nothing') rmSync(directory, { recursive: true, force: true });
}

function follow({ tree }: ServedHost): Changes {
  const { written, removed } = tree?.update() ?? nothingChanged;
  return { changed: written, removed };
}

const nothingChanged: TreeChanges = { written: [], removed: [] };

function statusOf({ name, host }: ServedHost): HostStatus {
  const { boot, live } = host.truth;
  const charged = live.miscGroups[0]?.resources;
  const pools = keyPools.flatMap((pool) => {
    const capacity = boot.miscCapacity[pool];
    return capacity === undefined ? [] : [{ pool, current: Number(charged?.[pool].current ?? 0), capacity }];
  });
  return { host: name, guests: live.guests, pools };
}

function namesOf(hosts: readonly ServedHost[]): string {
  return hosts.map(({ name }) => name).join(', ');
}
