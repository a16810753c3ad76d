import type { HostToLabel, LabelDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { NovaChoices } from './choices.js';
import { type Config, readConfig } from './config.js';
import { bareFindings, type Detection, detectHost, type HostFindings } from './detect/host-findings.js';
import { report } from './report/report.js';
import { strandedGuest } from './report/validate-guests.js';

/**
 * Stage `label`: nova-compute on one host. It finds out what the host can do when it starts and keeps that for as long as it runs; what
 * it could not find out is tried again at the next periodic task. The placement service is told as a tree of resource providers; labels
 * are somebody else's. It does not start over guests whose way of encryption is gone, nor on software that is too old. A service that is
 * down changes nothing. Source: nova 34.0.0 `nova/compute/manager.py` (init_host, update_available_resource),
 * `nova/virt/libvirt/{driver,host}.py`.
 */
export function label(host: HostToLabel, config: JsonObject, choices: NovaChoices): LabelDecision {
  switch (host.happening) {
    case 'agent-silent':
    case 'agent-stopping':
      return decision(host, { memory: host.memory });
    case 'agent-started':
    case 'agent-restarted':
      return start(host, readConfig(config), choices);
    default:
      return update(host, readConfig(config), choices);
  }
}

function start(host: HostToLabel, config: Config, choices: NovaChoices): LabelDecision {
  const looked = detectHost(host.reader, config, choices);
  const { findings } = looked;
  if (looked.problems.some(({ code }) => code === 'too-old')) return ended(host, looked, []);
  const stranded = findings && choices.validatesGuestsAtStart ? strandedGuest(host.guests ?? [], findings, choices) : undefined;
  if (stranded !== undefined) return ended(host, looked, [stranded]);
  return told(host, looked, config, choices, true);
}

function update(host: HostToLabel, config: Config, choices: NovaChoices): LabelDecision {
  const remembered = choices.remembersFindings ? findingsIn(host.memory) : undefined;
  if (remembered !== undefined) return told(host, { findings: remembered, problems: [] }, config, choices, false);
  const { failed } = host.memory;
  const gaveUp = typeof failed === 'string' && !choices.retriesDetection;
  const looked = gaveUp ? secondLook(host, failed, config, choices) : detectHost(host.reader, config, choices);
  return told(host, looked, config, choices, false);
}

/** What could not be found out counts as no for good: SNP where only its type was not told, otherwise everything. */
function secondLook({ reader }: HostToLabel, failed: string, config: Config, choices: NovaChoices): Detection {
  if (failed !== 'types-unsaid') return withoutModels(detectHost(reader, config, choices), choices);
  return detectHost(reader, config, { ...choices, knownModels: choices.knownModels.filter((model) => model !== 'amd-sev-snp') });
}

function withoutModels(looked: Detection, choices: NovaChoices): Detection {
  if (looked.host === undefined || raisesEveryTime(looked, choices)) return looked;
  return { ...looked, findings: bareFindings(looked.host) };
}

/** Is this what a look that failed fails over again, however often it is made? */
function raisesEveryTime({ problems }: Detection, { retriesDetection }: NovaChoices): boolean {
  return problems.some(({ code }) => code === 'guests-unsaid' || (code === 'answer-malformed' && !retriesDetection));
}

/** What is not known is not told: the tree stays as it is until it can be looked at again. A new host has its CPUs and memory even so. */
function told(host: HostToLabel, looked: Detection, config: Config, choices: NovaChoices, atStart: boolean): LabelDecision {
  const { findings } = looked;
  if (findings === undefined) return untold(host, looked, config, choices, atStart);
  const reported = report({ host, findings, config, choices }, atStart);
  return decision(host, {
    ...reported,
    memory: { findings: findings as unknown as JsonObject },
    problems: [...wordsOf(looked), ...reported.problems],
  });
}

function untold(host: HostToLabel, looked: Detection, config: Config, choices: NovaChoices, atStart: boolean): LabelDecision {
  const isNew = host.providers === undefined || host.providers.length === 0;
  const { problems: _, ...reported } =
    isNew && looked.host !== undefined && !raises(looked, choices)
      ? report({ host, findings: bareFindings(looked.host), config, choices }, atStart)
      : { problems: [] };
  return decision(host, { ...reported, memory: { failed: looked.problems.at(-1)?.code ?? '' }, problems: wordsOf(looked) });
}

function raises(looked: Detection, choices: NovaChoices): boolean {
  return raisesEveryTime(looked, choices) || looked.problems.some(({ code }) => code === 'types-unsaid');
}

function ended(host: HostToLabel, looked: Detection, why: readonly string[]): LabelDecision {
  return decision(host, { memory: {}, problems: [...wordsOf(looked), ...why], refusesToServe: true });
}

function decision(host: HostToLabel, decided: Partial<LabelDecision>): LabelDecision {
  return { labels: host.labels, resources: {}, providers: host.providers ?? [], problems: [], ...decided };
}

function wordsOf({ problems }: Detection): readonly string[] {
  return problems.map(({ words }) => words);
}

/** What the process found when it started; it alone writes its memory. */
function findingsIn(memory: JsonObject): HostFindings | undefined {
  return memory.findings as unknown as HostFindings | undefined;
}
