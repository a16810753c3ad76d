import type { Json, JsonObject } from '../../core/json.js';
import { oncePerObject } from '../../core/remembered.js';
import { UsageError } from '../../core/usage-error.js';
import { type MemoryEncryptionModel, memoryEncryptionModels } from './models.js';

/**
 * What an operator configured, as far as encrypted guests mind: parts of nova.conf, by group and option, and what stands for an age of
 * Nova. Source: nova `nova/conf/{libvirt,compute}.py`.
 */
export interface Config {
  /** `[libvirt]virt_type`: `kvm` (default) or `qemu`. */
  readonly virtType: string;
  /** `[libvirt]hw_machine_type` for x86_64, from `x86_64=q35,aarch64=virt`. Default `q35`; Nova's own is `pc`, with which nothing is encrypted. */
  readonly machineType: string;
  /** `[libvirt]cpu_mode`. Default `host-passthrough`, without which there is no TDX; Nova's own is `host-model`. */
  readonly cpuMode: string;
  /** `[libvirt]num_memory_encrypted_guests`, of releases up to 2026.1; absent: as many as there are. */
  readonly numMemoryEncryptedGuests: number | undefined;
  /** `[libvirt]num_intel_tdx_guests`; absent: what the kernel says. */
  readonly numIntelTdxGuests: number | undefined;
  /** Contexts kept back for others on the same host, by model. An option of ours. */
  readonly reservedContexts: Readonly<Partial<Record<MemoryEncryptionModel, number>>>;
  /** `initial_cpu_allocation_ratio` and `initial_ram_allocation_ratio`. Default 16 each: key IDs run out first. */
  readonly cpuAllocationRatio: number;
  readonly ramAllocationRatio: number;
  /** `reserved_host_memory_mb`. Default 512. */
  readonly reservedHostMemoryMb: number;
  /** Names of the CPU traits: of os-traits today (`HW_CPU_X86_AMD_SEV_ES`), or as the specification of SEV-ES has them (`HW_CPU_AMD_SEV_ES`). */
  readonly traits: 'x86' | 'text';
  /** TDX as its specification of 2026.2 has it. Default true. */
  readonly tdx: boolean;
  /** Models have providers of their own; releases up to 2025.1 kept contexts at the host's. Default true. */
  readonly nestedProviders: boolean;
  /** `[scheduler]image_metadata_prefilter`: an image's architecture must be the host's. Default false. */
  readonly imageMetadataPrefilter: boolean;
}

/**
 * Reads a configuration; absent keys take their default and unknown ones are left alone. Every decision of a case is asked with the same
 * object, so what was read is kept beside it.
 *
 * @throws UsageError naming the key when a value has the wrong type.
 */
export const readConfig = oncePerObject(readFresh);

function readFresh(config: JsonObject): Config {
  const [libvirt, compute, scheduler] = [group(config, 'libvirt'), group(config, 'compute'), group(config, 'scheduler')];
  return {
    virtType: text(libvirt, 'libvirt.virt_type') ?? 'kvm',
    machineType: machineTypeOf(text(libvirt, 'libvirt.hw_machine_type') ?? ''),
    cpuMode: text(libvirt, 'libvirt.cpu_mode') ?? 'host-passthrough',
    numMemoryEncryptedGuests: count(libvirt, 'libvirt.num_memory_encrypted_guests'),
    numIntelTdxGuests: count(libvirt, 'libvirt.num_intel_tdx_guests'),
    reservedContexts: countsByModel(compute),
    cpuAllocationRatio: ratio(config, 'initial_cpu_allocation_ratio'),
    ramAllocationRatio: ratio(config, 'initial_ram_allocation_ratio'),
    reservedHostMemoryMb: count(config, 'reserved_host_memory_mb') ?? 512,
    traits: spelling(config),
    tdx: truth(config, 'tdx', true),
    nestedProviders: truth(config, 'nested_providers', true),
    imageMetadataPrefilter: truth(scheduler, 'scheduler.image_metadata_prefilter', false),
  };
}

/** `x86_64=q35,aarch64=virt`, of which one part matters here. */
function machineTypeOf(written: string): string {
  const part = written.split(',').find((each) => each.trim().startsWith('x86_64='));
  return part?.split('=')[1]?.trim() || 'q35';
}

function group(config: JsonObject, key: string): JsonObject {
  const value = config[key] ?? {};
  if (isObject(value)) return value;
  throw wrong(key, 'an object of options');
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function countsByModel(compute: JsonObject): Config['reservedContexts'] {
  const key = 'reserved_mem_encryption_contexts';
  const counts = compute[key] ?? {};
  if (!isObject(counts)) throw wrong(`compute.${key}`, 'an object of numbers by model');
  const known = Object.keys(counts).map((model) => modelOf(model, key));
  return Object.fromEntries(known.map((model) => [model, count(counts, `compute.${key}.${model}`) ?? 0]));
}

function modelOf(name: string, key: string): MemoryEncryptionModel {
  const model = memoryEncryptionModels.find((each) => each === name);
  if (model !== undefined) return model;
  throw wrong(`compute.${key}.${name}`, `left out: there are ${memoryEncryptionModels.join(', ')}`);
}

function spelling(config: JsonObject): Config['traits'] {
  const value = text(config, 'traits') ?? 'x86';
  if (value === 'x86' || value === 'text') return value;
  throw wrong('traits', '"x86" or "text"');
}

function text(options: JsonObject, path: string): string | undefined {
  const value = options[last(path)];
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(path, 'text');
}

function truth(options: JsonObject, path: string, fallback: boolean): boolean {
  const value = options[last(path)] ?? fallback;
  if (typeof value === 'boolean') return value;
  throw wrong(path, 'true or false');
}

function count(options: JsonObject, path: string): number | undefined {
  const value = options[last(path)] ?? undefined;
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0)) return value;
  throw wrong(path, 'a whole number that is not negative');
}

function ratio(options: JsonObject, path: string): number {
  const value = options[last(path)] ?? 16;
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw wrong(path, 'a positive number');
}

function last(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function wrong(key: string, expected: string): UsageError {
  return new UsageError('this configuration value has the wrong type', { place: { path: key }, fix: `it must be ${expected}` });
}
