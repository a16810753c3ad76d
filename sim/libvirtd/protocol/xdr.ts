/**
 * Reading and writing the wire's numbers and bytes: big-endian, everything padded to four bytes. Source: RFC 4506 (XDR).
 */

/** What a peer sent cannot be, or what we want to send does not fit: thrown inside the protocol, an error payload outside of it. */
export class WireMistake extends Error {
  override readonly name = 'WireMistake';
}

const utf8 = new TextDecoder('utf-8');

/** Reads one message from its beginning. Every method throws {@link WireMistake} when the message ends too early. */
export class XdrReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  int(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  uint(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  hyper(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  uhyper(): bigint {
    return this.#bytes.readBigUInt64BE(this.#take(8));
  }

  double(): number {
    return this.#bytes.readDoubleBE(this.#take(8));
  }

  /** A copy of the next bytes, and over their padding. */
  opaque(length: number): Uint8Array {
    return Uint8Array.from(this.#slice(length));
  }

  /** The next bytes as UTF-8, and over their padding. Bytes that are none become U+FFFD. */
  text(length: number): string {
    return utf8.decode(this.#slice(length));
  }

  #slice(length: number): Buffer {
    const from = this.#take(length);
    this.#take(padding(length));
    return this.#bytes.subarray(from, from + length);
  }

  #take(length: number): number {
    if (length > this.left) throw new WireMistake(`the message ends ${length - this.left} bytes too early`);
    const from = this.#at;
    this.#at += length;
    return from;
  }
}

const smallestRoom = 256;

/** Writes one message. It grows as needed, up to the limit it was given; beyond, writing throws {@link WireMistake}. */
export class XdrWriter {
  #bytes = Buffer.allocUnsafe(smallestRoom);
  #length = 0;
  readonly #limit: number;

  /** @param limit Most bytes that may be written. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  int(value: number): void {
    const at = this.#room(4);
    this.#bytes.writeInt32BE(value | 0, at);
  }

  uint(value: number): void {
    const at = this.#room(4);
    this.#bytes.writeUInt32BE(value >>> 0, at);
  }

  hyper(value: bigint): void {
    const at = this.#room(8);
    this.#bytes.writeBigInt64BE(BigInt.asIntN(64, value), at);
  }

  uhyper(value: bigint): void {
    const at = this.#room(8);
    this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), at);
  }

  double(value: number): void {
    const at = this.#room(8);
    this.#bytes.writeDoubleBE(value, at);
  }

  /** The bytes and their padding, without a length. */
  opaque(value: Uint8Array): void {
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
    this.#pad(value.length);
  }

  /** Length, bytes and padding of a text in UTF-8. @throws WireMistake beyond `most` bytes */
  text(value: string, most: number): void {
    const length = Buffer.byteLength(value);
    if (length > most) throw new WireMistake(`a text of ${length} bytes where at most ${most} fit`);
    this.uint(length);
    const at = this.#room(length);
    this.#bytes.write(value, at, 'utf8');
    this.#pad(length);
  }

  /** What was written; writing on may or may not change it. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #pad(length: number): void {
    const zeros = padding(length);
    const at = this.#room(zeros);
    this.#bytes.fill(0, at, at + zeros);
  }

  #room(length: number): number {
    const from = this.#length;
    const to = from + length;
    if (to > this.#limit) throw new WireMistake(`a message of more than ${this.#limit} bytes`);
    if (to > this.#bytes.length) this.#grow(to);
    this.#length = to;
    return from;
  }

  #grow(to: number): void {
    const larger = Buffer.allocUnsafe(Math.max(to, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

function padding(length: number): number {
  return -length & 3;
}
