import { done, type Outcome } from '../../core/outcome.js';
import { childOf, type XmlNode } from '../../core/xml-reader.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault, notRunning } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { type Definition, definitionOf, devicesOf } from './definition.js';
import { part, withAttributes, withChild } from './document/xml-part.js';
import { affects } from './domain-states.js';
import { cpuTime, type Domain, isActive } from './domain-store.js';
import { wrongTarget } from './metadata-handlers.js';
import { onDomain, onRunning } from './on-domain.js';

/** Handlers of a domain's CPUs and memory. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c`, as run. */
export const resourceHandlers: Handlers = {
  domainGetMaxVcpus: onRunning(({ definition }) => done({ num: definition.maxVcpus })),
  domainGetVcpusFlags: onDomain((domain, { flags }, { daemon }) => {
    const wrong = wrongTarget(domain, flags, daemon);
    const { vcpus, maxVcpus } = configOf(domain, flags).definition;
    return wrong ?? done({ num: (flags & maximum) === 0 ? vcpus : maxVcpus });
  }),
  domainSetVcpus: onRunning((domain, { nvcpus }, { daemon }) => setVcpus(domain, nvcpus, affects.live, daemon)),
  domainSetVcpusFlags: onDomain((domain, { nvcpus, flags }, { daemon }) => setVcpus(domain, nvcpus, flags, daemon)),
  domainGetVcpus: onDomain((domain, { maxinfo, maplen }, { daemon }) => vcpus(domain, maxinfo, maplen, daemon)),
  domainGetVcpuPinInfo: onDomain(({ definition }, { ncpumaps, maplen }, { daemon }) => {
    const num = Math.min(Math.max(0, ncpumaps), definition.vcpus);
    return done({ cpumaps: maps(num, maplen, daemon), num });
  }),
  domainGetEmulatorPinInfo: onDomain((_, { maplen }, { daemon }) => done({ cpumaps: maps(1, maplen, daemon), ret: 1 })),
  domainGetIothreadInfo: onDomain(() => done({ info: [], ret: 0 })),
  domainSetMemory: onRunning((domain, { memory }, { daemon }) => setMemory(domain, memory, affects.live, daemon)),
  domainSetMemoryFlags: onDomain((domain, { memory, flags }, { daemon }) => setMemory(domain, memory, flags, daemon)),
  domainSetMaxMemory: onDomain((domain, { memory }, { daemon }) => setMemory(domain, memory, maximum, daemon)),
  domainSetMemoryStatsPeriod: onDomain(() => done(undefined)),
  domainMemoryStats: onRunning((domain, { maxStats }) => done({ stats: memoryStats(domain).slice(0, maxStats) })),
  domainGetCpuStats: onRunning((domain, { nparams, startCpu, ncpus }, { daemon }) => {
    if (nparams === 0) return done({ params: [], nparams: startCpu === -1 ? 3 : 1 });
    const time = cpuTime(domain, daemon.now());
    const total = [{ field: 'cpu_time', type: 'ullong', value: time } as const];
    const split = [
      { field: 'user_time', type: 'ullong', value: time / 8n } as const,
      { field: 'system_time', type: 'ullong', value: time / 8n } as const,
    ];
    return done({ params: startCpu === -1 ? [...total, ...split] : ncpus === 0 ? [] : total, nparams: startCpu === -1 ? 3 : 1 });
  }),
};

/** `VIR_DOMAIN_VCPU_MAXIMUM`, `VIR_DOMAIN_MEM_MAXIMUM`. */
const maximum = 4;

/** The definition that a call with these flags means. */
function configOf(domain: Domain, flags: number): Pick<Domain, 'definition'> {
  return { definition: (flags & affects.config) === 0 ? domain.definition : (domain.next ?? domain.definition) };
}

type Vcpus = {
  readonly info: readonly { readonly number: number; readonly state: number; readonly cpuTime: bigint; readonly cpu: number }[];
  readonly cpumaps: Uint8Array;
};

/** Each runs on the host CPU of its own number, as far as there are so many. */
function vcpus(domain: Domain, maxinfo: number, maplen: number, daemon: Daemon): Outcome<Vcpus, Fault> {
  if (!isActive(domain)) return fault(daemon, 'operation-invalid', 'cannot retrieve vcpu information for inactive domain');
  const count = Math.min(Math.max(0, maxinfo), domain.definition.vcpus);
  const each = cpuTime(domain, daemon.now()) / BigInt(domain.definition.vcpus);
  const info = Array.from({ length: count }, (_, number) => ({
    number,
    state: 1,
    cpuTime: each,
    cpu: number % processors(daemon),
  }));
  return done({ info, cpumaps: maps(count, maplen, daemon) });
}

/** As many maps, each with every CPU of the host. */
function maps(count: number, maplen: number, daemon: Daemon): Uint8Array {
  const length = Math.max(0, maplen);
  const online = processors(daemon);
  const bytes = new Uint8Array(count * length);
  for (let at = 0; at < Math.min(length, Math.ceil(online / 8)); at++) {
    const map = (1 << Math.min(8, online - 8 * at)) - 1;
    for (let each = 0; each < count; each++) bytes[each * length + at] = map;
  }
  return bytes;
}

function processors({ host }: Daemon): number {
  const { sockets, coresPerSocket, threadsPerCore } = host.boot.cpu;
  return sockets * coresPerSocket * threadsPerCore;
}

function setVcpus(domain: Domain, count: number, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = wrongTarget(domain, flags, daemon);
  if (wrong !== undefined) return wrong;
  const [live, config] = meant(domain, flags);
  const limit = (live ? domain.definition : (domain.next ?? domain.definition)).maxVcpus;
  if ((flags & maximum) === 0 && count > limit) {
    const which = live ? 'live' : 'persistent';
    const words = `requested vcpus is greater than max allowable vcpus for the ${which} domain: ${count} > ${limit}`;
    return fault(daemon, 'invalid-argument', words);
  }
  change(domain, live, config, (root) => withVcpus(root, count, (flags & maximum) !== 0));
  return done(undefined);
}

function withVcpus(root: XmlNode, count: number, most: boolean): XmlNode {
  const vcpu = childOf(root, 'vcpu') ?? part('vcpu', {}, '1');
  if (most) return withChild(root, 'vcpu', { ...vcpu, text: String(count) });
  return withChild(root, 'vcpu', withAttributes(vcpu, { current: vcpu.text === String(count) ? undefined : count }));
}

function setMemory(domain: Domain, memory: bigint, flags: number, daemon: Daemon): Outcome<undefined, Fault> {
  const wrong = wrongTarget(domain, flags, daemon);
  if (wrong !== undefined) return wrong;
  const most = (flags & maximum) !== 0;
  const [live, config] = meant(domain, flags);
  if (most && live && isActive(domain))
    return fault(daemon, 'operation-invalid', 'cannot resize the maximum memory on an active domain');
  if (!most && memory > (live ? domain.definition : (domain.next ?? domain.definition)).maxMemory) {
    return fault(daemon, 'invalid-argument', 'cannot set memory higher than max memory');
  }
  change(domain, live, config, (root) => withChild(root, most ? 'memory' : 'currentMemory', sizeElement(most, memory)));
  return done(undefined);
}

function sizeElement(most: boolean, kib: bigint): XmlNode {
  return part(most ? 'memory' : 'currentMemory', { unit: 'KiB' }, String(kib));
}

/** Which definitions flags mean: the running one unless another is named. */
function meant(domain: Domain, flags: number): readonly [live: boolean, config: boolean] {
  const which = flags & 3;
  return which === 0 ? [true, !isActive(domain)] : [(which & affects.live) !== 0, (which & affects.config) !== 0];
}

function change(domain: Domain, live: boolean, config: boolean, changed: (root: XmlNode) => XmlNode): void {
  if (config && domain.next !== undefined) domain.next = definitionOf(changed(domain.next.root));
  if (live || domain.next === undefined) domain.definition = definitionOf(changed(domain.definition.root));
}

/** `virDomainMemoryStatTags`: 6 balloon, 9 last update, 7 resident set, in the order libvirt fills them in. */
function memoryStats({ definition }: Domain): readonly { readonly tag: number; readonly val: bigint }[] {
  const balloon = [
    { tag: 6, val: definition.memory },
    { tag: 9, val: 0n },
  ];
  return [...(hasBalloon(definition) ? balloon : []), { tag: 7, val: residentSet(definition.memory) }];
}

/** A balloon of model `none` says that there is none. */
export function hasBalloon(definition: Definition): boolean {
  return devicesOf(definition, 'memballoon').some(({ attributes }) => attributes.model !== 'none');
}

/** QEMU itself and an eighth of the guest's memory, in KiB (assumed). */
export function residentSet(memory: bigint): bigint {
  return 40_960n + memory / 8n;
}

/** Refuses what needs a guest agent, which no guest of ours has. */
export function withoutAgent(domain: Domain, daemon: Daemon): ReturnType<typeof fault> {
  return isActive(domain) ? fault(daemon, 'argument-unsupported', 'QEMU guest agent is not configured') : notRunning(daemon);
}
