import { type HostToLabel, type Inventory, type ResourceProvider, unitOf } from '../../../contracts/subject.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import type { HostFindings } from '../detect/host-findings.js';
import { type MemoryEncryptionModel, memoryEncryptionModels } from '../models.js';
import { firstGeneration, type ProviderWrite } from '../placement/write-providers.js';
import { closedInventory, contextInventory, contextTotal, rootInventories } from './inventories.js';
import { contexts, modelOfProvider, providerOf } from './provider-names.js';
import { architectureTrait, isOwnTrait, modelTrait, rootSevTrait, traits } from './trait-names.js';

/** What a tree is made from. */
export interface TreeParts {
  readonly host: Pick<HostToLabel, 'name' | 'providers' | 'allocated'>;
  readonly findings: HostFindings;
  readonly config: Config;
  readonly choices: NovaChoices;
}

/** A tree to be written, and allocations that move with it. */
export interface WantedTree {
  readonly writes: readonly ProviderWrite[];
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Providers that stay only for the guests they have, with how many contexts those hold. */
  readonly closed: readonly { readonly provider: string; readonly held: number }[];
}

/** Are contexts to be had from providers of their own? A tree that was reshaped once stays so. */
export function isNested({ host, config, choices }: TreeParts): boolean {
  const wasNested = host.providers?.some(({ name }) => modelOfProvider(host.name, name) !== undefined) === true;
  return choices.nestsModels && (config.nestedProviders || wasNested);
}

/** Does the host's own provider have contexts that belong to a model's? Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_is_reshape_needed_memory_encryption_on_root). */
export function needsReshape(parts: TreeParts): boolean {
  return isNested(parts) && knownProvider(parts, parts.host.name)?.inventories[contexts] !== undefined;
}

/**
 * The tree as it should be: the host, a provider for every model that has contexts, and whatever others put there. Contexts that were
 * held at the host itself become plain SEV's.
 */
export function wantedTree(parts: TreeParts): WantedTree {
  const { host } = parts;
  const moving = needsReshape(parts) && parts.choices.reshapeMovesAllocations ? heldAt(host, host.name) : 0;
  const to = providerOf(host.name, 'amd-sev');
  const children = isNested(parts) ? modelProviders(parts, moving) : [];
  const others = (host.providers ?? []).filter(({ name }) => name !== host.name && !isOwnChild(parts, name));
  return {
    writes: [rootProvider(parts), ...children.map(({ write }) => write), ...others],
    moved: moving > 0 ? [{ from: unitOf(host.name, contexts), to: unitOf(to, contexts) }] : [],
    closed: children.flatMap(({ write, heldOnly }) => (heldOnly === undefined ? [] : [{ provider: write.name, held: heldOnly }])),
  };
}

/** A child whose model is gone belongs to nobody else: it goes with the model. */
function isOwnChild(parts: TreeParts, name: string): boolean {
  return isNested(parts) && modelOfProvider(parts.host.name, name) !== undefined;
}

function rootProvider(parts: TreeParts): ProviderWrite {
  const { host, findings, config } = parts;
  const known = knownProvider(parts, host.name);
  const foreign = Object.entries(known?.inventories ?? {}).filter(([name]) => !ownClasses.has(name));
  return {
    name: host.name,
    traits: together(known, rootTraits(parts), true),
    inventories: inOrder({ ...Object.fromEntries(foreign), ...rootInventories(findings, config), ...ownContexts(parts) }),
    generation: believedGeneration(parts, known),
  };
}

const ownClasses: ReadonlySet<string> = new Set([contexts, 'VCPU', 'MEMORY_MB']);

function rootTraits(parts: TreeParts): readonly string[] {
  const { host, findings, config, choices } = parts;
  const hasSev = !isNested(parts) && findings.supported.includes('amd-sev');
  const known = knownProvider(parts, host.name)?.traits ?? [];
  const leftOver = isNested(parts) && !choices.cleansRootTrait && !needsReshape(parts) && known.includes(rootSevTrait);
  return [
    traits.computeNode,
    choices.marksOwnProviders && traits.ownerNova,
    choices.reportsArchitecture && architectureTrait(findings.architecture),
    findings.statelessFirmware && traits.stateless,
    findings.secureBoot && traits.secureBoot,
    hasSev && modelTrait('amd-sev', config),
    leftOver && rootSevTrait,
  ].filter((trait) => trait !== false);
}

/** Contexts of the host itself, as releases before 2025.2 have them: all of them are SEV's. */
function ownContexts(parts: TreeParts): Readonly<Record<string, Inventory>> {
  const { host, findings, config, choices } = parts;
  if (isNested(parts)) return {};
  const total = contextTotal('amd-sev', findings, config, choices);
  if (total !== 0) return { [contexts]: contextInventory('amd-sev', total, config, choices) };
  const held = heldAt(host, host.name);
  const before = knownProvider(parts, host.name)?.inventories[contexts];
  return held > 0 && choices.keepsUsedProviders ? { [contexts]: closedInventory(before, held) } : {};
}

interface ModelProvider {
  readonly write: ProviderWrite;
  readonly heldOnly?: number;
}

function modelProviders(parts: TreeParts, moving: number): readonly ModelProvider[] {
  const wanted: ModelProvider[] = [];
  let ended = false;
  for (const model of memoryEncryptionModels) {
    const known = knownProvider(parts, providerOf(parts.host.name, model));
    const provider = ended ? known && { write: known } : modelProvider(parts, model, model === 'amd-sev' ? moving : 0);
    if (provider !== undefined) wanted.push(provider);
    ended ||= parts.choices.stopsAtFirstEmptyModel && contextTotal(model, parts.findings, parts.config, parts.choices) === 0;
  }
  return wanted;
}

function modelProvider(parts: TreeParts, model: MemoryEncryptionModel, moving: number): ModelProvider | undefined {
  const { host, findings, config, choices } = parts;
  const total = contextTotal(model, findings, config, choices);
  const name = providerOf(host.name, model);
  const held = heldAt(host, name) + moving;
  if (total !== 0 || (choices.reportsEmptyInventories && choices.knownModels.includes(model)))
    return { write: childWrite(parts, model, contextInventory(model, total, config, choices)) };
  if (held === 0 || !choices.keepsUsedProviders) return undefined;
  const inventory = closedInventory(knownProvider(parts, name)?.inventories[contexts], held);
  return { write: childWrite(parts, model, inventory), heldOnly: held };
}

function childWrite(parts: TreeParts, model: MemoryEncryptionModel, inventory: Inventory): ProviderWrite {
  const { host, config, choices } = parts;
  const name = providerOf(host.name, model);
  const known = knownProvider(parts, name);
  const own = [modelTrait(model, config), choices.marksOwnProviders && traits.ownerNova].filter((trait) => trait !== false);
  return {
    name,
    parent: host.name,
    traits: together(known, own, choices.removesOutdatedTraits),
    inventories: { [contexts]: inventory },
    generation: believedGeneration(parts, known),
  };
}

function believedGeneration({ choices }: TreeParts, known: ResourceProvider | undefined): number {
  return choices.writesAgainst === 'told-generation' && known !== undefined ? known.generation : firstGeneration;
}

/** Own traits beside those others gave a provider, in code-unit order. */
function together(known: ResourceProvider | undefined, own: readonly string[], removesOutdated: boolean): readonly string[] {
  const kept = (known?.traits ?? []).filter((trait) => !removesOutdated || !isOwnTrait(trait));
  return [...new Set([...kept, ...own])].sort();
}

function knownProvider({ host }: TreeParts, name: string): ResourceProvider | undefined {
  return host.providers?.find((provider) => provider.name === name);
}

function heldAt({ allocated }: TreeParts['host'], provider: string): number {
  return allocated?.[unitOf(provider, contexts)] ?? 0;
}

function inOrder(inventories: Readonly<Record<string, Inventory>>): Readonly<Record<string, Inventory>> {
  return Object.fromEntries(Object.entries(inventories).sort(([left], [right]) => (left < right ? -1 : 1)));
}
