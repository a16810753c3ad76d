import type { JsonObject } from '../../sim/core/json.js';
import { isObject } from './json-member.js';

/**
 * CPU models no guest should use any more: those of the configuration or, without any, KubeVirt's own list.
 * Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/util/util.go` (DefaultObsoleteCPUModels).
 */
export function obsoleteModels({ obsoleteCPUModels: configured }: JsonObject): ReadonlySet<string> {
  if (!isObject(configured)) return byDefault;
  const known = byConfiguration.get(configured) ?? new Set(Object.keys(configured));
  byConfiguration.set(configured, known);
  return known;
}

const byConfiguration = new WeakMap<JsonObject, ReadonlySet<string>>();

const plainNames = `486 pentium pentium2 pentium3 pentiumpro coreduo n270 core2duo Conroe athlon phenom qemu64 qemu32 kvm64 kvm32
  Opteron_G1 Opteron_G2`.split(/\s+/);

const byDefault: ReadonlySet<string> = new Set(plainNames.flatMap((model) => [model, `${model}-v1`]));
