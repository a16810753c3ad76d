/** Labels of a node object. */
export type Labels = Readonly<Record<string, string>>;

/**
 * The labels worth a closer look: all but those of KubeVirt's own families (CPU models, features, machine types …) with the value
 * `true`. A node has hundreds of those, nearly the same on every node, so they are recognised by their whole key.
 */
export function remarkableLabels(labels: Labels): Labels {
  const known = remarkable.get(labels);
  if (known !== undefined) return known;
  const found: Record<string, string> = {};
  for (const key in labels) {
    const value = labels[key] ?? '';
    if (value !== 'true' || !isFamiliar(key)) found[key] = value;
  }
  remarkable.set(labels, found);
  return found;
}

const remarkable = new WeakMap<Labels, Labels>();
const familiar = new Set<string>();
const familiarLimit = 10_000;

function isFamiliar(key: string): boolean {
  if (familiar.has(key)) return true;
  if (!isOwnFamily(key) || !isValidKey(key)) return false;
  if (familiar.size < familiarLimit) familiar.add(key);
  return true;
}

/** The first label that two sets do not share, those to be ignored aside; undefined when they are the same. */
export function firstDifference(before: Labels, after: Labels, ignored: ReadonlySet<string> = nobody): string | undefined {
  if (before === after) return undefined;
  for (const key in before) if (before[key] !== after[key] && !ignored.has(key)) return key;
  for (const key in after) if (!(key in before) && !ignored.has(key)) return key;
  return undefined;
}

const nobody: ReadonlySet<string> = new Set();

/** Is it one of the families of labels KubeVirt writes one of for each model, feature, machine …? */
export function isOwnFamily(key: string): boolean {
  return families.test(key);
}

/** Would the API server store a label with this key? An optional DNS name and a slash, then a name. */
export function isValidKey(key: string): boolean {
  const [name = '', prefix, more] = key.split('/').reverse();
  return more === undefined && name !== '' && isValidValue(name) && (prefix === undefined || isDnsName(prefix));
}

/** Would the API server store a label with this value? */
export function isValidValue(value: string): boolean {
  return value.length <= 63 && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);
}

const families =
  /^(?:(?:cpu-feature|cpu-model|cpu-model-migration|cpu-timer|cpu-vendor|host-model-cpu|host-model-required-features|hyperv|machine-type)\.node\.kubevirt\.io\/|kubevirt\.io\/vm-arch-)/;

function isDnsName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(name);
}
