import { childOf, childrenOf, type XmlNode } from '../../../core/xml-reader.js';
import { inLibvirtsOrder } from './libvirt-order.js';
import { part, withAttributes, withChild, withChildren } from './xml-part.js';

/** Passwords of displays are shown to those who ask for them only. Source: libvirt 11.3.0 `src/conf/domain_conf.c`. */
export function withoutSecrets(root: XmlNode): XmlNode {
  const devices = childOf(root, 'devices');
  if (devices === undefined || !childrenOf(devices, 'graphics').some(({ attributes }) => attributes.passwd !== undefined))
    return root;
  const without = devices.children.map((device) =>
    device.name === 'graphics' ? withAttributes(device, { passwd: undefined, passwdValidTo: undefined }) : device,
  );
  return withChild(root, 'devices', withChildren(devices, without));
}

/** The document of a domain that runs. */
export function withRunningAttributes(root: XmlNode, id: number): XmlNode {
  const { type, ...rest } = root.attributes;
  return { ...root, attributes: { type: type ?? '', id: String(id), ...rest } };
}

/**
 * What the libvirt of another host is given: without what every machine of the type has anyway, which an older one might not know.
 * Source: libvirt 11.3.0 `src/qemu/qemu_domain.c` `qemuDomainDefFormatBufInternal`; outputs of 9.0.0, 11.3.0 and 12.8.0.
 */
export function migratable(root: XmlNode): XmlNode {
  const devices = childOf(root, 'devices');
  const os = childOf(root, 'os');
  const kept = devices?.children.filter((device) => !implied(device)) ?? [];
  const slim = devices === undefined ? root : withChild(root, 'devices', withChildren(devices, kept));
  if (os?.attributes.firmware === undefined) return slim;
  const manual = withChild(withAttributes(os, { firmware: undefined }), 'firmware', undefined);
  return withChild(slim, 'os', manual);
}

function implied({ name, attributes }: XmlNode): boolean {
  switch (name) {
    case 'input':
      return attributes.type === 'keyboard' && attributes.bus === 'ps2';
    case 'audio':
      return attributes.type === 'none';
    case 'watchdog':
      return attributes.model === 'itco';
    default:
      return false;
  }
}

/** `<resource>` of a domain that runs under systemd. */
export function withPartition(root: XmlNode): XmlNode {
  const element = childOf(root, 'resource') ?? part('resource', {}, [part('partition', {}, '/machine')]);
  return inLibvirtsOrder(withChild(root, 'resource', element));
}
