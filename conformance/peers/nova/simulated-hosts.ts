import { composeHost } from '../../../profiles/index.js';
import { answerOf, callsWith, replyOf } from '../../../sim/libvirtd/node/example-call.js';
import { emulatorOf, machineTypes } from '../../../sim/surfaces/emulator.js';
import { openTree } from '../../../sim/surfaces/index.js';
import { everyHost, nameOf, type PeerHost } from '../every-host.js';
import { type NovaHost, versionNumber } from './nova-host.js';

/** Software of the hosts: what the three Debian releases ship, and a QEMU from before SEV-ES counts. */
const software = [
  { libvirt: '11.3', qemu: '10.0' },
  { libvirt: '12', qemu: '11' },
  { libvirt: '9.0', qemu: '7.2' },
] as const;

/**
 * Every simulated host, each with each of its settings, as our libvirtd and our files show it to Nova; those that show the same are one.
 * The documents are the very ones of the socket.
 */
export function simulatedHosts(): readonly NovaHost[] {
  const found = new Map<string, NovaHost>();
  for (const host of software.flatMap((versions) => everyHost(versions))) {
    const seen = seenByNova(host);
    if (!found.has(lookOf(seen))) found.set(lookOf(seen), seen);
  }
  return [...found.values()];
}

/** One of them, as Nova sees it. */
function seenByNova({ machine, settings, versions, ...named }: PeerHost): NovaHost {
  const call = callTo(machine, { settings, versions });
  const { host } = call.daemon;
  const tree = openTree(host);
  const shown = ['kvm-parameters', 'misc.capacity'].flatMap((surface) => tree.filesOf(surface));
  const files = shown.flatMap(({ path, read }) => {
    const content = read();
    return content.ok ? [[path, content.text] as const] : [];
  });
  const firmware = tree.filesOf('firmware-files').filter(({ path }) => path.endsWith('.json'));
  return {
    about: nameOf({ machine, settings, versions, ...named }),
    capabilities: { document: replyOf('connectGetCapabilities', undefined, call).capabilities },
    domains: Object.fromEntries(questionsOf(call).map((question) => answerTo(question, call))),
    machines: aliasesOf(call),
    files: Object.fromEntries(files),
    descriptors: Object.fromEntries(
      firmware.flatMap(({ path, read }) => {
        const content = read();
        return content.ok ? [[path.slice(path.lastIndexOf('/') + 1), content.text] as const] : [];
      }),
    ),
    libvirt: versionNumber(host.boot.libvirt.version),
    qemu: versionNumber(host.boot.qemu.version),
  };
}

const callTo = callsWith(composeHost);

type Call = ReturnType<typeof callTo>;

interface Question {
  readonly emulator: string;
  readonly arch: string;
  readonly machine: string;
}

/** Aliases and Nova's own default of each architecture the emulator serves. */
function questionsOf(call: Call): readonly Question[] {
  const emulator = emulatorOf(call.daemon.host.boot);
  const machines = [...new Set([...aliasesOf(call), 'pc', 's390-ccw-virtio'])];
  return emulator.guests.flatMap(({ name }) => machines.map((machine) => ({ emulator: emulator.path, arch: name, machine })));
}

function aliasesOf({ daemon: { host } }: Call): readonly string[] {
  const types = machineTypes(emulatorOf(host.boot), host.boot.qemu.version);
  return types.flatMap(({ alias }) => (alias === undefined ? [] : [alias]));
}

function answerTo({ emulator, arch, machine }: Question, call: Call): readonly [string, NovaHost['domains'][string]] {
  const given = { emulatorbin: emulator, arch, machine, virttype: 'kvm', flags: 0 };
  const answer = answerOf('connectGetDomainCapabilities', given, call);
  const { code, message } = answer.ok ? { code: 0, message: '' } : answer.reason;
  return [`${arch}/${machine}`, answer.ok ? { document: answer.value.capabilities } : { code, message }];
}

/** What Nova can tell apart: files and versions, and of the documents what is not about the processor. */
function lookOf({ capabilities, domains, files, libvirt, qemu }: NovaHost): string {
  const kernel = Object.entries(files).filter(([path]) => /sev|tdx|misc/.test(path));
  const shown = Object.values(domains).map((domain) =>
    'document' in domain ? withoutProcessor(domain.document) : domain.message,
  );
  const arch = /<arch>(\w+)</.exec(capabilities.document)?.[1];
  return JSON.stringify([arch, kernel, [...new Set(shown)], libvirt, qemu]);
}

function withoutProcessor(document: string): string {
  return document.replace(/<vcpu .*|<cpu>[\s\S]*<\/cpu>/g, '');
}
