import { done, type Outcome, refused } from '../../../core/outcome.js';
import { goXmlUint } from './go-number.js';
import { decodeGoXml, descendants, lastAttribute, localName } from './go-xml.js';

/** What virt-handler takes out of `virsh capabilities`. Source: KubeVirt v1.9 `cmd/virt-handler/virt-handler.go`. */
export interface HostCapabilities {
  /** Machine types of every guest architecture, as listed. */
  readonly machines: readonly string[];
  /** Time-stamp counter; absent on machines that do not report one. */
  readonly tsc?: { readonly frequencyHz: number; readonly scalable: boolean };
}

/** Reads the document, whose root must be `capabilities`. The reason is what virt-handler would log. */
export function readHostCapabilities(text: string): Outcome<HostCapabilities, string> {
  const root = decodeGoXml(text);
  if (!root.ok) return root;
  const name = localName(root.value.name);
  if (name !== 'capabilities') return refused(`expected element type <capabilities> but have <${name}>`);
  const counters = descendants([root.value], 'host', 'cpu', 'counter');
  const frequency = goXmlUint(lastAttribute(counters, 'frequency'));
  if (!frequency.ok) return frequency;
  const machines = descendants([root.value], 'guest', 'arch', 'machine').map((machine) => machine.text);
  if (lastAttribute(counters, 'name') !== 'tsc') return done({ machines });
  return done({
    machines,
    tsc: { frequencyHz: frequency.value, scalable: lastAttribute(counters, 'scaling') === 'yes' },
  });
}
