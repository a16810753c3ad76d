import { done, type Outcome } from '../../core/outcome.js';
import { childOf } from '../../core/xml-reader.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Daemon, DomainName, Fault, TypedParameter } from '../daemon-contract.js';
import { unknownFlags } from '../faults.js';
import type { ArgsOf, Handlers } from '../protocol/procedures.js';
import { devicesOf } from './definition.js';
import { attributeOf } from './document/xml-part.js';
import { cpuTime, type Domain, domainsOf, isActive, nameOf } from './domain-store.js';
import { listed } from './list-handlers.js';
import { hasBalloon, residentSet } from './resource-handlers.js';

/**
 * Statistics of many domains in one call. Values follow from the clock alone: a guest's CPUs are busy an eighth of the time.
 * Source: libvirt 11.3.0 `src/qemu/qemu_driver.c` `qemuConnectGetAllDomainStats`; fields and order of 9.0.0, 11.3.0 and 12.8.0, as run.
 */
export const statsHandlers: Handlers = { connectGetAllDomainStats: (args, { daemon }) => allStats(daemon, args) };

interface StatsRecord {
  readonly dom: DomainName;
  readonly params: readonly TypedParameter[];
}

/** Groups by bit (`virDomainStatsTypes`), in libvirt's order. */
const groups: readonly (readonly [number, (domain: Domain, daemon: Daemon) => readonly TypedParameter[]])[] = [
  [1, stateStats],
  [2, cpuStats],
  [4, balloonStats],
  [8, vcpuStats],
  [16, interfaceStats],
  [32, blockStats],
  [512, dirtyRateStats],
];

/** `virConnectGetAllDomainStatsFlags`: filters of listing, and how strictly and quickly it is to be done. */
const strictly = 0x8000_0000;
const quickly = 0x6000_0000;

function allStats(
  daemon: Daemon,
  { doms, stats, flags }: ArgsOf<'connectGetAllDomainStats'>,
): Outcome<{ readonly retStats: readonly StatsRecord[] }, Fault> {
  const wrong = unknownFlags('qemuConnectGetAllDomainStats', flags, strictly | quickly | 0xff);
  if (wrong !== undefined) return wrong;
  const named = doms.flatMap(({ uuid }) => domainsOf(daemon).byUuid(uuid) ?? []);
  const domains = doms.length > 0 ? named : listed(daemon, flags & 0xff);
  const asked = groups.filter(([bit]) => stats === 0 || (stats & bit) !== 0);
  return done({
    retStats: domains.map((domain) => ({ dom: nameOf(domain), params: asked.flatMap(([, of]) => of(domain, daemon)) })),
  });
}

function stateStats({ state, reason }: Domain): readonly TypedParameter[] {
  return [number('state.state', 'int', state), number('state.reason', 'int', reason)];
}

/** Half of the time that is not the guest's own is the kernel's. */
function cpuStats(domain: Domain, daemon: Daemon): readonly TypedParameter[] {
  if (!isActive(domain)) return [];
  const time = cpuTime(domain, daemon.now());
  const monitors = isAtLeast(daemon.host.boot.libvirt.version, '12.0') ? [] : [number('cpu.cache.monitor.count', 'uint', 0)];
  return [
    big('cpu.time', time),
    big('cpu.user', time / 8n),
    big('cpu.system', time / 8n),
    ...monitors,
    big('cpu.haltpoll.success.time', 0n),
    big('cpu.haltpoll.fail.time', 0n),
  ];
}

function balloonStats(domain: Domain): readonly TypedParameter[] {
  const { memory, maxMemory } = domain.definition;
  const sizes = [big('balloon.current', memory), big('balloon.maximum', maxMemory)];
  if (!isActive(domain)) return sizes;
  const updates = hasBalloon(domain.definition) ? [big('balloon.last-update', 0n)] : [];
  return [...sizes, ...updates, big('balloon.rss', residentSet(memory))];
}

function vcpuStats(domain: Domain, daemon: Daemon): readonly TypedParameter[] {
  const { vcpus, maxVcpus } = domain.definition;
  const counts = [number('vcpu.current', 'uint', vcpus), number('vcpu.maximum', 'uint', maxVcpus)];
  if (!isActive(domain)) return counts;
  const each = cpuTime(domain, daemon.now()) / BigInt(vcpus);
  const times = Array.from({ length: vcpus }, (_, at) => [
    number(`vcpu.${at}.state`, 'int', 1),
    big(`vcpu.${at}.time`, each),
    big(`vcpu.${at}.wait`, 0n),
    big(`vcpu.${at}.delay`, 0n),
  ]);
  return [...counts, ...times.flat()];
}

function interfaceStats(domain: Domain): readonly TypedParameter[] {
  if (!isActive(domain)) return [];
  const taps = devicesOf(domain.definition, 'interface').flatMap((each) => attributeOf(each, 'target', 'dev') ?? []);
  const counters = ['rx.bytes', 'rx.pkts', 'rx.errs', 'rx.drop', 'tx.bytes', 'tx.pkts', 'tx.errs', 'tx.drop'];
  const each = taps.map((name, at) => [
    text(`net.${at}.name`, name),
    ...counters.map((counter) => big(`net.${at}.${counter}`, 0n)),
  ]);
  return [number('net.count', 'uint', taps.length), ...each.flat()];
}

function blockStats(domain: Domain): readonly TypedParameter[] {
  const disks = devicesOf(domain.definition, 'disk');
  const each = disks.map((disk, at) => {
    const path = childOf(disk, 'source')?.attributes.file ?? childOf(disk, 'source')?.attributes.dev;
    const names = [
      text(`block.${at}.name`, attributeOf(disk, 'target', 'dev') ?? ''),
      ...(path === undefined ? [] : [text(`block.${at}.path`, path)]),
    ];
    const counters = isActive(domain)
      ? ['rd.reqs', 'rd.bytes', 'rd.times', 'wr.reqs', 'wr.bytes', 'wr.times', 'fl.reqs', 'fl.times']
      : [];
    return [...names, ...counters.map((counter) => big(`block.${at}.${counter}`, 0n))];
  });
  return [number('block.count', 'uint', disks.length), ...each.flat()];
}

function dirtyRateStats(domain: Domain): readonly TypedParameter[] {
  if (!isActive(domain)) return [];
  return [
    number('dirtyrate.calc_status', 'int', 0),
    { field: 'dirtyrate.calc_start_time', type: 'llong', value: 0n },
    number('dirtyrate.calc_period', 'int', 0),
    text('dirtyrate.calc_mode', 'page-sampling'),
  ];
}

function number(field: string, type: 'int' | 'uint', value: number): TypedParameter {
  return { field, type, value };
}

function big(field: string, value: bigint): TypedParameter {
  return { field, type: 'ullong', value };
}

function text(field: string, value: string): TypedParameter {
  return { field, type: 'string', value };
}
