/** One message: header and payload. Source: libvirt `src/rpc/virnetprotocol.x`, `virkeepaliveprotocol.x`. */

import { lengthWord, longestMessage } from './frames.js';
import type { Layout } from './layouts.js';
import { XdrReader, XdrWriter } from './xdr.js';

/** Programs a message can belong to. */
export const programs = { remote: 0x20008086, qemu: 0x20008087, keepAlive: 0x6b656570 } as const;

/** The only version there is of each program. */
export const programVersion = 1;

/** `virNetMessageType`. */
export const messageTypes = { call: 0, reply: 1, message: 2, stream: 3, callWithFds: 4, replyWithFds: 5, streamHole: 6 } as const;

/** `virNetMessageStatus`. */
export const messageStatus = { ok: 0, error: 1, continue: 2 } as const;

/** `virNetMessageHeader`. */
export interface Header {
  readonly program: number;
  readonly version: number;
  readonly procedure: number;
  readonly type: number;
  /** Counts a client's calls from 0; a reply has its call's. */
  readonly serial: number;
  readonly status: number;
}

/** Bytes of a header. */
export const headerLength = 24;

/** Header of a message without its length word, and where to read its payload. @throws WireMistake when it is too short */
export function readHeader(bytes: Buffer): { readonly header: Header; readonly payload: XdrReader } {
  const from = new XdrReader(bytes);
  const header = {
    program: from.uint(),
    version: from.uint(),
    procedure: from.int(),
    type: from.uint(),
    serial: from.uint(),
    status: from.uint(),
  };
  return { header, payload: from };
}

/** A whole message with its length word. @throws WireMistake when the value exceeds the bounds of its layout or of a message */
export function packet<Value>(header: Header, layout: Layout<Value>, value: Value): Buffer {
  const to = new XdrWriter(lengthWord + longestMessage);
  to.uint(0);
  to.uint(header.program);
  to.uint(header.version);
  to.int(header.procedure);
  to.uint(header.type);
  to.uint(header.serial);
  to.uint(header.status);
  layout.write(to, value);
  const bytes = to.written();
  bytes.writeUInt32BE(bytes.length, 0);
  return bytes;
}
