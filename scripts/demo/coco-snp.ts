/** The SNP guide of Confidential Containers, on simulated hosts: from a machine with SNP to a secret in a pod. */
import { kata } from '../../sim/stacks/kata/index.js';
import { snpPlatformOf } from '../attest/snp-platform-of.js';
import { type ClusterNode, openCluster } from './cluster.js';
import { approveGuest, startBroker, storeSecret } from './coco-snp/broker.js';
import { importCertificates } from './coco-snp/certificates.js';
import type { SnpStorySetting } from './coco-snp/facts.js';
import { showHost, showNodes } from './coco-snp/hosts.js';
import { checkKernel, insideOf } from './coco-snp/inside-pod.js';
import { expectedMeasurement, launchPod, launchUnencrypted, runtimeConfiguration } from './coco-snp/pod.js';
import { curlSecret, showBrokerLog } from './coco-snp/secret.js';
import { type Serving, whileServing } from './serving.js';
import type { DoStep } from './story.js';

/** What the story ends with. */
export interface SnpStoryResult {
  readonly secret: string;
}

/** Tells it. Services listen on the loopback while it is told, and no longer. */
export function cocoSnpStory(step: DoStep, setting: SnpStorySetting): Promise<SnpStoryResult> {
  return whileServing((serving) => told(step, setting, serving));
}

async function told(step: DoStep, setting: SnpStorySetting, serving: Serving): Promise<SnpStoryResult> {
  const { dialect } = setting;
  const plain = openCluster(kata(), {}, machines);
  const [node] = plain.nodes as [ClusterNode];
  const facts = { setting, node, newest: snpPlatformOf(node.name, node.description, reportVersions[dialect]) };
  await step('host', 'The host has SEV-SNP: BIOS, firmware and kernel agree', (teller) => showHost(node, teller));
  await step('nodes', 'Nodes are labelled, and their key IDs counted', (teller) => showNodes(plain, teller));
  const unencrypted = await step('unencrypted', 'A container is started with encrypted memory', (teller) =>
    launchUnencrypted(plain, teller),
  );
  await step('kernel', 'The guest’s kernel says that its memory is encrypted', (teller) =>
    checkKernel(insideOf(unencrypted, [], facts), teller),
  );
  const broker = await step('broker', 'The key broker is started, for an administrator’s key', (teller) =>
    startBroker(facts, serving, teller),
  );
  await step('secret', 'The administrator stores the key', (teller) => storeSecret(broker, facts, teller));
  const chain = await step('certificates', 'The certificates of the chip are fetched and imported', (teller) =>
    importCertificates(facts, broker, serving, teller),
  );
  const config = await step('configuration', 'Kata is told of the certificates and of the broker', (teller) =>
    runtimeConfiguration(broker.url, teller),
  );
  const cluster = { ...plain, config };
  if (dialect === '2026') {
    await step('approve', 'The administrator approves what is to be expected of the guest', (teller) =>
      approveGuest(broker, facts, expectedMeasurement(cluster), teller),
    );
  }
  const pod = await step('pod', 'The pod that asks for the key is started in a guest of its own', (teller) =>
    launchPod(cluster, teller),
  );
  const secret = await step('attest', 'The pod asks for the key, and its guest proves what it is', (teller) =>
    curlSecret(insideOf(pod, chain, facts), broker, setting, serving, teller),
  );
  await step('log', 'The broker has seen it all', (teller) => showBrokerLog(broker, teller));
  return { secret };
}

/** What firmware of the time makes. */
const reportVersions = { '2024-08': 2, '2026': 3 } as const;

/** On the first the BIOS was told to leave ASIDs to SEV-SNP: it comes without. */
const machines = { 'node-1': { machine: 'genoa', settings: { 'min-sev-asid': 100 } }, 'node-2': { machine: 'rome' } };
