import { done, type Outcome } from '../../core/outcome.js';
import { childOf, childrenOf, readXml, type XmlNode, type XmlProblem } from '../../core/xml-reader.js';
import { element, writeXml } from '../../core/xml-writer.js';
import { isAtLeast } from '../../surfaces/release.js';
import type { Call, Fault } from '../daemon-contract.js';
import { fault, type Refused } from '../faults.js';
import { isArchitecture } from './emulator-asked.js';

/** A `<cpu>` element as libvirt reads it. One with an `<arch>` describes a host, any other what a guest asks for. */
export interface CpuDefinition {
  readonly type: 'host' | 'guest';
  /** Absent for hosts. */
  readonly mode?: (typeof modes)[number];
  readonly match: (typeof matches)[number];
  /** Absent for guests. */
  readonly architecture?: string;
  readonly model?: string;
  readonly vendor?: string;
  readonly features: readonly CpuFeature[];
  /** Limit of physical-address bits passed through; 0 when there is none. */
  readonly addressLimit: number;
}

/** A feature of a processor; a host's have no policy, and count as required. */
export interface CpuFeature {
  readonly name: string;
  readonly policy: (typeof policies)[number];
}

const modes = ['custom', 'host-model', 'host-passthrough', 'maximum'] as const;
const matches = ['exact', 'minimum', 'strict'] as const;
const policies = ['force', 'require', 'optional', 'disable', 'forbid'] as const;

/**
 * Reads one `<cpu>`. Source: libvirt 11.3.0 `src/conf/cpu_conf.c` virCPUDefParseXML, which refuses in this order.
 *
 * @param type what it is taken for; by default its `<arch>` tells.
 */
export function readCpuDefinition(xml: string, call: Call, type?: CpuDefinition['type']): Outcome<CpuDefinition, Fault> {
  const document = readXml(xml);
  if (!document.ok) return fault(call.daemon, 'xml-detail', malformed(document.reason, call), 'cpu');
  const node = document.value;
  if (node.name !== 'cpu') return fault(call.daemon, 'xml', "XML does not contain expected 'cpu' element", 'cpu');
  const taken = type ?? (childOf(node, 'arch') === undefined ? 'guest' : 'host');
  const wrong =
    wrongHead(node, taken, type === undefined, call) ?? wrongContent(node, taken, call) ?? wrongFeatures(node, taken, call);
  return wrong ?? done(definitionOf(node, taken));
}

function malformed(problem: XmlProblem, call: Call): string {
  const line = problem.code === 'xml-malformed' ? Math.max(1, problem.line) : 1;
  const words = problem.code === 'xml-malformed' ? problem.message : "Start tag expected, '<' not found";
  return isAtLeast(call.daemon.host.boot.libvirt.version, '9.2')
    ? `at line ${line}: ${words}`
    : `(CPU_definition):${line}: ${words}`;
}

function wrongHead(node: XmlNode, type: CpuDefinition['type'], guessed: boolean, call: Call): Refused | undefined {
  const { mode, match } = node.attributes;
  if (type === 'host') return wrongHostHead(node, guessed, call);
  if (mode !== undefined && !isOneOf(modes, mode))
    return fault(call.daemon, 'unsupported', `Invalid mode attribute '${mode}'`, 'cpu');
  if (match === undefined || isOneOf(matches, match)) return undefined;
  return fault(call.daemon, 'xml', `Invalid value for attribute 'match' in element 'cpu': '${match}'.`, 'xml');
}

function wrongHostHead(node: XmlNode, guessed: boolean, call: Call): Refused | undefined {
  const { mode, match } = node.attributes;
  if (guessed && match !== undefined) {
    return fault(call.daemon, 'xml', "'arch' element cannot be used inside 'cpu' element with 'match' attribute'", 'cpu');
  }
  if (mode !== undefined) return fault(call.daemon, 'unsupported', 'Attribute mode is only allowed for guest CPU', 'cpu');
  const architecture = childOf(node, 'arch')?.text;
  if (architecture === undefined) return fault(call.daemon, 'xml', 'Missing CPU architecture', 'cpu');
  return isArchitecture(architecture)
    ? undefined
    : fault(call.daemon, 'unsupported', `Unknown architecture ${architecture}`, 'cpu');
}

function wrongContent(node: XmlNode, type: CpuDefinition['type'], call: Call): Refused | undefined {
  const model = textOf(node, 'model');
  if (model === undefined && type === 'host') return fault(call.daemon, 'xml', 'Missing CPU model name', 'cpu');
  if (model === undefined && textOf(node, 'vendor') !== undefined) {
    return fault(call.daemon, 'xml', 'CPU vendor specified without CPU model', 'cpu');
  }
  const custom = (node.attributes.mode ?? 'custom') === 'custom';
  if (type === 'host' || model !== undefined || !custom || childOf(node, 'feature') === undefined) return undefined;
  return fault(call.daemon, 'xml', 'Non-empty feature list specified without CPU model', 'cpu');
}

function wrongFeatures(node: XmlNode, type: CpuDefinition['type'], call: Call): Refused | undefined {
  const seen = new Set<string>();
  for (const { attributes } of childrenOf(node, 'feature')) {
    const { name = '', policy = 'require' } = attributes;
    if (type === 'guest' && !isOneOf(policies, policy))
      return fault(call.daemon, 'unsupported', 'Invalid CPU feature policy', 'cpu');
    if (name === '') return fault(call.daemon, 'xml', 'Invalid CPU feature name', 'cpu');
    if (seen.has(name)) return fault(call.daemon, 'xml', `CPU feature '${name}' specified more than once`, 'cpu');
    seen.add(name);
  }
  return undefined;
}

function definitionOf(node: XmlNode, type: CpuDefinition['type']): CpuDefinition {
  const [model, vendor, architecture] = [textOf(node, 'model'), textOf(node, 'vendor'), textOf(node, 'arch')];
  const { mode = 'custom', match = 'exact' } = node.attributes;
  return {
    type,
    ...(type === 'guest' && isOneOf(modes, mode) ? { mode } : {}),
    match: isOneOf(matches, match) ? match : 'exact',
    ...(type === 'host' && architecture !== undefined ? { architecture } : {}),
    ...(model === undefined ? {} : { model }),
    ...(vendor === undefined ? {} : { vendor }),
    features: childrenOf(node, 'feature').map(({ attributes }) => featureOf(attributes, type)),
    addressLimit: Number.parseInt(childOf(node, 'maxphysaddr')?.attributes.limit ?? '0', 10) || 0,
  };
}

function featureOf({ name = '', policy = 'require' }: XmlNode['attributes'], type: CpuDefinition['type']): CpuFeature {
  return { name, policy: type === 'guest' && isOneOf(policies, policy) ? policy : 'require' };
}

/** Text of a child; an empty one counts as absent, as in an XPath string. */
function textOf(node: XmlNode, name: string): string | undefined {
  const text = childOf(node, name)?.text ?? '';
  return text === '' ? undefined : text;
}

function isOneOf<Word extends string>(words: readonly Word[], text: string): text is Word {
  return (words as readonly string[]).includes(text);
}

/** A guest's processor to be written. */
export interface WrittenCpu {
  readonly model: string;
  readonly fallback: 'allow' | 'forbid';
  readonly vendor?: string;
  readonly addressLimit: number;
  readonly features: readonly CpuFeature[];
}

/** `<cpu>` as the baseline functions print it. Source: libvirt 11.3.0 `src/conf/cpu_conf.c` virCPUDefFormat. */
export function writeCpu({ model, fallback, vendor, addressLimit, features }: WrittenCpu): string {
  return writeXml(
    element(
      'cpu',
      { mode: 'custom', match: 'exact' },
      element('model', { fallback }, model),
      vendor !== undefined && element('vendor', {}, vendor),
      addressLimit > 0 && element('maxphysaddr', { mode: 'passthrough', limit: addressLimit }),
      ...features.map(({ name, policy }) => element('feature', { policy, name })),
    ),
  );
}
