/** A libvirt client for tests and benches: encodes calls, decodes replies, keeps what the server says unasked. */
import { done, refused } from '../../core/outcome.js';
import type { Answer } from '../daemon-contract.js';
import { errorPayload } from '../protocol/error-payload.js';
import { FrameReader } from '../protocol/frames.js';
import type { Layout } from '../protocol/layouts.js';
import { type Header, messageStatus, messageTypes, packet, programs, programVersion, readHeader } from '../protocol/packet.js';
import type { Procedure } from '../protocol/procedure.js';
import { type ArgsOf, type MessageName, messages, type ProcedureName, procedures, type RetOf } from '../protocol/procedures.js';
import type { XdrReader } from '../protocol/xdr.js';

/** A message of the server, with its header. */
export interface Heard {
  readonly header: Header;
  /** Undefined for what is no message of the remote program. */
  readonly name: MessageName | undefined;
  readonly body: unknown;
}

/**
 * Give it the way to the server, and the server's bytes.
 *
 * @example
 * const client = new TestClient((bytes) => socket.write(bytes));
 * socket.on('data', (bytes) => client.receive(bytes));
 * await client.open();
 * await client.call('nodeGetInfo', undefined);
 */
export class TestClient {
  /** What the server sent unasked, oldest first. */
  readonly heard: Heard[] = [];
  readonly #send: (bytes: Buffer) => void;
  readonly #frames = new FrameReader();
  readonly #waiting = new Map<number, { readonly ret: Layout<unknown>; readonly settle: (answer: Answer<unknown>) => void }>();
  #serial = 0;

  constructor(send: (bytes: Buffer) => void) {
    this.#send = send;
  }

  /** CONNECT_OPEN. */
  open(name = 'qemu:///system', flags = 0): Promise<Answer<undefined>> {
    return this.call('connectOpen', { name, flags });
  }

  /** Calls a procedure; the answer comes whenever its reply does, in whichever order. */
  call<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): Promise<Answer<RetOf<Name>>> {
    const procedure: Procedure = procedures[name];
    return this.callNumber(programs.remote, procedure, args) as Promise<Answer<RetOf<Name>>>;
  }

  /** Calls a procedure of any program. */
  callNumber(program: number, { number, args: layout, ret }: Procedure, args: unknown): Promise<Answer<unknown>> {
    const serial = this.#serial++;
    const header = {
      program,
      version: programVersion,
      procedure: number,
      type: messageTypes.call,
      serial,
      status: messageStatus.ok,
    };
    return new Promise((settle) => {
      this.#waiting.set(serial, { ret, settle });
      this.#send(packet(header, layout, args));
    });
  }

  /** Bytes of the server. */
  receive(bytes: Buffer): void {
    const frames = this.#frames.push(bytes);
    if (!frames.ok) throw new Error(frames.reason);
    for (const frame of frames.value) {
      const { header, payload } = readHeader(frame);
      if (header.type === messageTypes.reply) this.#settle(header, payload);
      else this.heard.push(heard(header, payload));
    }
  }

  #settle(header: Header, payload: XdrReader): void {
    const waiting = this.#waiting.get(header.serial);
    if (waiting === undefined) throw new Error(`a reply to no call: serial ${header.serial}`);
    this.#waiting.delete(header.serial);
    waiting.settle(header.status === messageStatus.ok ? done(waiting.ret.read(payload)) : refused(errorPayload.read(payload)));
  }
}

function heard(header: Header, payload: XdrReader): Heard {
  const found = Object.entries(messages).find(
    ([, { number }]) => header.program === programs.remote && number === header.procedure,
  );
  if (found === undefined) return { header, name: undefined, body: undefined };
  const [name, { body }] = found as [MessageName, { readonly body: Layout<unknown> }];
  return { header, name, body: body.read(payload) };
}
