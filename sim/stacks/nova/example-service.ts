import type { HostToLabel, LabelDecision, NodeHappening } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { NovaChoices } from './choices.js';
import { type ExampleHost, exampleHost } from './example-host.js';
import { label } from './label.js';

/** One look of a compute service at its host, which it may have seen before. */
export interface Look {
  /** Default: it starts. */
  readonly happening?: NodeHappening;
  readonly host?: ExampleHost;
  readonly config?: JsonObject;
  readonly allocated?: Readonly<Record<string, number>>;
  readonly guests?: readonly JsonObject[];
}

/** What a service answers in the course of its life: providers and memory are handed on, as a world would. For tests. */
export function serviceLife(looks: readonly Look[], choices: NovaChoices): readonly LabelDecision[] {
  const answers: LabelDecision[] = [];
  for (const { happening = 'agent-started', host = {}, config = {}, allocated, guests } of looks) {
    const last = answers.at(-1);
    const isNew = happening === 'agent-started' || happening === 'agent-restarted';
    const asked: HostToLabel = {
      ...{ name: 'h0', labels: { zone: 'a' }, annotations: {}, happening },
      reader: exampleHost(host),
      memory: isNew ? {} : (last?.memory ?? {}),
      ...(last?.providers !== undefined && { providers: last.providers }),
      ...(allocated !== undefined && { allocated }),
      ...(guests !== undefined && { guests }),
    };
    answers.push(label(asked, config, choices));
  }
  return answers;
}
