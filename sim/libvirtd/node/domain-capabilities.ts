import type { BootTruth } from '../../contracts/truth.js';
import { done, type Outcome } from '../../core/outcome.js';
import { contentCache } from '../../surfaces/content-cache.js';
import { domcapabilitiesDocument } from '../../surfaces/domcapabilities.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Call, Fault } from '../daemon-contract.js';
import { unknownFlags } from '../faults.js';
import type { ArgsOf, Handlers } from '../protocol/procedures.js';
import { type AskedEmulator, askedEmulator } from './emulator-asked.js';

/** `virsh domcapabilities`: about 200 kB, written once for each question about a boot. */
export const domainCapabilitiesHandlers: Handlers = {
  connectGetDomainCapabilities: (args, call) => {
    const asked = askedFor(args, call);
    return asked.ok ? done({ capabilities: documentOf(asked.value, args.flags, call) }) : asked;
  },
};

/** `VIR_CONNECT_GET_DOMAIN_CAPABILITIES_…`. Source: libvirt `include/libvirt/libvirt-domain.h`. */
const flag = { disableDeprecatedFeatures: 1, expandCpuFeatures: 2, supportedCpuFeatures: 4 } as const;

function askedFor(args: ArgsOf<'connectGetDomainCapabilities'>, call: Call): Outcome<AskedEmulator, Fault> {
  const { emulatorbin: emulator, arch, machine, virttype, flags } = args;
  const known = knownFlags(call.daemon.host.boot);
  return (
    unknownFlags('qemuConnectGetDomainCapabilities', flags, known) ?? askedEmulator({ emulator, arch, machine, virttype }, call)
  );
}

function knownFlags({ libvirt: { version } }: BootTruth): number {
  const since = (release: string, bit: number): number => (isAtLeast(version, release) ? bit : 0);
  return (
    since('11.0', flag.disableDeprecatedFeatures) |
    since('12.2', flag.expandCpuFeatures) |
    since('12.5', flag.supportedCpuFeatures)
  );
}

function documentOf(asked: AskedEmulator, flags: number, call: Call): string {
  const { host, without } = call.daemon;
  const question = [asked.architecture, asked.machine.name, asked.virtType, flags, ...without].join(' ');
  const answers = documents.get(host.boot) ?? contentCache<string>(mostDocuments);
  documents.set(host.boot, answers);
  return answers(question, () => written(asked, flags, call));
}

/** By boot: a machine that boots anew is another truth. */
const documents = new WeakMap<BootTruth, ReturnType<typeof contentCache<string>>>();

/** Some 12 MB of them for each boot; a client that asks about every machine type with every flag waits a little longer. */
const mostDocuments = 64;

function written({ path, architecture, machine, virtType }: AskedEmulator, flags: number, call: Call): string {
  const { host, without } = call.daemon;
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return domcapabilitiesDocument(host.boot, {
    emulator: path,
    architecture,
    machine,
    virtType,
    without,
    expandCpuFeatures: has(flag.expandCpuFeatures),
    supportedCpuFeatures: has(flag.supportedCpuFeatures),
    disableDeprecatedFeatures: has(flag.disableDeprecatedFeatures),
  });
}
