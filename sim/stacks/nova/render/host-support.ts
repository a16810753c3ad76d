import type { HostReader } from '../../../contracts/reader.js';
import { remembered } from '../../../core/remembered.js';
import { childOf, readXml } from '../../../core/xml-reader.js';
import type { NovaChoices } from '../choices.js';
import type { Config } from '../config.js';
import { detectHost } from '../detect/host-findings.js';
import { hostCapabilities, libvirtDirectory } from '../detect/libvirt-answers.js';

/** What of its host a guest's document depends on. What cannot be found out is left to libvirt, which refuses what it cannot do. */
export interface HostSupport {
  readonly knowsMachine: (machine: string) => boolean;
  /** Those of all architectures, as the host's capabilities list them. */
  readonly machines: readonly string[];
  /** Name of a machine type behind its alias: `pc-q35-10.1` for `q35`. */
  readonly canonicalMachine: (machine: string) => string;
  readonly uefi: boolean;
  readonly secureBoot: boolean;
  /** Memory of guests can be encrypted in some way. */
  readonly encrypts: boolean;
  /** Position of the encryption bit and address bits lost to it, where libvirt tells them and somebody asks. */
  readonly platformBits: { readonly cbitpos: string; readonly reducedPhysBits: string } | undefined;
}

/** Looks at a host as nova-compute does before it starts a guest. */
export function hostSupport(reader: HostReader, config: Config, choices: NovaChoices): HostSupport {
  const { findings } = detectHost(reader, config, choices);
  const capabilities = hostCapabilities(reader);
  const arch = capabilities.ok ? capabilities.value.guests.find(({ name }) => name === 'x86_64') : undefined;
  const document = reader.read(`${libvirtDirectory}/domcapabilities/x86_64/${config.machineType}.xml`);
  return {
    knowsMachine: (machine) => arch === undefined || arch.machines.includes(machine),
    machines: capabilities.ok ? capabilities.value.guests.flatMap(({ machines }) => machines) : [],
    canonicalMachine: (machine) => arch?.aliases.find(({ name }) => name === machine)?.canonical ?? machine,
    uefi: findings?.uefi ?? true,
    secureBoot: findings?.secureBoot ?? true,
    encrypts: (findings?.supported.length ?? 0) > 0,
    platformBits: choices.copiesPlatformBits && document.ok ? platformBits(document.text) : undefined,
  };
}

/** Source: nova 33.0.0 `nova/virt/libvirt/config.py` (LibvirtConfigDomainCapsFeatureSev). */
const platformBits = remembered((text: string): HostSupport['platformBits'] | undefined => {
  const root = readXml(text);
  const sev = root.ok ? childOf(childOf(root.value, 'features'), 'sev') : undefined;
  const [cbitpos, reducedPhysBits] = [childOf(sev, 'cbitpos')?.text, childOf(sev, 'reducedPhysBits')?.text];
  if (sev?.attributes.supported !== 'yes' || cbitpos === undefined || reducedPhysBits === undefined) return undefined;
  return { cbitpos, reducedPhysBits };
});
