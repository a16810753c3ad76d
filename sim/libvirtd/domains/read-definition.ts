import { done, type Outcome } from '../../core/outcome.js';
import { childOf, readXml, type XmlNode } from '../../core/xml-reader.js';
import { defineDomain } from '../../host/libvirt-define.js';
import { type Emulator, emulatorOf, machineTypeOf } from '../../surfaces/emulator.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault, faultOf, libvirtFault, systemFault } from '../faults.js';
import { isArchitecture } from '../node/emulator-asked.js';
import { type Definition, definitionOf } from './definition.js';
import { canonicalDocument } from './document/canonical-document.js';
import { documentFacts } from './document/document-facts.js';
import { uefiWithoutAcpi, withChosenFirmware } from './document/firmware-element.js';
import { inLibvirtsOrder } from './document/libvirt-order.js';
import { schemaProblem } from './document/schema-problem.js';
import { attributeOf, textOf } from './document/xml-part.js';

/**
 * What virDomainDefineXML makes of a document on this host: errors in libvirt's order and words, or the definition it keeps.
 *
 * @param validate Hold it against libvirt's schema first, as far as the simulator knows it.
 */
export function readDefinition(daemon: Daemon, xml: string, validate = false): Outcome<Definition, Fault> {
  const { boot } = daemon.host;
  const checked = defineDomain(xml, boot);
  const read = readXml(xml);
  if (!checked.ok && (!read.ok || !choosesLate(daemon, checked.reason.cause))) {
    const invalid = validate && read.ok ? schemaProblem(read.value, boot.libvirt.view) : undefined;
    return invalid === undefined
      ? { ok: false, reason: faultOf(daemon, checked.reason.error) }
      : fault(daemon, 'xml-invalid', invalid, 'xml');
  }
  if (!read.ok) return fault(daemon, 'internal', 'document was read before', 'xml');
  const invalid = validate ? schemaProblem(read.value, boot.libvirt.view) : undefined;
  if (invalid !== undefined) return fault(daemon, 'xml-invalid', invalid, 'xml');
  const canonical = canonicalRoot(daemon, read.value);
  if (!canonical.ok) return canonical;
  const root = inLibvirtsOrder(withChosenFirmware(canonical.value, checked.ok ? checked.value : undefined, boot));
  if (uefiWithoutAcpi(root)) return fault(daemon, 'unsupported', 'UEFI requires ACPI on this architecture');
  return done(definitionOf(root));
}

/** Before 9.2 firmware is chosen at start, so a definition for which there is none is kept. */
function choosesLate({ host }: Daemon, cause: string): boolean {
  return cause === 'firmware-missing' && !isAtLeast(host.boot.libvirt.version, '9.2');
}

function canonicalRoot(daemon: Daemon, root: XmlNode): Outcome<XmlNode, Fault> {
  const { boot } = daemon.host;
  const emulator = emulatorOf(boot);
  const wrong = wrongPlatform(daemon, root, emulator);
  if (wrong !== undefined) return wrong;
  const machine = machineTypeOf(boot, attributeOf(childOf(root, 'os'), 'type', 'machine'));
  if (machine === undefined) return unknownMachine(daemon, root);
  const canonical = canonicalDocument(root, documentFacts(boot, machine, daemon.hostname));
  if (canonical.ok) return canonical;
  const { faultClass, detail, raiser } = canonical.reason;
  return { ok: false, reason: libvirtFault(daemon, faultClass, detail, raiser) };
}

type Refused = ReturnType<typeof fault>;

function wrongPlatform(daemon: Daemon, root: XmlNode, emulator: Emulator): Refused | undefined {
  const os = childOf(root, 'os');
  const osType = textOf(os, 'type');
  const firmware = os?.attributes.firmware;
  if (firmware !== undefined && !['bios', 'efi'].includes(firmware))
    return fault(daemon, 'xml', `unknown firmware value ${firmware}`, 'conf');
  if (osType === undefined || osType === '') return fault(daemon, 'xml', 'an os <type> must be specified', 'conf');
  if (
    firmware !== undefined &&
    attributeOf(os, 'loader', 'secure') === 'no' &&
    !isAtLeast(daemon.host.boot.libvirt.version, '9.2')
  ) {
    return fault(
      daemon,
      'xml-detail',
      "loader attribute 'secure' cannot be specified when firmware autoselection is enabled",
      'conf',
    );
  }
  const arch = attributeOf(os, 'type', 'arch') ?? emulator.architecture;
  if (!isArchitecture(arch)) return fault(daemon, 'unsupported', `Unknown architecture ${arch}`, 'conf');
  const path = textOf(childOf(root, 'devices'), 'emulator') ?? emulator.path;
  if (path !== emulator.path) return systemFault(`Cannot check QEMU binary ${path}`, 2, 'No such file or directory');
  if (!emulator.guests.some(({ name }) => name === arch)) {
    return fault(daemon, 'unsupported', `No emulator found for arch '${arch}'`);
  }
  if (osType === 'hvm') return undefined;
  return fault(daemon, 'unsupported', `Emulator '${emulator.path}' does not support os type '${osType}'`);
}

/** libvirt looks for the machine's buses before it looks the machine up. Source: outputs of 9.0.0, 11.3.0 and 12.8.0. */
function unknownMachine(daemon: Daemon, root: XmlNode): Refused {
  const machine = attributeOf(childOf(root, 'os'), 'type', 'machine');
  if (!isAtLeast(daemon.host.boot.libvirt.version, '12.0')) return fault(daemon, 'xml', 'No PCI buses available', 'conf');
  return fault(daemon, 'internal', `Machine type '${machine}' supports PCI but no PCI controller added`);
}
