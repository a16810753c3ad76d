import { done, type Outcome } from '../../../core/outcome.js';
import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { withCharacterDevices } from './character-devices.js';
import { withControllers } from './controllers.js';
import { withDeviceAddresses } from './device-addresses.js';
import { DeviceList } from './device-list.js';
import { withDisks } from './disks.js';
import type { DocumentFacts } from './document-facts.js';
import type { DocumentProblem } from './document-problem.js';
import { withImplicitDevices } from './implicit-devices.js';
import { withInterfaces } from './interfaces.js';
import { withPciAddresses } from './pci-addresses.js';
import { part, withChild, withChildren } from './xml-part.js';

/**
 * The devices of a document as libvirt defines them: the emulator, what every machine of the type has, the controllers that devices
 * need, and addresses for all of them. Source: libvirt 11.3.0 `src/conf/domain_postparse.c`, `src/qemu/qemu_postparse.c`.
 */
export function withDevices(root: XmlNode, facts: DocumentFacts): Outcome<XmlNode, DocumentProblem> {
  const written = childOf(root, 'devices') ?? part('devices');
  const devices = new DeviceList(written.children);
  if (devices.of('emulator').length === 0) devices.set('emulator', [part('emulator', {}, facts.emulator.path)]);
  const problem = withDisks(devices);
  if (problem !== undefined) return { ok: false, reason: problem };
  withInterfaces(devices, facts, childOf(root, 'name')?.text ?? '');
  withCharacterDevices(devices);
  withImplicitDevices(devices, facts);
  withControllers(devices, facts);
  withDeviceAddresses(devices);
  withPciAddresses(devices, facts);
  return done(withChild(root, 'devices', withChildren(written, devices.all())));
}
