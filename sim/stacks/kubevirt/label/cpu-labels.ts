import type { Choices } from '../choices.js';
import type { CpuMode } from './domain-capabilities.js';
import type { NodeDocuments } from './node-documents.js';
import { nodeLabelFamilies as family, nodeLabels } from './node-labels.js';

/**
 * Keys of the labels about CPU models, features, vendor and machine types, and the two with a value of their own about the
 * time-stamp counter. Source: KubeVirt v1.9 `node_labeller.go` (prepareLabels), `cpu_plugin.go` (loadDomCapabilities).
 */
export function cpuLabels(
  documents: NodeDocuments,
  architecture: string,
  obsolete: ReadonlySet<string>,
  choices: Choices,
): ReadonlyMap<string, string> {
  const marked = choices.marksObsoleteHostModel ? obsolete : nothing;
  const keys = [
    ...machineKeys(documents),
    ...(architecture === 'arm64' ? [] : [...featureKeys(documents, architecture), ...modelKeys(documents, obsolete, choices)]),
    ...(architecture === 'arm64' ? [] : hostModelKeys(documents.domain.cpuModes, architecture, marked)),
  ];
  return new Map([...keys.map((key) => [key, 'true'] as const), ...timerLabels(documents)]);
}

const nothing: ReadonlySet<string> = new Set();

/** What is wrong with a host-model mode that names no model; undefined when nothing is. */
export function hostModelProblem(documents: NodeDocuments, architecture: string): string | undefined {
  const mode = documents.domain.cpuModes.find(({ name }) => name === 'host-model');
  if (architecture === 'arm64' || mode === undefined || mode.models.length > 0) return undefined;
  return 'node-labeller could not load host dom capabilities: host model mode is expected to contain a model';
}

function machineKeys({ host }: NodeDocuments): readonly string[] {
  return host.machines.map((machine) => family.machineType + machine);
}

function featureKeys({ supportedFeatures }: NodeDocuments, architecture: string): readonly string[] {
  const wanted = architecture === 's390x' ? ['require', ''] : ['require'];
  return supportedFeatures.filter(({ policy }) => wanted.includes(policy)).map(({ name }) => family.cpuFeature + name);
}

/** Models of every mode that says whether they are usable: usable ones can be asked for, known ones can be migrated to. */
function modelKeys({ domain }: NodeDocuments, obsolete: ReadonlySet<string>, choices: Choices): readonly string[] {
  const known = domain.cpuModes
    .flatMap(({ models }) => models)
    .map(({ name, usable }) => ({ name: name.trim(), usable }))
    .filter(({ name, usable }) => name !== '' && usable !== '' && !obsolete.has(name));
  return [
    ...known.filter(({ usable }) => usable !== 'no' || !choices.modelMustBeUsable).map(({ name }) => family.cpuModel + name),
    ...known.map(({ name }) => family.cpuModelMigration + name),
  ];
}

/** Without a host-model mode the names are empty, and so are the ends of the keys: the caller sorts those out. */
function hostModelKeys(modes: readonly CpuMode[], architecture: string, obsolete: ReadonlySet<string>): readonly string[] {
  const found = hostModelOf(modes);
  if (found === undefined) return [];
  const { mode, model } = found;
  const vendor = mode.vendor.trim() || (architecture === 's390x' ? 'IBM' : '');
  return [
    ...(obsolete.has(model) ? [nodeLabels.obsoleteHostModel] : []),
    ...mode.features.filter(({ policy }) => policy === 'require').map(({ name }) => family.hostModelRequiredFeatures + name),
    family.hostModelCpu + model,
    family.cpuVendor + vendor,
  ];
}

/** The host-model mode and the model it names, without blanks; a mode that is not there names nothing. Undefined when it is there and names none. */
export function hostModelOf(modes: readonly CpuMode[]): { readonly mode: CpuMode; readonly model: string } | undefined {
  const mode = modes.find(({ name }) => name === 'host-model') ?? noHostModel;
  const [first] = mode.models;
  return first === undefined ? undefined : { mode, model: first.name.trim() };
}

const noHostModel: CpuMode = { name: 'host-model', vendor: '', models: [{ name: '', usable: '' }], features: [] };

function timerLabels({ host }: NodeDocuments): readonly (readonly [string, string])[] {
  if (host.tsc === undefined) return [];
  return [
    [`${family.cpuTimer}tsc-frequency`, String(host.tsc.frequencyHz)],
    [`${family.cpuTimer}tsc-scalable`, String(host.tsc.scalable)],
  ];
}
