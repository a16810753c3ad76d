/** Intel’s article on TDX in KubeVirt, on simulated hosts: from a machine with TDX to a token that verifies. */
import type { JsonObject } from '../../sim/core/json.js';
import { kubevirt } from '../../sim/stacks/kubevirt/index.js';
import { connectionTo, socketTransport } from '../attest/quote-over-socket.js';
import { serveQgs } from '../serve/qgs/serve-qgs.js';
import { type ClusterNode, openCluster } from './cluster.js';
import { startAuthority } from './kubevirt-tdx/authority.js';
import { gates, showHost, showLabels, spoiltPlatform } from './kubevirt-tdx/host.js';
import { bootGuest } from './kubevirt-tdx/inside-machine.js';
import { launchVm, showKeys } from './kubevirt-tdx/machine.js';
import type { TdxStorySetting } from './kubevirt-tdx/setting.js';
import { getToken, verify } from './kubevirt-tdx/token.js';
import { type Serving, whileServing } from './serving.js';
import type { DoStep } from './story.js';

/** What the story ends with. */
export interface TdxStoryResult {
  readonly token: string;
  readonly claims: JsonObject;
}

/** Tells it. Services listen on the loopback while it is told, and no longer. */
export function kubevirtTdxStory(step: DoStep, setting: TdxStorySetting): Promise<TdxStoryResult> {
  return whileServing((serving) => told(step, setting, serving));
}

async function told(step: DoStep, setting: TdxStorySetting, serving: Serving): Promise<TdxStoryResult> {
  const { terminal, broken } = setting;
  const config = { featureGates: [...gates] };
  const cluster = openCluster(kubevirt({ quirks: forkQuirks }), config, {
    'node-1': { machine: 'emerald-rapids' },
    'node-2': { machine: 'skylake' },
  });
  const [node] = cluster.nodes as [ClusterNode];
  await step('host', 'The host has TDX: BIOS, kernel and module agree', (teller) => showHost(node, teller));
  await step('gate', 'KubeVirt’s feature gate is open; nodes are labelled and their keys counted', (teller) =>
    showLabels(cluster, teller),
  );
  const platform = await step('qgs', 'The host makes quotes, and its kind is known to the provisioning service', (teller) =>
    spoiltPlatform(node, broken, teller),
  );
  const qgs = serving(await serveQgs('vsock:2:0', { service: { platform, options: { signing: 'native' } } }));
  const guest = await step('vm', 'The virtual machine says where its quotes are made', (teller) =>
    launchVm(cluster, setting, qgs, teller),
  );
  const socket = socketTransport(connectionTo(qgs.address));
  const inside = await step('guest', 'The guest knows that it is a trust domain', (teller) =>
    bootGuest(guest, platform, socket, teller),
  );
  await step('keys', 'Its key is counted', (teller) => showKeys(guest, teller));
  const authority = await step('trust-authority', 'The trust authority knows the machine’s kind, and has a policy', (teller) =>
    startAuthority(platform, broken, terminal, serving, teller),
  );
  const token = await step('token', 'The guest gets a token for its quote', (teller) =>
    getToken(inside, authority, setting, socket, teller),
  );
  const claims = await step('verify', 'Anybody can verify the token', (teller) => verify(token, authority, terminal, teller));
  return { token, claims };
}

/** The article’s KubeVirt: Intel’s fork, as far as it differs in what a guest says of its quotes. */
const forkQuirks = ['intel-fork-members', 'qgs-address-from-request'];
