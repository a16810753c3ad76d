import type { HostReader } from '../../../contracts/reader.js';
import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { objectIn, textIn } from '../instance.js';
import type { Firmware } from './chosen-firmware.js';
import type { PlanPlace } from './plan-place.js';

/**
 * Firmware as Nova chose it until 2025.2: by the first descriptor that fits machine type and secure boot, whatever else it can or cannot do.
 * Source: nova 32.0.0 `nova/virt/libvirt/host.py` (get_loader); QEMU `docs/interop/firmware.json`.
 */
export function descriptorFirmware(
  wanted: Pick<Firmware, 'secure' | 'stateless'>,
  machine: string,
  { host, support, choices }: PlanPlace,
): Outcome<Firmware, string> {
  const canonical = support.canonicalMachine(machine);
  for (const descriptor of descriptors(host.reader)) {
    if (!suits(descriptor, canonical)) continue;
    const features = textsIn(descriptor.features);
    if (features.includes('secure-boot') !== wanted.secure) continue;
    const mapping = objectIn(descriptor.mapping);
    const loader = textIn(objectIn(mapping.executable).filename);
    const template = textIn(objectIn(mapping['nvram-template']).filename);
    if (loader === undefined || template === undefined) {
      if (choices.passesOverOtherDescriptors) continue;
      return refused(`KeyError: '${loader === undefined ? 'executable' : 'nvram-template'}'`);
    }
    const copied = choices.nvramTemplateIs === 'code' ? loader : template;
    const noStore = wanted.stateless && choices.statelessHasNoNvram;
    const smm = choices.obeysRequiresSmm && features.includes('requires-smm');
    return done({ ...wanted, files: { loader, type: 'pflash', readonly: 'yes', ...(!noStore && { template: copied }) }, smm });
  }
  return refused(wanted.secure ? 'Secure Boot is not supported by host' : 'UEFI is not supported');
}

/** By name, those of the package first. */
function descriptors(reader: HostReader): readonly JsonObject[] {
  const found = ['/usr/share/qemu/firmware', '/etc/qemu/firmware'].flatMap((directory) =>
    (reader.list(directory) ?? []).filter((name) => name.endsWith('.json')).map((name) => parsed(reader, `${directory}/${name}`)),
  );
  return found.length > 0 ? found : byImageName(reader);
}

function parsed(reader: HostReader, path: string): JsonObject {
  const content = reader.read(path);
  try {
    return content.ok ? objectIn(JSON.parse(content.text)) : {};
  } catch {
    return {};
  }
}

/** A package without descriptors would leave no choice; the names of its images stand for what they would say. */
function byImageName(reader: HostReader): readonly JsonObject[] {
  const directory = ['/usr/share/edk2/ovmf', '/usr/share/OVMF'].find((each) => reader.list(each) !== undefined) ?? '';
  const here = reader.list(directory) ?? [];
  const split = (code: string, variables: string, features: readonly string[]): readonly JsonObject[] =>
    here.includes(code) && here.includes(variables)
      ? [splitFlash(`${directory}/${code}`, `${directory}/${variables}`, features)]
      : [];
  return [
    ...split('OVMF_CODE.secboot.fd', 'OVMF_VARS.secboot.fd', ['amd-sev', 'requires-smm', 'secure-boot']),
    ...split('OVMF_CODE.fd', 'OVMF_VARS.fd', ['amd-sev']),
    ...split('OVMF_CODE.cc.fd', 'OVMF_VARS.fd', ['amd-sev', 'amd-sev-es']),
  ];
}

function splitFlash(code: string, variables: string, features: readonly string[]): JsonObject {
  const mapping = { device: 'flash', executable: { filename: code }, 'nvram-template': { filename: variables } };
  return { mapping, features, targets: [{ architecture: 'x86_64', machines: ['*'] }] };
}

function suits({ targets }: JsonObject, machine: string): boolean {
  if (!Array.isArray(targets)) return false;
  return (targets as readonly JsonObject[]).some(
    ({ architecture, machines }) => architecture === 'x86_64' && textsIn(machines).some((pattern) => matches(pattern, machine)),
  );
}

function matches(pattern: string, machine: string): boolean {
  return pattern.endsWith('*') ? machine.startsWith(pattern.slice(0, -1)) : pattern === machine;
}

function textsIn(value: JsonObject[string]): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
