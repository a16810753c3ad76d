import type { Invariant } from '../invariant.js';
import { configurationKeepsLabels } from './labels/configuration-keeps-labels.js';
import { cpuModelLabelWhenUsable } from './labels/cpu-model-when-usable.js';
import { cpuVendorIsNamed } from './labels/cpu-vendor-is-named.js';
import { endingAgentClosesNode } from './labels/ending-agent-closes-node.js';
import { esImpliesSev } from './labels/es-implies-sev.js';
import { foreignLabelsUntouched } from './labels/foreign-labels-untouched.js';
import { labelsIgnoreFeatureGates } from './labels/ignore-feature-gates.js';
import { machineTypeIsNamed } from './labels/machine-type-is-named.js';
import { noPatchWithoutChange } from './labels/no-patch-without-change.js';
import { obsoleteHostModelIsMarked } from './labels/obsolete-host-model-is-marked.js';
import { obsoleteModelsUnlabelled } from './labels/obsolete-models-unlabelled.js';
import { patchIsGuarded } from './labels/patch-is-guarded.js';
import { racingEditSurvives } from './labels/racing-edit-survives.js';
import { recoveredAgentOpensNode } from './labels/recovered-agent-opens-node.js';
import { relabelIsIdempotent } from './labels/relabel-is-idempotent.js';
import { s390PvLabelExactlyWhenLaunchable } from './labels/s390-pv-exactly-when-launchable.js';
import { sevEsLabelOnlyWhenLaunchable } from './labels/sev-es-only-when-launchable.js';
import { sevEsLabelWhenLaunchable } from './labels/sev-es-when-launchable.js';
import { sevLabelOnlyWhenLaunchable } from './labels/sev-only-when-launchable.js';
import { sevSnpLabelOnlyWhenLaunchable } from './labels/sev-snp-only-when-launchable.js';
import { sevSnpLabelWhenLaunchable } from './labels/sev-snp-when-launchable.js';
import { sevLabelWhenLaunchable } from './labels/sev-when-launchable.js';
import { silenceIsAnnounced } from './labels/silence-is-announced.js';
import { silentAgentClosesNode } from './labels/silent-agent-closes-node.js';
import { skipAnnotationIsHonoured } from './labels/skip-annotation-is-honoured.js';
import { snpImpliesEs } from './labels/snp-implies-es.js';
import { staleLabelsAreRemoved } from './labels/stale-labels-are-removed.js';
import { staysSchedulable } from './labels/stays-schedulable.js';
import { tdxLabelOnlyWhenLaunchable } from './labels/tdx-only-when-launchable.js';
import { tdxLabelWhenLaunchable } from './labels/tdx-when-launchable.js';
import { tscFrequencyIsTheHosts } from './labels/tsc-frequency-is-the-hosts.js';
import { labelSyntaxIsValid } from './labels/valid-syntax.js';
import { labelValueIsTrue } from './labels/value-is-true.js';

/** The judges of KubeVirt in `labels/`, in the order of the catalogue. */
export const kubevirtLabelsInvariants: readonly Invariant[] = [
  labelValueIsTrue,
  snpImpliesEs,
  esImpliesSev,
  sevLabelWhenLaunchable,
  sevLabelOnlyWhenLaunchable,
  sevEsLabelWhenLaunchable,
  sevEsLabelOnlyWhenLaunchable,
  sevSnpLabelWhenLaunchable,
  sevSnpLabelOnlyWhenLaunchable,
  tdxLabelWhenLaunchable,
  tdxLabelOnlyWhenLaunchable,
  staleLabelsAreRemoved,
  foreignLabelsUntouched,
  relabelIsIdempotent,
  labelSyntaxIsValid,
  labelsIgnoreFeatureGates,
  staysSchedulable,
  s390PvLabelExactlyWhenLaunchable,
  cpuModelLabelWhenUsable,
  obsoleteModelsUnlabelled,
  obsoleteHostModelIsMarked,
  cpuVendorIsNamed,
  tscFrequencyIsTheHosts,
  machineTypeIsNamed,
  skipAnnotationIsHonoured,
  noPatchWithoutChange,
  patchIsGuarded,
  racingEditSurvives,
  configurationKeepsLabels,
  silentAgentClosesNode,
  silenceIsAnnounced,
  endingAgentClosesNode,
  recoveredAgentOpensNode,
];
