import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { KataChoices } from '../choices.js';
import type { Pod } from '../pod.js';
import type { Configuration } from './delivered.js';

/** What Kata puts before the names of its annotations about the hypervisor. */
export const hypervisorPrefix = 'io.katacontainers.config.hypervisor.';

/**
 * What the annotations of a pod change in the configuration. Each must be enabled by a pattern of `enable_annotations`, and one that is
 * not ends the start. Annotations outside the hypervisor's own are no matter of this list: those of the guide,
 * `io.containerd.cri.runtime-handler` and `io.katacontainers.config.pre_attestation.enabled`, are read by nobody.
 * Source: kata-containers 7c6ba40c54 `src/runtime/pkg/oci/utils.go` (addAnnotations, addHypervisorConfigOverrides).
 */
export function annotationsOf(
  { annotations }: Pod,
  { enable_annotations: enabled, kernel_params: params }: Configuration,
  choices: KataChoices,
): Outcome<Partial<Configuration>, string> {
  let changed: Partial<Configuration> = {};
  for (const key of Object.keys(annotations).sort()) {
    if (!key.startsWith(hypervisorPrefix)) continue;
    const name = key.slice(hypervisorPrefix.length);
    if (!enabled.some((pattern) => matches(pattern, name))) {
      if (choices.refusesOtherAnnotations) return refused(`annotation ${key} is not enabled`);
      continue;
    }
    const read = readers[name]?.(annotations[key] ?? '', key, { params, least: choices.leastMemoryMib }) ?? done({});
    if (!read.ok) return read;
    changed = { ...changed, ...read.value };
  }
  return done(changed);
}

interface Before {
  /** Kernel parameters of the file. */
  readonly params: string;
  /** Least memory of a guest in MiB. */
  readonly least: number;
}

type Reader = (text: string, key: string, before: Before) => Outcome<Partial<Configuration>, string>;

const readers: Readonly<Record<string, Reader>> = {
  kernel_params: (text, _, { params }) =>
    done({ kernel_params: [params, ...fields(text)].filter((each) => each !== '').join(' ') }),
  kernel_verity_params: (text) => done({ kernel_verity_params: text }),
  default_vcpus: (text, key) => {
    const read = positive(text, key, /^\d+(\.\d+)?$/);
    return read.ok ? done({ default_vcpus: Math.ceil(read.value) }) : read;
  },
  default_memory: (text, key, { least }) => {
    const read = positive(text, key, /^\d+$/);
    if (!read.ok) return read;
    return read.value < least ? refused(tooLittle(key, least)) : done({ default_memory: read.value });
  },
  enable_iommu: (text, key) => boolean(text, key),
  cc_init_data: (text) => done({ initdata: text }),
  firmware: (text) => done({ firmware: text }),
};

/** A pattern that is none enables nothing. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(`^(${pattern})$`).test(name);
  } catch {
    return false;
  }
}

function fields(text: string): readonly string[] {
  return text.split(/\s+/).filter((each) => each !== '');
}

function tooLittle(key: string, least: number): string {
  return `Memory specified in annotation ${key} is less than minimum required ${least}, please specify a larger value`;
}

function positive(text: string, key: string, form: RegExp): Outcome<number, string> {
  if (form.test(text)) return done(Number(text));
  return refused(`Error parsing annotation for ${key}: Please specify positive numeric value`);
}

function boolean(text: string, key: string): Outcome<Partial<Configuration>, string> {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return done({ enable_iommu: true });
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return done({ enable_iommu: false });
  return refused(`Error parsing annotation for ${key}: Please specify boolean value 'true|false'`);
}
