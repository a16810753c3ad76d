/**
 * Checks: no cpu-model label names a model that begins with an instruction set the processor does not have: sse4a for
 * EPYC, avx2 for Haswell and Broadwell, avx512f for the servers since Skylake, amx_tile since Sapphire Rapids.
 * Does not check: features that matter less, emulated guests on hosts without /dev/kvm, labels for migration.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/cpu_plugin.go (loadDomCapabilities); QEMU target/i386/cpu.c
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { hasNode } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/cpu-model-when-usable`. */
export const cpuModelLabelWhenUsable: Invariant = {
  requirement: 'kubevirt/labels/cpu-model-when-usable',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!labellerLooks(event) || !hasNode(event.truth, '/dev/kvm') || event.truth.cpu.libvirtVendor === 'IBM') continue;
      const { labels } = event.decision;
      const wrong = needs.find(([model, flag]) => model in labels && !event.truth.cpu.flags.includes(flag));
      say.check(wrong === undefined, event, () => `${event.host} carries ${wrong?.[0]}, but its processor has no ${wrong?.[1]}`);
    }
  },
};

const modelsByFlag: Readonly<Record<string, readonly string[]>> = {
  sse4a: ['EPYC', 'EPYC-Rome', 'EPYC-Milan', 'EPYC-Genoa', 'EPYC-Turin', 'Opteron_G3'],
  avx2: ['Haswell', 'Broadwell'],
  avx512f: ['Skylake-Server', 'Cascadelake-Server', 'Icelake-Server'],
  amx_tile: ['SapphireRapids', 'GraniteRapids'],
};

/** Label and flag, for the plain name of a model and for its first version. */
const needs = Object.entries(modelsByFlag).flatMap(([flag, models]) =>
  models.flatMap((model) => [model, `${model}-v1`].map((name) => [`cpu-model.node.kubevirt.io/${name}`, flag] as const)),
);
