import { deriveBytes } from '../keys/derive-bytes.js';
import { type ProductLine, productFacts } from './product-line.js';

/** One processor: which line it is of, and the identity fused into it. */
export interface Chip {
  readonly line: ProductLine;
  /** CHIP_ID of reports and HWID of certificates, 64 bytes; Turin fills the first 8 and leaves the rest zero. */
  readonly id: Buffer;
}

/** The processor a seed gives, e.g. the name of a host: the same in every run. */
export function chipOf(line: ProductLine, seed: string): Chip {
  const id = Buffer.alloc(64);
  deriveBytes(seed, `amd/${line}/chip`, productFacts[line].chipIdBytes).copy(id);
  return { line, id };
}

/** The identity as the key distribution service and its certificates write it: without the zeros after it. */
export function hardwareId({ line, id }: Chip): Buffer {
  return id.subarray(0, productFacts[line].chipIdBytes);
}
