import type { CpuTruth } from '../../contracts/truth.js';
import { done } from '../../core/outcome.js';
import { emulatorOf, kvmMaxVcpus } from '../../surfaces/emulator.js';
import type { Call } from '../daemon-contract.js';
import { fault, invalidArgument, systemFault, unsupportedFunction } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import { hostCapabilities } from './host-uuid.js';
import { wholeHost } from './numa.js';

/** What the host and its hypervisor are: versions, names, and the processor in eight numbers. */
export const hostInfoHandlers: Handlers = {
  connectGetType: () => done({ type: 'QEMU' }),
  connectGetVersion: (_, call) => done({ hvVer: versionNumber(call.daemon.host.boot.qemu.version) }),
  connectGetLibVersion: (_, call) => done({ libVer: versionNumber(call.daemon.host.boot.libvirt.version) }),
  connectGetHostname: (_, call) => done({ hostname: call.daemon.hostname }),
  connectGetMaxVcpus: ({ type }, call) => maxVcpus(type?.toLowerCase(), call),
  connectGetCapabilities: (_, call) => done({ capabilities: hostCapabilities(call.daemon) }),
  nodeGetInfo: (_, call) => done(nodeInfo(call)),
  nodeGetSecurityModel: () => done({ model: 'none', doi: '0' }),
  connectDomainXmlFromNative: (_, call) => unsupportedFunction(call.daemon, 'virConnectDomainXMLFromNative'),
  nodeSuspendForDuration: ({ target }, call) => noSuspend(target, call),
};

/** `8.2.10` is 8 002 010. */
function versionNumber(version: string): bigint {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return BigInt(major * 1_000_000 + minor * 1_000 + patch);
}

/** Without a type libvirt says 16, whatever QEMU can do. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c` qemuConnectGetMaxVcpus. */
function maxVcpus(type: string | undefined, call: Call): ReturnType<NonNullable<Handlers['connectGetMaxVcpus']>> {
  if (type === undefined || type === 'qemu') return done({ maxVcpus: 16 });
  if (type !== 'kvm') return fault(call.daemon, 'invalid-argument', `unknown type '${type}'`);
  const reachable = call.daemon.host.boot.nodes.some(({ path }) => path === '/dev/kvm');
  return reachable
    ? done({ maxVcpus: kvmMaxVcpus })
    : systemFault('Unable to open /dev/kvm', 2, 'No such file or directory', 'none');
}

/** Every socket is a NUMA node, and `sockets` counts those of one node. Source: libvirt `src/util/virhostcpu.c`. */
function nodeInfo(call: Call) {
  const { boot } = call.daemon.host;
  const { sockets, coresPerSocket, threadsPerCore } = boot.cpu;
  return {
    model: emulatorOf(boot).architecture,
    memory: wholeHost(call.daemon).memory / 1024n,
    cpus: sockets * coresPerSocket * threadsPerCore,
    mhz: megahertz(boot.cpu),
    nodes: sockets,
    sockets: 1,
    cores: coresPerSocket,
    threads: threadsPerCore,
  };
}

/** The whole part of `cpu MHz` in /proc/cpuinfo; 0 where the kernel does not know it. */
function megahertz({ tscHz = 0 }: CpuTruth): number {
  return Math.floor(Number((tscHz / 1e6).toFixed(3)));
}

/** No machine of ours can sleep. Source: libvirt `src/util/virnodesuspend.c`. */
function noSuspend(target: number, call: Call) {
  const words = ['Suspend-to-RAM', 'Suspend-to-Disk', 'Hybrid-Suspend'][target];
  if (words !== undefined) return fault(call.daemon, 'argument-unsupported', words, 'none');
  return invalidArgument('virNodeSuspend', 'target', 'invalid suspend target', 'none');
}
