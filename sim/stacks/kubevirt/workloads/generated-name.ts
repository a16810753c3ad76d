import { digestOf } from '../../../core/json.js';
import type { ObjectMeta } from '../vmi.js';

/**
 * What the API server makes of a `generateName`: five letters and digits behind it, drawn at random there and from namespace and name of
 * the owner here. Source: Kubernetes `apiserver/pkg/storage/names/generate.go`, `apimachinery/pkg/util/rand/rand.go`.
 *
 * @example generatedName('web-', { name: 'web' }) // 'web-r7gcd'
 */
export function generatedName(base: string, owner: Pick<ObjectMeta, 'name' | 'namespace'>): string {
  const hex = digestOf([owner.namespace ?? 'default', owner.name, 'generated'], 10);
  const suffix = [0, 2, 4, 6, 8].map((at) => alphabet[Number.parseInt(hex.slice(at, at + 2), 16) % alphabet.length]);
  return `${base.slice(0, 58)}${suffix.join('')}`;
}

/** Without vowels and what looks like them, so that no words come out. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
