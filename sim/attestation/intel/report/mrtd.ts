import { createHash } from 'node:crypto';
import { assertThat } from '../../../core/defect.js';

/** Memory that is in a trust domain before it runs: whole pages of 4096 bytes. */
export interface InitialMemory {
  /** Guest physical address of the first byte, a multiple of 4096. */
  readonly address: number;
  /** Content; the rest of its last page is zero. */
  readonly content: Uint8Array;
  /** Whether the content is measured as well as the pages' being there (`TDVF_SECTION_ATTRIBUTES_MR_EXTEND`). */
  readonly measured: boolean;
}

/**
 * MRTD: one SHA-384 over a record of 128 bytes for each page that is added, and one of 128 for each 256 bytes that are measured, with those
 * bytes. A page that is measured is so right after it was added, which is QEMU's order.
 * Source: Intel TDX module ABI, TDH.MEM.PAGE.ADD and TDH.MR.EXTEND; QEMU `target/i386/kvm/tdx.c`.
 */
export function measuredMemory(sections: readonly InitialMemory[]): Buffer {
  const hash = createHash('sha384');
  for (const { address, content, measured } of sections) {
    assertThat(address % pageBytes === 0, 'memory is added in whole pages');
    for (let at = 0; at < content.length; at += pageBytes) {
      hash.update(record('MEM.PAGE.ADD', address + at));
      if (measured) for (const chunk of chunksOf(address + at, pageOf(content, at))) hash.update(chunk);
    }
  }
  return hash.digest();
}

/**
 * MRTD of a domain with this firmware image and nothing else: the image ends at 4 GiB and is measured whole. A real image says itself
 * which of its parts are.
 */
export function mrTdOfFirmware(image: Uint8Array): Buffer {
  const bytes = Math.max(1, Math.ceil(image.length / pageBytes)) * pageBytes;
  const content = Buffer.alloc(bytes);
  content.set(image);
  return measuredMemory([{ address: 2 ** 32 - bytes, content, measured: true }]);
}

const pageBytes = 4096;
const chunkBytes = 256;

function pageOf(content: Uint8Array, at: number): Buffer {
  const page = Buffer.alloc(pageBytes);
  page.set(content.subarray(at, at + pageBytes));
  return page;
}

function* chunksOf(address: number, page: Buffer): Generator<Buffer> {
  for (let at = 0; at < pageBytes; at += chunkBytes) {
    yield record('MR.EXTEND', address + at);
    yield page.subarray(at, at + chunkBytes);
  }
}

/** The name of what is done, and at byte 16 the address. */
function record(name: string, address: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'latin1');
  bytes.writeBigUInt64LE(BigInt(address), 16);
  return bytes;
}
