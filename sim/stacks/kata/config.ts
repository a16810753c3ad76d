import type { Json, JsonObject } from '../../core/json.js';
import { oncePerObject } from '../../core/remembered.js';
import { UsageError } from '../../core/usage-error.js';
import { type Shim, shims } from './runtime-class/shims.js';

/** What an administrator of the cluster has installed: values of kata-deploy's chart, and what was edited on the nodes afterwards. */
export interface Config {
  /** Shims that are enabled; each has a RuntimeClass. Default: all. */
  readonly shims: readonly Shim[];
  /** Node Feature Discovery is there and has the rules by which nodes get labels and key IDs. Default true. */
  readonly nodeFeatureRules: boolean;
  /** RuntimeClasses name the memory and CPU of a sandbox. Default true. */
  readonly overheadEnabled: boolean;
  /** Keys of configuration-qemu-*.toml that were changed, by shim. */
  readonly configuration: Readonly<Partial<Record<Shim, JsonObject>>>;
  /** `kernel_params` of all shims; a shim's own comes first. */
  readonly kernelParams: string | undefined;
  /** `enable_annotations` of all shims; absent: as they are delivered. */
  readonly enableAnnotations: readonly string[] | undefined;
  /** `maxPods` of the kubelets. Default 4000: their own of 110 is below the key IDs of many hosts and would hide them. */
  readonly maxPods: number;
}

/**
 * Reads a configuration; absent keys take their default and unknown ones are left alone.
 *
 * @throws UsageError naming the key when a value has the wrong type.
 */
export const readConfig = oncePerObject(readFresh);

function readFresh(config: JsonObject): Config {
  return {
    shims: texts(config, 'shims')?.map((name) => shimOf(name, 'shims')) ?? shims,
    nodeFeatureRules: truth(config, 'nodeFeatureRules', true),
    overheadEnabled: truth(config, 'overheadEnabled', true),
    configuration: configurations(config),
    kernelParams: text(config, 'kernelParams'),
    enableAnnotations: texts(config, 'enableAnnotations'),
    maxPods: count(config, 'maxPods') ?? 4000,
  };
}

function configurations(config: JsonObject): Config['configuration'] {
  const { configuration = {} } = config;
  if (!isObject(configuration)) throw wrong('configuration', 'an object of keys by shim');
  return Object.fromEntries(
    Object.entries(configuration).map(([name, keys]) => {
      if (!isObject(keys)) throw wrong(`configuration.${name}`, 'an object of keys');
      return [shimOf(name, 'configuration'), keys];
    }),
  );
}

function shimOf(name: string, key: string): Shim {
  const shim = shims.find((each) => each === name);
  if (shim !== undefined) return shim;
  throw wrong(`${key}.${name}`, `left out: there are ${shims.join(', ')}`);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(config: JsonObject, key: string): readonly string[] | undefined {
  const value = config[key];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value as readonly string[];
  throw wrong(key, 'a list of texts');
}

function text(config: JsonObject, key: string): string | undefined {
  const value = config[key];
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(key, 'text');
}

function truth(config: JsonObject, key: string, fallback: boolean): boolean {
  const value = config[key] ?? fallback;
  if (typeof value === 'boolean') return value;
  throw wrong(key, 'true or false');
}

function count(config: JsonObject, key: string): number | undefined {
  const value = config[key];
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0)) return value;
  throw wrong(key, 'a whole number that is not negative');
}

function wrong(key: string, expected: string): UsageError {
  return new UsageError('this configuration value has the wrong type', { place: { path: key }, fix: `it must be ${expected}` });
}
