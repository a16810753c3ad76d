import type { HostToLabel, LabelDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { KataChoices } from './choices.js';
import { type Config, readConfig } from './config.js';
import { teeKeyRules } from './feature/feature-rules.js';
import { securityFeatures } from './feature/security-features.js';
import { names, securityPrefix } from './resources.js';

/**
 * Stage `label`: kata-deploy marks the nodes it has installed Kata on; Node Feature Discovery's worker looks for features, and its master
 * writes labels and extended resources by the rules of kata-deploy. What the master wrote stays while no worker looks: it is in the node
 * object and its status. Labels of others stay as they are.
 * Source: node-feature-discovery 76e6cc8cc `pkg/nfd-worker`, `pkg/nfd-master/nfd-master.go`.
 */
export function label(host: HostToLabel, config: JsonObject, choices: KataChoices): LabelDecision {
  const { happening } = host;
  if (happening === 'agent-silent' || happening === 'agent-stopping') return unlooked(host, choices);
  return looked(host, readConfig(config), choices);
}

function unlooked({ labels, memory }: HostToLabel, choices: KataChoices): LabelDecision {
  const resources = choices.outlivesWorker ? ((memory.resources ?? {}) as Readonly<Record<string, number>>) : {};
  return { labels, resources, memory, problems: [] };
}

function looked(host: HostToLabel, config: Config, choices: KataChoices): LabelDecision {
  const kept = choices.removesOutdated ? withoutOwn(host.labels, choices) : host.labels;
  const found = config.nodeFeatureRules ? features(host, choices) : nothing;
  const labels: Record<string, string> = { ...kept, ...found.labels, [names.kataRuntime]: 'true' };
  return { labels, resources: found.resources, memory: { resources: found.resources }, problems: [] };
}

const nothing: Pick<LabelDecision, 'labels' | 'resources'> = { labels: {}, resources: {} };

function features({ reader }: HostToLabel, choices: KataChoices): Pick<LabelDecision, 'labels' | 'resources'> {
  const found = securityFeatures(reader, choices);
  const rules = teeKeyRules(found, choices);
  const labels: Record<string, string> = {};
  for (const feature of found.enabled) labels[`${securityPrefix}${feature}`] = 'true';
  for (const name of rules.labels) labels[name] = 'true';
  if (choices.countsAreLabels) {
    for (const [name, count] of Object.entries(found.counts)) labels[`${securityPrefix}${name}`] = String(count);
  }
  return { labels, resources: rules.resources };
}

function withoutOwn(labels: Readonly<Record<string, string>>, { labelNames }: KataChoices): Readonly<Record<string, string>> {
  const own = (name: string): boolean => name.startsWith(securityPrefix) || Object.values(labelNames).includes(name);
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !own(name)));
}
