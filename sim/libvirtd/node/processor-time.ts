import { done, type Outcome } from '../../core/outcome.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Call, DaemonPart, Fault } from '../daemon-contract.js';
import { fault, invalidArgument, unknownFlags } from '../faults.js';
import type { ArgsOf, Handlers } from '../protocol/procedures.js';

/** Which processors there are, and what they did with their time. Source: libvirt 11.3.0 `src/util/virhostcpu.c`. */
export const processorTimeHandlers: Handlers = {
  nodeGetCpuStats: (args, call) => cpuStats(args, call),
  nodeGetCpuMap: ({ needMap, needOnline, flags }, call) => {
    const count = processors(call);
    const wrong = unknownFlags('virHostCPUGetMap', flags, 0, 'none');
    if (wrong !== undefined) return wrong;
    return done({ cpumap: needMap === 0 ? empty : allOnline(count), online: needOnline === 0 ? 0 : count, ret: count });
  },
};

const empty = new Uint8Array();

/** A bit for each processor, the lowest first; all are online. */
function allOnline(count: number): Uint8Array {
  return Uint8Array.from({ length: Math.ceil(count / 8) }, (_, index) => (1 << Math.min(8, count - 8 * index)) - 1);
}

function processors({ daemon }: Call): number {
  const { sockets, coresPerSocket, threadsPerCore } = daemon.host.boot.cpu;
  return sockets * coresPerSocket * threadsPerCore;
}

type CpuStats = { readonly params: readonly { field: string; value: bigint }[]; readonly nparams: number };

function cpuStats({ cpuNum, nparams, flags }: ArgsOf<'nodeGetCpuStats'>, call: Call): Outcome<CpuStats, Fault> {
  if (nparams < 0) return fault(call.daemon, 'internal', 'nparams must be non-negative', 'rpc');
  if (nparams > 16) return fault(call.daemon, 'internal', 'nparams too large', 'rpc');
  if (cpuNum < -1) {
    const words = 'cpuNum in virNodeGetCPUStats only accepts -1 as a negative value';
    return invalidArgument('virNodeGetCPUStats', 'cpuNum', words, 'host');
  }
  return unknownFlags('virHostCPUGetStats', flags, 0, 'none') ?? countedStats(cpuNum, nparams, call);
}

/** Asked for none, libvirt says how many there are, whether or not there is such a processor. */
function countedStats(cpuNum: number, nparams: number, call: Call): Outcome<CpuStats, Fault> {
  const name = 'virHostCPUGetStatsLinux';
  const params = timesOf(cpuNum === -1 ? processors(call) : 1, call);
  if (nparams === 0) return done({ params: [], nparams: params.length });
  if (nparams !== params.length) {
    return invalidArgument(name, '*nparams', `nparams in ${name} must be equal to ${params.length}`, 'none');
  }
  if (cpuNum >= processors(call)) return invalidArgument(name, 'cpuNum', `Invalid cpuNum in ${name}`, 'none');
  return done({ params, nparams: 0 });
}

/** Of an idle host, in nanoseconds of whole ticks. Time spent in guests is told since 12 (11.3 lacks it, 12.8 has it). */
function timesOf(count: number, call: Call): readonly { field: string; value: bigint }[] {
  const each = uptime(call);
  const share = (thousandths: bigint): bigint => (((each * thousandths) / 1000n) * BigInt(count) * 100n) / 1_000_000_000n;
  const times = { kernel: share(4n), user: share(10n), idle: share(985n), iowait: share(1n) };
  const guest = isAtLeast(call.daemon.host.boot.libvirt.version, '12.0') ? { guest: 0n } : {};
  return Object.entries({ ...times, ...guest }).map(([field, ticks]) => ({ field, value: ticks * 10_000_000n }));
}

/** Nanoseconds since the machine booted: an hour before its libvirtd began, or when it booted anew. */
function uptime({ daemon }: Call): bigint {
  return daemon.now() - daemon.part(beginning).at;
}

const hour = 3_600_000_000_000n;

const beginning: DaemonPart<{ at: bigint }> = {
  name: 'boot time',
  begin: (daemon) => ({ at: daemon.now() - hour }),
  rebooted: (part, daemon) => {
    part.at = daemon.now();
  },
};
