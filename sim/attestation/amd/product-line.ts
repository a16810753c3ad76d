/** Processor families with SNP whose evidence is made here, as AMD's key distribution service names them. */
export const productLines = ['Milan', 'Genoa', 'Turin'] as const;

/** One of {@link productLines}. Bergamo and Siena belong to Genoa's. */
export type ProductLine = (typeof productLines)[number];

/** What CPUID leaf 1 says of a processor, extended parts added. */
export interface ProcessorSignature {
  readonly family: number;
  readonly model: number;
  readonly stepping: number;
}

/** What differs between product lines. */
export interface ProductFacts {
  /** A processor of the line that every verifier knows. */
  readonly processor: ProcessorSignature;
  /** First and last models of the line, several times. */
  readonly models: readonly (readonly [first: number, last: number])[];
  /** How many bytes of the 64 of CHIP_ID are filled; the rest is zero. */
  readonly chipIdBytes: number;
  /** The name in certificates of chips, which has a stepping except for Turin. */
  readonly chipCertificateName: string;
  /** Version of the structure of those certificates. */
  readonly structVersion: number;
}

/**
 * Facts by line. Sources: virtee/sev 9cf2adb `src/firmware/host/types/snp.rs` (models, bytes of chip identities), go-sev-guest af1c107
 * `kds/kds.go` (processors, names); certificates in confidential-containers/trustee 78962cd4 `deps/verifier/test_data/snp` (versions).
 */
export const productFacts: Readonly<Record<ProductLine, ProductFacts>> = {
  Milan: {
    processor: { family: 0x19, model: 0x01, stepping: 1 },
    models: [[0x00, 0x0f]],
    chipIdBytes: 64,
    chipCertificateName: 'Milan-B1',
    structVersion: 0,
  },
  Genoa: {
    processor: { family: 0x19, model: 0x11, stepping: 1 },
    models: [
      [0x10, 0x1f],
      [0xa0, 0xaf],
    ],
    chipIdBytes: 64,
    chipCertificateName: 'Genoa-B1',
    structVersion: 0,
  },
  Turin: {
    processor: { family: 0x1a, model: 0x02, stepping: 1 },
    models: [[0x00, 0x11]],
    chipIdBytes: 8,
    chipCertificateName: 'Turin',
    structVersion: 1,
  },
};

/** The line a processor belongs to, if it is one of these. */
export function lineOfProcessor({ family, model }: Pick<ProcessorSignature, 'family' | 'model'>): ProductLine | undefined {
  return productLines.find((line) => {
    const { processor, models } = productFacts[line];
    return family === processor.family && models.some(([first, last]) => model >= first && model <= last);
  });
}

/** The line with a name, if there is one: names come out of certificates and addresses. */
export function lineNamed(name: string): ProductLine | undefined {
  return productLines.find((line) => line === name);
}
