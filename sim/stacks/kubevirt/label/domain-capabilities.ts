import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { XmlNode } from '../../../core/xml-reader.js';
import { goXmlUint } from './go-number.js';
import { decodeGoXml, descendants, lastAttribute } from './go-xml.js';

/**
 * What virt-handler takes out of `virsh domcapabilities`. Attribute values are kept as written, because only exactly `yes`
 * means yes. Source: KubeVirt v1.9 `pkg/virt-handler/node-labeller/model.go`.
 */
export interface DomainCapabilities {
  readonly sev: { readonly supported: string; readonly maxESGuests: number };
  readonly secureExecution: { readonly supported: string };
  readonly tdx: { readonly supported: string };
  /** `secTypes` are the values of every enum inside `launchSecurity`, whatever the enum is called. */
  readonly launchSecurity: { readonly supported: string; readonly secTypes: readonly string[] };
  readonly cpuModes: readonly CpuMode[];
}

/** One `cpu/mode`. */
export interface CpuMode {
  readonly name: string;
  readonly vendor: string;
  readonly models: readonly { readonly name: string; readonly usable: string }[];
  readonly features: readonly CpuFeature[];
}

/** A CPU feature and what is asked of it, e.g. `require`. */
export interface CpuFeature {
  readonly name: string;
  readonly policy: string;
}

/** Reads the document; any root element will do. The reason is what virt-handler would log. */
export function readDomainCapabilities(text: string): Outcome<DomainCapabilities, string> {
  const root = decodeGoXml(text);
  if (!root.ok) return root;
  const features = descendants([root.value], 'features');
  const sev = descendants(features, 'sev');
  const maxESGuests = guestLimit(sev);
  if (!maxESGuests.ok) return maxESGuests;
  const launchSecurity = descendants(features, 'launchSecurity');
  return done({
    sev: { supported: lastAttribute(sev, 'supported'), maxESGuests: maxESGuests.value },
    secureExecution: { supported: lastAttribute(descendants(features, 's390-pv'), 'supported') },
    tdx: { supported: lastAttribute(descendants(features, 'tdx'), 'supported') },
    launchSecurity: {
      supported: lastAttribute(launchSecurity, 'supported'),
      secTypes: descendants(launchSecurity, 'enum', 'value').map((value) => value.text),
    },
    cpuModes: descendants([root.value], 'cpu', 'mode').map(cpuMode),
  });
}

/** Features listed directly below these nodes. */
export function cpuFeatures(nodes: readonly XmlNode[]): readonly CpuFeature[] {
  return descendants(nodes, 'feature').map((feature) => ({
    name: lastAttribute([feature], 'name'),
    policy: lastAttribute([feature], 'policy'),
  }));
}

/** The other numbers decide nothing, but one that is no number spoils the whole document. */
function guestLimit(sev: readonly XmlNode[]): Outcome<number, string> {
  let maxESGuests = 0;
  for (const name of ['cbitpos', 'reducedPhysBits', 'maxGuests', 'maxESGuests']) {
    for (const node of descendants(sev, name)) {
      const number = goXmlUint(node.text);
      if (!number.ok) return refused(number.reason);
      if (name === 'maxESGuests') maxESGuests = number.value;
    }
  }
  return done(maxESGuests);
}

function cpuMode(mode: XmlNode): CpuMode {
  return {
    name: lastAttribute([mode], 'name'),
    vendor: descendants([mode], 'vendor').at(-1)?.text ?? '',
    models: descendants([mode], 'model').map((model) => ({ name: model.text, usable: lastAttribute([model], 'usable') })),
    features: cpuFeatures([mode]),
  };
}
