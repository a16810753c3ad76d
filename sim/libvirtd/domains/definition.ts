import { childOf, childrenOf, type XmlNode } from '../../core/xml-reader.js';
import { attributeOf, textOf } from './document/xml-part.js';

/** One definition of a domain: the document libvirt keeps, and what handlers ask of it most. */
export interface Definition {
  /** `domain` element in libvirt's form, as an inactive domain has it. */
  readonly root: XmlNode;
  readonly name: string;
  readonly uuid: string;
  /** `kvm`, or `qemu` for emulation. */
  readonly type: string;
  readonly osType: string;
  /** Sizes are in KiB. */
  readonly maxMemory: bigint;
  readonly memory: bigint;
  readonly vcpus: number;
  readonly maxVcpus: number;
  /** `sev`, `sev-snp`, `tdx`, `s390-pv`; absent for an ordinary guest. */
  readonly launchSecurity?: string;
  /** The guest has a store of firmware variables of its own. */
  readonly hasNvram: boolean;
}

/** What a canonical document says. */
export function definitionOf(root: XmlNode): Definition {
  const vcpu = childOf(root, 'vcpu');
  const maxVcpus = Number(vcpu?.text ?? 1);
  const launchSecurity = attributeOf(root, 'launchSecurity', 'type');
  return {
    root,
    name: childOf(root, 'name')?.text ?? '',
    uuid: textOf(root, 'uuid') ?? '',
    type: root.attributes.type ?? '',
    osType: textOf(childOf(root, 'os'), 'type') ?? '',
    maxMemory: BigInt(textOf(root, 'memory') ?? '0'),
    memory: BigInt(textOf(root, 'currentMemory') ?? '0'),
    vcpus: Number(vcpu?.attributes.current ?? maxVcpus),
    maxVcpus,
    ...(launchSecurity === undefined ? {} : { launchSecurity }),
    hasNvram: childOf(childOf(root, 'os'), 'nvram') !== undefined,
  };
}

/** Devices of one kind, in order. */
export function devicesOf({ root }: Definition, kind: string): readonly XmlNode[] {
  return childrenOf(childOf(root, 'devices'), kind);
}
