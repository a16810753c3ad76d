/**
 * Messages in a stream of bytes: a length word that counts itself, then header and payload.
 * Source: libvirt `src/rpc/virnetprotocol.x`, `virnetmessage.c`.
 */
import { done, type Outcome, refused } from '../../core/outcome.js';

/** Bytes of the length word. */
export const lengthWord = 4;
/** Most bytes of header and payload together: `VIR_NET_MESSAGE_MAX`. */
export const longestMessage = 33_554_432;

/** Cuts a stream into messages, however it arrives. Keeps no more than what has arrived of one message. */
export class FrameReader {
  /** Beginning of a message; its first `#kept` bytes count. */
  #buffer = nothingKept;
  #kept = 0;

  /**
   * Takes the next bytes of the stream.
   *
   * @returns The messages that are complete now, without their length words; or why the stream is beyond repair. A message may share
   * memory with `chunk`.
   */
  push(chunk: Buffer): Outcome<readonly Buffer[], string> {
    const complete: Buffer[] = [];
    for (let rest = chunk; rest.length > 0; ) {
      const length = this.#lengthWith(rest);
      if (length !== undefined && (length <= lengthWord || length > lengthWord + longestMessage)) {
        return refused(`a message of ${length} bytes`);
      }
      if (length === undefined || length > this.#kept + rest.length) {
        this.#keep(rest);
        break;
      }
      const taken = length - this.#kept;
      complete.push(this.#finish(rest.subarray(0, taken)));
      rest = rest.subarray(taken);
    }
    return done(complete);
  }

  /** Length of the message that begins with what is kept and goes on with `rest`; undefined while its length word is not whole. */
  #lengthWith(rest: Buffer): number | undefined {
    if (this.#kept >= lengthWord) return this.#buffer.readUInt32BE(0);
    if (this.#kept === 0) return rest.length < lengthWord ? undefined : rest.readUInt32BE(0);
    const word = Buffer.concat([this.#buffer.subarray(0, this.#kept), rest.subarray(0, lengthWord - this.#kept)]);
    return word.length < lengthWord ? undefined : word.readUInt32BE(0);
  }

  #finish(end: Buffer): Buffer {
    if (this.#kept === 0) return end.subarray(lengthWord);
    this.#keep(end);
    const whole = this.#buffer.subarray(lengthWord, this.#kept);
    this.#buffer = nothingKept;
    this.#kept = 0;
    return whole;
  }

  /** Room doubles as bytes arrive; a length word alone reserves nothing. */
  #keep(bytes: Buffer): void {
    const needed = this.#kept + bytes.length;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2, smallestRoom));
      this.#buffer.copy(larger, 0, 0, this.#kept);
      this.#buffer = larger;
    }
    bytes.copy(this.#buffer, this.#kept);
    this.#kept = needed;
  }
}

const nothingKept = Buffer.alloc(0);
const smallestRoom = 64;
