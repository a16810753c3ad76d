import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { JsonObject } from '../../../sim/core/json.js';
import { admitted, type Cluster, type ClusterNode, placed, type StartedGuest, started } from '../cluster.js';
import { fileOf } from '../host-shell.js';
import { StepFailure, type Teller } from '../story.js';
import { podSnp, unencryptedPod } from './manifests.js';

const configurationFile = '/opt/kata/share/defaults/kata-containers/configuration-qemu-snp.toml';

/** The configuration of the cluster after the guide’s edits. */
export function runtimeConfiguration(brokerUrl: string, teller: Teller): JsonObject {
  const edits = {
    snp_certs_path: '/opt/snp/cert_chain.cert',
    kernel_params: `agent.guest_components_rest_api=resource agent.aa_kbc_params=cc_kbc::${brokerUrl}`,
  };
  const lines = Object.entries(edits).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  teller.run('node-1#', `grep -e snp_certs_path -e kernel_params ${configurationFile}`, lines.join('\n'));
  teller.remark('Kata of the guide’s time handed snp_certs_path to a QEMU of AMD’s own; today’s leaves it to the host');
  return { configuration: { 'qemu-snp': edits } };
}

/** A pod that runs. */
export interface RunningPod {
  readonly node: ClusterNode;
  readonly guest: LaunchedGuest;
}

/** What QEMU was told of the guest. */
export interface LaunchedGuest {
  readonly policy: bigint;
  /** 32 bytes. */
  readonly hostData: Buffer;
  /** 48 bytes. */
  readonly measurement: Buffer;
  /** Command line of its kernel. */
  readonly kernelLine: string;
}

/** What a guest of that pod is measured as, before there is one. */
export function expectedMeasurement({ subject, config, nodes: [node] }: Cluster): Buffer {
  const { name, tree } = node as ClusterNode;
  const decision = subject.render(admitted({ subject, config, nodes: [] }, podSnp), { name, reader: tree }, config);
  if (!decision.rendered) throw new StepFailure('rendering', decision.message);
  return launchedGuest(decision.commandLine ?? []).measurement;
}

/** The first half of the guide: a container whose memory is encrypted, and nothing else asked. */
export function launchUnencrypted(cluster: Cluster, teller: Teller): RunningPod {
  const { metadata, spec } = unencryptedPod;
  const { labels, annotations } = metadata as JsonObject;
  const template = { spec: { template: { metadata: { labels, annotations }, spec } } } as JsonObject;
  teller.run(
    'admin$',
    `yq 'select(.kind == "Deployment") | {spec}' confidential-unencrypted.yaml`,
    stringify(template, { lineWidth: 0 }),
  );
  teller.run('admin$', 'kubectl apply -f confidential-unencrypted.yaml');
  teller.output('service/confidential-unencrypted created\ndeployment.apps/confidential-unencrypted created');
  return launched(cluster, unencryptedPod, teller);
}

/** The second half: a pod that asks for a key. */
export function launchPod(cluster: Cluster, teller: Teller): RunningPod {
  teller.run('admin$', 'cat pod-kata-qemu-snp.yaml', stringify(podSnp, { lineWidth: 0 }));
  teller.run('admin$', 'kubectl apply -f pod-kata-qemu-snp.yaml', 'pod/pod-snp created');
  return launched(cluster, podSnp, teller);
}

/** Admits, places and starts a pod, and says what becomes of it. */
function launched(cluster: Cluster, request: JsonObject, teller: Teller): RunningPod {
  const pod = admitted(cluster, request);
  const { node, claim } = placed(cluster, pod);
  const running = started(cluster, pod, node);
  const { name } = request.metadata as { readonly name: string };
  const [{ name: container }] = (request.spec as { readonly containers: [{ readonly name: string }] }).containers;
  teller.run('admin$', `kubectl describe pod ${name}`);
  teller.output(`Node:  ${node.name}\nStatus:  Running\nNode-Selectors:  ${pairs(claim.selectors)}\nEvents:`);
  teller.output(`  Normal  Scheduled  default-scheduler  Successfully assigned default/${name} to ${node.name}`);
  teller.output(`  Normal  Started    kubelet            Started container ${container}`);
  teller.remark(`key IDs it takes: ${pairs(claim.resources)}`);
  showGuest(running, node, teller);
  return { node, guest: launchedGuest(running.commandLine) };
}

function showGuest({ commandLine, keyId }: StartedGuest, { name, tree }: ClusterNode, teller: Teller): void {
  const object = commandLine[commandLine.indexOf('-object') + 1] ?? '';
  teller.run(`${name}#`, `ps -C qemu-system-x86_64 -o args= | grep -o 'sev-snp-guest[^ ]*'`, object);
  teller.run(`${name}#`, 'cat /sys/fs/cgroup/misc.current', fileOf(tree, '/sys/fs/cgroup/misc.current'));
  teller.remark(`the guest has ASID ${keyId}`);
}

function pairs(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Reads QEMU’s arguments as the firmware would get them. */
function launchedGuest(commandLine: readonly string[]): LaunchedGuest {
  const after = (flag: string): string => commandLine[commandLine.indexOf(flag) + 1] ?? '';
  const object = new Map(
    after('-object')
      .split(',')
      .map((part) => pair(part)),
  );
  const hostData = Buffer.alloc(32);
  hostData.set(Buffer.from(object.get('host-data') ?? '', 'base64').subarray(0, 32));
  const policy = BigInt(object.get('policy') ?? 0x30000);
  return { policy, hostData, measurement: measurementOf(commandLine), kernelLine: after('-append') };
}

function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Stands for the launch digest: another firmware, kernel, command line or number of processors, another digest. There are no images to measure. */
function measurementOf(commandLine: readonly string[]): Buffer {
  const measured = ['-bios', '-kernel', '-append', '-smp', '-cpu'].map(
    (flag) => commandLine[commandLine.indexOf(flag) + 1] ?? '',
  );
  return createHash('sha384').update(JSON.stringify(measured)).digest();
}
