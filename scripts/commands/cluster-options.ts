import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Argv } from 'yargs';
import type { JsonObject } from '../../sim/core/json.js';
import { UsageError } from '../../sim/core/usage-error.js';

/** Flags that say how the control plane is configured. */
export interface ClusterArguments {
  readonly cluster: readonly string[];
}

/** Declares `--cluster`. */
export function clusterOptions<Arguments>(yargs: Argv<Arguments>) {
  return yargs.option('cluster', {
    type: 'string',
    array: true,
    default: [],
    describe: 'configuration of the control plane: key=value, or a YAML or JSON file; repeatable',
  });
}

/** The configuration that is asked for; later parts win. @throws UsageError for a file that is missing or holds no mapping. */
export function clusterConfig({ cluster }: ClusterArguments): JsonObject {
  return Object.assign({}, ...cluster.map(clusterPart)) as JsonObject;
}

/** `maxPods=110`, `featureGates=[WorkloadEncryptionSEV]`, or the path of a file. */
function clusterPart(text: string): JsonObject {
  const [, key, value = ''] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined) return { [key]: parsedYaml(value, `--cluster ${key}`) as JsonObject[string] };
  if (!existsSync(text))
    throw new UsageError(`there is no file ${text}`, { fix: 'write --cluster key=value or the path of a file' });
  const config = parsedYaml(readFileSync(text, 'utf8'), text);
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config as JsonObject;
  throw new UsageError('the configuration is no mapping', { place: { file: text }, fix: 'write "key: value" lines' });
}

function parsedYaml(text: string, where: string): unknown {
  try {
    return parse(text);
  } catch (problem) {
    throw new UsageError((problem as Error).message.split('\n')[0] ?? '', { place: { file: where }, fix: 'correct the YAML' });
  }
}
