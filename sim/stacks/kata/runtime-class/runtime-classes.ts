import type { KataChoices } from '../choices.js';
import type { Config } from '../config.js';
import { names } from '../resources.js';
import { handlerOf, type Shim } from './shims.js';

/** A RuntimeClass as kata-deploy makes it. */
export interface RuntimeClass {
  readonly name: string;
  readonly shim: Shim;
  /** `overhead.podFixed`; absent where there is nothing to say. */
  readonly podFixed?: Readonly<Record<string, string>>;
  /** `scheduling.nodeSelector`. */
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/**
 * The RuntimeClass of that name, if its shim is enabled. Where Node Feature Discovery has the rules, classes of protected guests select
 * the nodes that were found able, and ask for a key ID each, whether or not memory and CPU are told.
 * Source: kata-containers 7c6ba40c54 `tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml`.
 */
export function runtimeClassNamed(name: string, config: Config, choices: KataChoices): RuntimeClass | undefined {
  const shim = config.shims.find((each) => handlerOf(each) === name);
  if (shim === undefined || !isKnown(shim, choices)) return undefined;
  const podFixed = podFixedOf(shim, config, choices);
  const selects = config.nodeFeatureRules && choices.classesSelectCapableNodes ? tee[shim]?.selector : undefined;
  const nodeSelector = { ...(choices.classesSelectKataNodes && kataNodes), ...selects };
  return { name, shim, nodeSelector, ...(Object.keys(podFixed).length > 0 && { podFixed }) };
}

function isKnown(shim: Shim, { knownTees }: KataChoices): boolean {
  const key = tee[shim]?.key;
  return key === undefined || knownTees.includes(key);
}

const kataNodes = { [names.kataRuntime]: 'true' };

function podFixedOf(shim: Shim, config: Config, choices: KataChoices): Readonly<Record<string, string>> {
  const told = config.overheadEnabled ? choices.sandboxOverhead[shim] : {};
  const key = config.nodeFeatureRules && (config.overheadEnabled || choices.keyOutlivesOverhead) ? tee[shim]?.key : undefined;
  if (key === undefined || !choices.classesAskForKeys) return told;
  return { ...told, [choices.keyNames[key]]: String(choices.keysPerPod) };
}

const tee: Readonly<Partial<Record<Shim, { readonly selector: Readonly<Record<string, string>>; readonly key: 'snp' | 'tdx' }>>> =
  {
    'qemu-snp': { selector: { [names.snpLabel]: 'true' }, key: 'snp' },
    'qemu-tdx': { selector: { [names.tdxLabel]: 'true' }, key: 'tdx' },
  };
