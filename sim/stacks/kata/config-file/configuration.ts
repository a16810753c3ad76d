import type { Json, JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { KataChoices } from '../choices.js';
import type { Config } from '../config.js';
import type { Pod } from '../pod.js';
import type { Shim } from '../runtime-class/shims.js';
import { annotationsOf } from './annotations.js';
import { type Configuration, deliveredConfiguration } from './delivered.js';

/**
 * The configuration a shim starts a pod with: its file as delivered, what an administrator has changed in it, and what the pod's
 * annotations may change. Unknown keys are ignored, as the runtime does; a value of another type is an error of the file.
 * Source: kata-containers 7c6ba40c54 `src/runtime/pkg/katautils/config.go`.
 *
 * @returns The reason in the runtime's words where there is none.
 */
export function configurationFor(shim: Shim, pod: Pod, config: Config, choices: KataChoices): Outcome<Configuration, string> {
  const file = edited(deliveredConfiguration[shim], shim, config);
  if (!file.ok) return file;
  const annotated = annotationsOf(pod, file.value, choices);
  return annotated.ok ? done({ ...file.value, ...annotated.value }) : annotated;
}

function edited(delivered: Configuration, shim: Shim, config: Config): Outcome<Configuration, string> {
  const changes: JsonObject = config.configuration[shim] ?? {};
  const { enableAnnotations, kernelParams } = config;
  const wrong = Object.keys(delivered).find((key) => !isLike(changes[key], delivered[key as keyof Configuration]));
  if (wrong !== undefined) return refused(wrongType(shim, wrong));
  const known = Object.entries(changes).filter(([key]) => key in delivered);
  const file = { ...delivered, ...Object.fromEntries(known) } as Configuration;
  const params = [file.kernel_params, kernelParams ?? ''].filter((each) => each !== '').join(' ');
  return done({
    ...file,
    kernel_params: params,
    ...(enableAnnotations !== undefined && changes.enable_annotations === undefined && { enable_annotations: enableAnnotations }),
  });
}

function isLike(value: Json | undefined, delivered: Configuration[keyof Configuration]): boolean {
  if (value === undefined) return true;
  return Array.isArray(delivered)
    ? Array.isArray(value) && value.every((each) => typeof each === 'string')
    : typeof value === typeof delivered;
}

function wrongType(shim: Shim, key: string): string {
  const file = `/opt/kata/share/defaults/kata-containers/configuration-${shim}.toml`;
  return `${file}: toml: incompatible types: value of key "hypervisor.qemu.${key}" has another type`;
}
