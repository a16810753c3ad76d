import { UsageError } from '../../sim/core/usage-error.js';
import { libvirtdQuirks } from '../../sim/libvirtd/quirks.js';
import { answerLines } from '../serve/answer-lines.js';
import {
  type AttestationFlags,
  attestationOfHosts,
  checkAttestationFlags,
  wantsAttestation,
} from '../serve/attestation-of-hosts.js';
import { instructionForms } from '../serve/instruction.js';
import { checkLibvirtFlags, type LibvirtFlags, libvirtOfHosts, wantsLibvirt } from '../serve/libvirt/libvirt-of-hosts.js';
import { folderOf, type HostChanges, type ServedHost, serveHosts } from '../serve/served-host.js';
import { type StandardInput, standardInput } from '../serve/standard-input.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';
import { changeOptions } from './host-options.js';
import { type KubevirtArguments, kubevirtOptions } from './kubevirt-options.js';

/** `fauxmetal host serve`: hosts that live until the command ends, and directories and sockets that follow them. */
export const hostServeCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'serve <machine..>',
    describe: 'keep hosts running, and directories and sockets like them; lines on standard input make things happen',
    builder: (yargs) =>
      kubevirtOptions(changeOptions(yargs))
        .positional('machine', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'machine ids; repeat one for more of it',
        })
        .option('tree', {
          type: 'string',
          describe: 'folder to keep; with several machines one folder each below it',
        })
        .option('device-plugin', {
          type: 'string',
          describe:
            'folder for sockets of the kubelet’s device-plugin API: a kubelet, unless one listens there, and the plugins of KubeVirt; with several machines one folder each below it',
        })
        .option('kubelet-only', {
          type: 'boolean',
          default: false,
          describe: 'serve no plugins of KubeVirt there: you bring yours',
        })
        .option('socket', {
          type: 'string',
          describe:
            'Unix socket of a simulated libvirtd; with several machines a folder, and libvirt-sock in one folder each below it',
        })
        .option('tcp', {
          type: 'string',
          describe: 'address of a simulated libvirtd as well, such as 127.0.0.1:16509; the next ports for further machines',
        })
        .option('tcp-anywhere', {
          type: 'boolean',
          default: false,
          describe: 'let --tcp name an address that other machines reach; nobody is asked who they are',
        })
        .option('libvirt-events', {
          type: 'string',
          describe: 'file for the events of libvirt, one JSON object a line; - for standard output',
        })
        .option('libvirt-without', {
          type: 'string',
          array: true,
          default: [],
          choices: libvirtdQuirks.map(({ id }) => id),
          describe: 'a behaviour of real libvirtd to leave out; repeatable',
        })
        .option('kds', {
          type: 'number',
          describe: 'port of AMD’s key distribution service for these hosts, 0 for any that is free',
        })
        .option('pccs', {
          type: 'number',
          describe: 'port of Intel’s provisioning service for these hosts, 0 for any that is free',
        })
        .option('qgs', {
          type: 'string',
          describe:
            'where quotes of a TDX host are made: unix:PATH, localhost:PORT, or vsock:2:PORT, for which the loopback stands in; with several machines a folder, or the next ports',
        })
        .option('kbs', {
          type: 'number',
          describe: 'port of a key broker that believes the evidence of these hosts, 0 for any that is free',
        })
        .option('kbs-dialect', {
          type: 'string',
          choices: ['2024-08', '2026'] as const,
          default: '2026' as const,
          describe: 'how the key broker speaks',
        })
        .option('kbs-key', {
          type: 'string',
          describe: 'file to write the private key of the key broker’s administrator to; nobody can set a secret without it',
        })
        .option('keep', { type: 'boolean', default: false, describe: 'leave the tree there at the end' })
        .option('force', {
          type: 'boolean',
          default: false,
          describe: 'replace a tree that is not empty, with everything in it',
        })
        .example('$0 host serve genoa --tree ./genoa-root', 'then type: start web snp')
        .example('$0 host serve genoa --device-plugin ./plugins', 'then type: allocate web snp')
        .example(
          '$0 host serve genoa --socket /tmp/genoa.sock',
          'then elsewhere: virsh -c "qemu+unix:///system?socket=/tmp/genoa.sock" list --all',
        )
        .example(
          '$0 host serve genoa --kds 0 --kbs 8080 --kbs-key ./private.key',
          'then kbs-client --url http://127.0.0.1:8080 …',
        )
        .example('$0 host serve emerald-rapids --pccs 0 --qgs vsock:2:4050', 'quotes, and what it takes to verify them')
        .epilogue(`Lines on standard input, HOST: before them where there are several:\n  ${instructionForms.join('\n  ')}`),
    handler: async (flags) => {
      checkServed(flags);
      const input = standardInput(terminal, flags.machine.length === 1 ? `${flags.machine[0]}> ` : 'fauxmetal> ');
      try {
        await serve(flags, input, terminal);
      } finally {
        input.close();
      }
    },
  });

function checkServed(flags: ServeFlags): void {
  if (flags.tree === undefined && flags['device-plugin'] === undefined && !wantsLibvirt(flags) && !wantsAttestation(flags)) {
    const fix = 'say --tree FOLDER, --device-plugin FOLDER, --socket PATH, --kds, --pccs, --qgs or --kbs, or several of them';
    throw new UsageError('there is nothing to serve', { fix });
  }
  checkLibvirtFlags(flags);
  checkAttestationFlags(flags);
}

interface ServeFlags extends HostChanges, KubevirtArguments, LibvirtFlags, AttestationFlags {
  readonly machine: readonly string[];
  readonly tree: string | undefined;
  readonly 'device-plugin': string | undefined;
  readonly 'kubelet-only': boolean;
  readonly keep: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

/** Interrupts are listened for from before the first file is written to after the last is removed. */
async function serve(flags: ServeFlags, input: StandardInput, terminal: Terminal): Promise<void> {
  const served = serveHosts(flags.machine, flags, flags.tree, { force: flags.force });
  const libvirt = libvirtOfHosts(served.hosts, flags, input, terminal);
  const attestation = attestationOfHosts(served.hosts, flags, terminal);
  try {
    for (const each of served.hosts) await servePlugins(each, flags, terminal);
    await libvirt?.serve();
    const services = await attestation.serve();
    announce(served.hosts, services, flags.json, terminal);
    await answerLines(input, served.hosts, terminal, flags.json);
  } finally {
    await attestation.stop();
    await libvirt?.stop();
    // Backwards: the first has made the folder around them all.
    for (const { devicePlugins } of [...served.hosts].reverse()) await devicePlugins?.stop();
    if (!flags.keep) served.remove();
  }
}

/** Loaded only here: most commands need no gRPC. */
async function servePlugins(served: ServedHost, flags: ServeFlags, terminal: Terminal): Promise<void> {
  const folder = flags['device-plugin'];
  if (folder === undefined) return;
  const { serveHostDevicePlugins } = await import('../serve/device-plugins/serve-host-device-plugins.js');
  served.devicePlugins = await serveHostDevicePlugins(served, folderOf(folder, served.name, flags.machine), flags, terminal);
}

/** Whoever waits for the first line knows that directories are complete and sockets listen. */
function announce(
  hosts: readonly ServedHost[],
  services: Readonly<Record<string, string>>,
  json: boolean,
  terminal: Terminal,
): void {
  const ready = hosts.map(readyAnswer);
  const more = Object.keys(services).length === 0 ? {} : { services };
  if (json) terminal.print(`${JSON.stringify({ ok: true, do: 'serve', hosts: ready, ...more })}\n`);
  else {
    for (const each of ready) terminal.print(readyText(each));
    for (const [name, where] of Object.entries(services)) terminal.print(`${name}: ${where}\n`);
  }
}

type Ready = ReturnType<typeof readyAnswer>;

function readyAnswer({ name, tree, devicePlugins, libvirt }: ServedHost) {
  return {
    host: name,
    ...(tree !== undefined && { tree: tree.folder, files: tree.manifest().entries.length }),
    ...(devicePlugins !== undefined && {
      devicePlugins: devicePlugins.folder,
      kubelet: devicePlugins.kubelet === undefined ? 'foreign' : 'simulated',
      plugins: devicePlugins.virtHandler === undefined ? 'foreign' : 'simulated',
    }),
    ...(libvirt !== undefined && {
      libvirt: libvirt.uri,
      ...(libvirt.readOnlyUri !== undefined && { libvirtReadOnly: libvirt.readOnlyUri }),
      ...(libvirt.tcpUri !== undefined && { libvirtTcp: libvirt.tcpUri }),
    }),
  };
}

function readyText({ host, tree, files, devicePlugins, kubelet, plugins, libvirt, libvirtTcp }: Ready): string {
  const lines = [
    ...(tree === undefined ? [] : [`${files} files in ${tree}`]),
    ...(devicePlugins === undefined ? [] : [`${plugins} device plugins and a ${kubelet} kubelet in ${devicePlugins}`]),
    ...(libvirt === undefined ? [] : [libvirt, `virsh -c '${libvirt}' list --all`]),
    ...(libvirtTcp === undefined || libvirtTcp === libvirt ? [] : [libvirtTcp]),
  ];
  return lines.map((line) => `${host}: ${line}\n`).join('');
}
