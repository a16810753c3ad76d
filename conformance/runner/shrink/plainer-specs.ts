import type { CaseHost, GuestSpec } from '../../../sim/contracts/commands.js';

/** Requests with one field less, or one entry of a field. The protection itself stays: another protection is another story. */
export function* plainerSpecs(spec: GuestSpec, hosts: readonly CaseHost[]): Generator<GuestSpec> {
  if (hosts.length === 1 && spec.onHost !== undefined) yield without(spec, 'onHost');
  if (spec.form !== undefined) yield without(without(spec, 'form'), 'protectionIn');
  for (const field of droppable) if (spec[field] !== undefined) yield without(spec, field);
  for (const key of severalOf(spec.launchMembers)) yield { ...spec, launchMembers: without(spec.launchMembers ?? {}, key) };
  for (const key of severalOf(spec.selectors)) yield { ...spec, selectors: without(spec.selectors ?? {}, key) };
}

const droppable = [
  'protectionIn',
  'launchMembers',
  'selectors',
  'userData',
  'kernelBoot',
  'vsock',
  'hostDevice',
  'tpm',
  'dedicatedCpus',
  'session',
  'vcpus',
  'memoryMib',
  'maxMemoryMib',
  'eviction',
  'startPaused',
  'attestation',
  'bootFromNetwork',
  'persistentEfi',
  'smm',
  'architecture',
  'alsoProtection',
  'secureBoot',
  'firmware',
  'onHost',
] as const satisfies readonly (keyof GuestSpec)[];

/** Keys of an object with more than one entry: the last one goes with the object. */
function severalOf(entries: object = {}): readonly string[] {
  const keys = Object.keys(entries);
  return keys.length > 1 ? keys : [];
}

/** An object without one of its members. */
export function without<Whole extends object>(whole: Whole, key: keyof Whole): Whole {
  const { [key]: _, ...rest } = whole;
  return rest as Whole;
}
