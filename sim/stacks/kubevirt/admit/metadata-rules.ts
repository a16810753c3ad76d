import type { AdmitCause } from '../../../contracts/subject.js';
import { invalid, noCauses } from './cause.js';

/**
 * Names the API server can store: they become file names, domain names and label values later on.
 * Source: Kubernetes `apimachinery/pkg/util/validation/validation.go` (IsDNS1123Subdomain, IsDNS1123Label).
 */
export function metadataRules(name: string, namespace = 'default'): readonly AdmitCause[] {
  const named = name.length <= 253 && subdomain.test(name);
  const placed = namespace === 'default' || (namespace.length <= 63 && label.test(namespace));
  if (named && placed) return noCauses;
  return [
    ...(named ? [] : [invalid('metadata.name', wordsForName(name))]),
    ...(placed ? [] : [invalid('metadata.namespace', wordsForNamespace(namespace))]),
  ];
}

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function wordsForName(name: string): string {
  return (
    `metadata.name: Invalid value: ${JSON.stringify(name)}: a lowercase RFC 1123 subdomain must consist of lower case ` +
    "alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
  );
}

function wordsForNamespace(namespace: string): string {
  return (
    `metadata.namespace: Invalid value: ${JSON.stringify(namespace)}: a lowercase RFC 1123 label must consist of lower case ` +
    "alphanumeric characters or '-', and must start and end with an alphanumeric character"
  );
}
