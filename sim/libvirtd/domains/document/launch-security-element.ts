import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { textOf, withChild, withChildren } from './xml-part.js';

/**
 * `<launchSecurity>` as libvirt writes it: the policy with as many digits as its type has, children libvirt does not parse left out.
 * Source: libvirt 11.3.0 `src/conf/domain_conf.c` `virDomainSecDefFormat`; outputs of 12.8.0 for TDX.
 */
export function withLaunchSecurity(root: XmlNode): XmlNode {
  const element = childOf(root, 'launchSecurity');
  if (element === undefined) return root;
  const type = element.attributes.type ?? '';
  if (type === 's390-pv') return withChild(root, 'launchSecurity', withChildren({ ...element, text: '' }, []));
  const policy = textOf(element, 'policy');
  const known = element.children.filter(({ name }) => childrenOfType[type]?.includes(name) === true);
  const written = known.map((child) =>
    child.name === 'policy' && policy !== undefined ? { ...child, text: policyText(type, policy) } : child,
  );
  return withChild(root, 'launchSecurity', withChildren(element, written));
}

/** The document parser never looked at `handle`, which only the schema of `sev` has. */
const childrenOfType: Readonly<Record<string, readonly string[]>> = {
  sev: ['cbitpos', 'reducedPhysBits', 'policy', 'dhCert', 'session'],
  'sev-snp': ['cbitpos', 'reducedPhysBits', 'policy', 'guestVisibleWorkarounds', 'idBlock', 'idAuth', 'hostData'],
  tdx: ['policy', 'mrConfigId', 'mrOwner', 'mrOwnerConfig', 'quoteGenerationService'],
};

const policyDigits: Readonly<Record<string, number>> = { sev: 4, 'sev-snp': 8, tdx: 1 };

function policyText(type: string, policy: string): string {
  const digits = BigInt(`0x${policy.replace(/^0x/i, '')}`).toString(16);
  return `0x${digits.padStart(policyDigits[type] ?? 1, '0')}`;
}
