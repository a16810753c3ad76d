/** Quantities as Kubernetes writes them, none of them negative. Source: Kubernetes `apimachinery/pkg/api/resource/quantity.go`. */
const written = /^\+?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const decimals = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binaries = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Is this a quantity? */
export function isQuantity(text: string): boolean {
  return written.test(text);
}

/** In whole units, rounded up as Kubernetes does; 0 for what is absent or no quantity. */
export function unitsOfQuantity(text: string | undefined): number {
  return Math.ceil(amountOfQuantity(text));
}

/** The same with its fraction, which CPUs have. */
export function amountOfQuantity(text: string | undefined): number {
  const [, digits = '0', suffix = ''] = written.exec(text ?? '') ?? [];
  return Number(digits) * factorOf(suffix);
}

function factorOf(suffix: string): number {
  const binary = binaries.indexOf(suffix);
  if (binary >= 0) return 2 ** (10 * (binary + 1));
  const decimal = decimals.indexOf(suffix);
  return decimal >= 0 ? 10 ** (3 * (decimal - decimals.indexOf(''))) : Number(`1${suffix}`);
}
