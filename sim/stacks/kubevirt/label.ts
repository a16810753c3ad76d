import type { HostToLabel, LabelDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';
import { type Config, readConfig } from './config.js';
import { type AnnouncedDevices, announcedDevices, withdrawnDevices } from './devices/announced-devices.js';
import { heartbeatLabels } from './label/heartbeat.js';
import { labelPatch } from './label/label-patch.js';
import { relabelled } from './label/node-labeller.js';
import { nodeLabels } from './label/node-labels.js';

/**
 * Stage `label`: virt-handler on one node. Its node labeller writes what the host can do, its device plugins announce what there is of
 * it, its heartbeat says whether the node takes guests. Foreign labels stay as they are; its own are rewritten, so whatever is no
 * longer true disappears. An agent that ends withdraws its devices and closes its node; of one that is silent, virt-controller says
 * the same. The heartbeat's annotation is a moment in time, which there is none of here, so it is left out.
 * Source: KubeVirt v1.9 `pkg/virt-handler/{node-labeller,device-manager,heartbeat}`, `pkg/virt-controller/watch/node/node.go`.
 */
export function label(host: HostToLabel, config: JsonObject, choices: Choices): LabelDecision {
  switch (host.happening) {
    case 'agent-silent':
      return silentAgent(host, choices);
    case 'agent-stopping':
      return endingAgent(host, readConfig(config), choices);
    default:
      return actingAgent(host, readConfig(config), choices);
  }
}

function actingAgent(host: HostToLabel, config: Config, choices: Choices): LabelDecision {
  const found = relabelled(host, config, choices);
  if (found.panic !== undefined) return { labels: host.labels, resources: {}, problems: found.panic };
  const devices = announcedDevices(host, found.labels, config, choices);
  const isOpen = devices.initialised || !choices.anyFailedPluginUnschedules;
  const labels = found.withHeartbeat(heartbeatLabels(host.reader, isOpen, config, choices));
  if (devices.panicked) return crashedAgent(host, labels, devices, choices);
  return {
    labels,
    resources: devices.resources,
    ...unitsBeside(devices),
    memory: { plugins: devices.plugins as unknown as JsonObject, ...found.memory },
    ...labelPatch(host.labels, labels, choices),
    ...(found.events.length > 0 && { events: found.events }),
    problems: noneOr([...found.problems, ...devices.problems]),
  };
}

/** What Go says when a channel is closed that is closed already. */
const closedTwice = 'panic: close of closed channel';

function unitsBeside({ unhealthy, flash }: AnnouncedDevices): Pick<LabelDecision, 'unhealthy' | 'flash'> {
  return {
    ...(Object.keys(unhealthy).length > 0 && { unhealthy }),
    ...(Object.keys(flash).length > 0 && { flash }),
  };
}

/** A plugin ended the process, and all devices go with it. One that comes up has written its labels by then. */
function crashedAgent(
  host: HostToLabel,
  written: Readonly<Record<string, string>>,
  { problems }: AnnouncedDevices,
  choices: Choices,
): LabelDecision {
  const labels = host.happening === 'agent-started' || host.happening === 'agent-restarted' ? written : host.labels;
  return { labels, resources: {}, ...labelPatch(host.labels, labels, choices), problems: [...problems, closedTwice] };
}

function endingAgent(host: HostToLabel, config: Config, choices: Choices): LabelDecision {
  const { resources, unhealthy } = withdrawnDevices(host, config, choices);
  const labels = choices.marksStoppingNodes ? { ...host.labels, [nodeLabels.schedulable]: 'false' } : host.labels;
  const beside = Object.keys(unhealthy).length > 0 ? { unhealthy } : {};
  return { labels, resources, ...beside, ...labelPatch(host.labels, labels, choices), problems: [] };
}

/** Its plugins are silent too, and the kubelet has given them up by now: a heartbeat is missed for as long as the kubelet waits. */
function silentAgent(host: HostToLabel, choices: Choices): LabelDecision {
  if (!choices.marksSilentNodes || host.labels[nodeLabels.schedulable] !== 'true') {
    return { labels: host.labels, resources: {}, problems: [] };
  }
  const labels = { ...host.labels, [nodeLabels.schedulable]: 'false' };
  return { labels, resources: {}, ...labelPatch(host.labels, labels, choices), events: [unresponsive], problems: [] };
}

const unresponsive = {
  type: 'Normal',
  reason: 'NodeUnresponsive',
  message: 'virt-handler is not responsive, marking node as unresponsive',
} as const;

/** The one empty list, so that equal decisions stay cheap. */
function noneOr(problems: readonly string[]): readonly string[] {
  return problems.length === 0 ? none : problems;
}

const none: readonly string[] = [];
