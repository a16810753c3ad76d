/**
 * A count as Kubernetes writes it back: 1000 → `1k`, 1006 → `1006`.
 * Source: Kubernetes `apimachinery/pkg/api/resource` (CanonicalizeBytes of a DecimalSI quantity).
 */
export function countQuantity(count: number): string {
  return written(count, 1000, ['', 'k', 'M', 'G', 'T']);
}

/** An amount of memory as Kubernetes writes it back: 2 ** 30 → `1Gi`. Source: as above, BinarySI. */
export function binaryQuantity(bytes: number): string {
  return written(bytes, 1024, ['', 'Ki', 'Mi', 'Gi', 'Ti']);
}

function written(amount: number, base: number, [suffix = '', ...larger]: readonly string[]): string {
  if (amount === 0 || amount % base !== 0 || larger.length === 0) return `${amount}${suffix}`;
  return written(amount / base, base, larger);
}
