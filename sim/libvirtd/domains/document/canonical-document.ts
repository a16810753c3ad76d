import { done, type Outcome } from '../../../core/outcome.js';
import { childOf, type XmlNode } from '../../../core/xml-reader.js';
import { withDevices } from './devices.js';
import { type DocumentFacts, madeUuid } from './document-facts.js';
import { type DocumentProblem, problem } from './document-problem.js';
import { withLaunchSecurity } from './launch-security-element.js';
import { inLibvirtsOrder } from './libvirt-order.js';
import { withTopLevelDefaults } from './top-level.js';
import { part, textOf, withChild } from './xml-part.js';

/**
 * A domain document as libvirt keeps it: its own order, canonical names, defaults written down, devices with addresses. Elements
 * libvirt does not know are gone; of those it knows, contents that the simulator has no rule for stay as the user wrote them.
 */
export function canonicalDocument(root: XmlNode, facts: DocumentFacts): Outcome<XmlNode, DocumentProblem> {
  const named = withIdentity(root, facts.seed);
  if (!named.ok) return named;
  const whole = withTopLevelDefaults(inLibvirtsOrder(named.value), facts);
  if (!whole.ok) return whole;
  const equipped = withDevices(withLaunchSecurity(whole.value), facts);
  return equipped.ok ? done(inLibvirtsOrder(equipped.value)) : equipped;
}

/** Name and UUID; libvirt makes up a UUID, we one that the same document gets again. */
function withIdentity(root: XmlNode, seed: string): Outcome<XmlNode, DocumentProblem> {
  const name = childOf(root, 'name')?.text ?? '';
  if (name.includes('/')) return problem('xml', `name ${name} cannot contain '/'`);
  const written = textOf(root, 'uuid');
  const uuid = written === undefined || written === '' ? madeUuid(`${seed}/${name}`) : canonicalUuid(written);
  if (uuid === undefined) return problem('internal', 'malformed uuid element');
  return done(withChild(withChild(root, 'name', part('name', {}, name)), 'uuid', part('uuid', {}, uuid)));
}

/** Hyphens are optional and may stand anywhere between bytes. Source: libvirt 11.3.0 `src/util/viruuid.c` `virUUIDParse`. */
export function canonicalUuid(text: string): string | undefined {
  const digits = text.replace(/[-\s]/g, '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) return undefined;
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
