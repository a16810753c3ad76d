/**
 * Kubernetes quantities: `64Mi`, `1.5G`, `500m`, `1e9`. Source: Kubernetes `apimachinery/pkg/api/resource/quantity.go`; signs
 * are left out, because nothing here may be negative.
 */
const quantity = /^\+?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Is this text a quantity that is not negative? */
export function isQuantity(text: string): boolean {
  return quantity.test(text);
}

/** The amount in whole units, rounded up as Kubernetes does; 0 for absent text and for what is no quantity. */
export function quantityValue(text: string | undefined): number {
  if (text === undefined) return 0;
  const match = quantity.exec(text);
  if (match === null) return 0;
  const [, digits = '0', suffix = ''] = match;
  const factor = factors[suffix] ?? Number(`1${suffix}`);
  return Math.ceil(Number(digits) * factor);
}

/** The amount rounded up to whole thousands, as Kubernetes' `ScaledValue(Kilo)` sees it. */
export function kiloValue(amount: number): number {
  return Math.ceil(amount / 1000) * 1000;
}
