import type { AdmitCause } from '../../../contracts/subject.js';
import { namespaceOf, type VirtualMachineInstance } from '../vmi.js';
import { invalid } from './cause.js';

/**
 * Names the API server can store: they become file names, domain names and label values later on.
 * Source: Kubernetes `apimachinery/pkg/util/validation/validation.go` (IsDNS1123Subdomain, IsDNS1123Label).
 */
export function metadataRules(vmi: VirtualMachineInstance): readonly AdmitCause[] {
  const { name } = vmi.metadata;
  const namespace = namespaceOf(vmi);
  return [
    ...(name.length <= 253 && subdomain.test(name) ? [] : [invalid('metadata.name', wordsForName(name))]),
    ...(namespace.length <= 63 && label.test(namespace) ? [] : [invalid('metadata.namespace', wordsForNamespace(namespace))]),
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
