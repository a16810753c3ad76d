/** One client: its bytes in, replies and events out. Source: libvirt 11.3.0 `src/rpc/virnetserverprogram.c`, `virnetserverclient.c`. */
import type { Authentication, ConnectionDoor } from './connection-door.js';
import { KeepAlive } from './connection-keepalive.js';
import { type RoutedCall, routedCall, type Standing } from './connection-routing.js';
import type { Answer, Call, Client, Daemon, DaemonEvent, Fault } from './daemon-contract.js';
import { eventMessage } from './events.js';
import { type RegistrationRules, Registrations } from './events-registrations.js';
import type { Programs, Route } from './handlers.js';
import { errorPayload } from './protocol/error-payload.js';
import { rpcFault } from './protocol/faults.js';
import { FrameReader } from './protocol/frames.js';
import { type Layout, nothing } from './protocol/layouts.js';
import { type Header, messageStatus, messageTypes, packet, programs, programVersion, readHeader } from './protocol/packet.js';
import type { Procedure } from './protocol/procedure.js';
import { messages } from './protocol/procedures.js';
import { WireMistake, type XdrReader } from './protocol/xdr.js';

/** The way to a client, whatever it is made of. */
export interface Link {
  /** Bytes for the client, in this order. */
  send(bytes: Uint8Array): void;
  /** Ends the connection once what was sent has gone out. `reason` is for a log. */
  close(reason: string): void;
  /** So much waits for the client that its calls had better wait too; {@link Connection.proceed} goes on with them. */
  congested?(): boolean;
  /** `true`: hand in no more bytes until `false`. A link that cannot wait may go on. */
  hold?(wait: boolean): void;
}

/** What the way a client came decides. */
export interface LinkTraits {
  /** It came through the read-only socket; default false. */
  readonly readOnly?: boolean;
  /** Default `none`, which is what libvirtd asks of root. */
  readonly authentication?: Authentication;
}

/** What a connection needs of its daemon. */
export interface ConnectionRules extends RegistrationRules {
  readonly daemon: Daemon;
  readonly programs: Programs;
  /** A client that had opened something is gone, or has lost it. */
  clientGone(client: Client): void;
  /** A handler threw: a mistake of ours that the client gets as an internal error. */
  mistake(problem: unknown): void;
}

/** Calls of one client that may be under way at once; further ones wait. Source: `libvirtd.conf`, max_client_requests. */
const mostCalls = 5;

/**
 * One client of a daemon: takes its bytes, sends replies and events through its link.
 *
 * @example const connection = daemon.connect(link); connection.receive(bytes); connection.closed();
 */
export class Connection implements ConnectionDoor {
  readonly daemon: Daemon;
  readonly positional: boolean;
  readonly authentication: Authentication;
  readonly registrations: Registrations;
  closeCallback = false;
  /** Counts from 1 in the order clients connected. */
  readonly id: number;
  readonly #rules: ConnectionRules;
  readonly #link: Link;
  readonly #readOnlyLink: boolean;
  readonly #frames = new FrameReader();
  readonly #keepAlive: KeepAlive;
  readonly #gone: (connection: Connection) => void;
  readonly #waiting: Buffer[] = [];
  #call: Call | undefined;
  #known: boolean;
  #underWay = 0;
  #held = false;
  #state: 'live' | 'last reply' | 'closed' = 'live';

  /** @param gone Called once, when nothing will be sent any more. */
  constructor(id: number, link: Link, traits: LinkTraits, rules: ConnectionRules, gone: (connection: Connection) => void) {
    this.id = id;
    this.#link = link;
    this.#rules = rules;
    this.#gone = gone;
    this.#readOnlyLink = traits.readOnly ?? false;
    this.authentication = traits.authentication ?? 'none';
    this.#known = this.authentication === 'none';
    this.daemon = rules.daemon;
    this.positional = rules.positional;
    this.registrations = new Registrations(rules);
    this.#keepAlive = new KeepAlive(rules.daemon.now());
  }

  /** The client as handlers know it. @throws TypeError before anything is open: routes of handlers are not taken then */
  get call(): Call {
    if (this.#call === undefined) throw new TypeError('nothing is open');
    return this.#call;
  }

  get uri(): string | undefined {
    return this.#call?.client.uri;
  }

  /** The next bytes of the client, cut anywhere. Answers go out through the link, errors of the stream close it. */
  receive(bytes: Buffer): void {
    const frames = this.#frames.push(bytes);
    if (!frames.ok) return this.close(frames.reason);
    for (const frame of frames.value) this.#waiting.push(frame);
    this.proceed();
  }

  /** Goes on with calls that had to wait: the link is no longer congested. */
  proceed(): void {
    while (!this.#blocked()) {
      const frame = this.#waiting.shift();
      if (frame === undefined) break;
      this.#take(frame);
    }
    this.#hold(this.#waiting.length > 0);
  }

  /** Time goes by: call it every second or so. Pings clients that asked for it, and gives up on those that are gone. */
  tick(): void {
    const duty = this.#keepAlive.due(this.daemon.now());
    if (duty === 'ping') this.#send(keepAlivePacket(ping));
    if (duty === 'give up') this.close('connection closed due to keepalive timeout');
  }

  /** The link is gone; whatever is under way is answered to nobody. */
  closed(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#waiting.length = 0;
    this.forget();
    this.#gone(this);
  }

  /** Ends the connection from this side. */
  close(reason: string): void {
    if (this.#state === 'closed') return;
    this.closed();
    this.#link.close(reason);
  }

  /** Sends an event to every callback of this client that wants it. */
  tell(event: DaemonEvent): void {
    for (const callbackId of this.registrations.wanting(event)) {
      const { name, body } = eventMessage(event, callbackId);
      const { number, body: layout } = messages[name];
      this.#message(number, layout as Layout<unknown>, body);
    }
  }

  authenticated(): void {
    this.#known = true;
  }

  open(uri: string, readOnly: boolean): void {
    const client = { id: this.id, uri, readOnly: readOnly || this.#readOnlyLink };
    this.#call = { daemon: this.daemon, client };
  }

  forget(): void {
    const client = this.#call?.client;
    this.#call = undefined;
    this.closeCallback = false;
    this.registrations.clear();
    if (client !== undefined) this.#rules.clientGone(client);
  }

  closeAfterReply(): void {
    if (this.#state === 'live') this.#state = 'last reply';
  }

  startKeepAlive(): void {
    this.#keepAlive.start();
  }

  #blocked(): boolean {
    return this.#underWay >= mostCalls || this.#link.congested?.() === true;
  }

  #hold(wait: boolean): void {
    if (wait !== this.#held) this.#link.hold?.(wait);
    this.#held = wait;
  }

  #take(frame: Buffer): void {
    if (this.#state !== 'live') return;
    try {
      const { header, payload } = readHeader(frame);
      this.#dispatch(header, payload);
    } catch (problem) {
      if (!(problem instanceof WireMistake)) throw problem;
      this.close(problem.message);
    }
  }

  #dispatch(header: Header, payload: XdrReader): void {
    this.#keepAlive.heard(this.daemon.now());
    const { program, version, type } = header;
    if (program === programs.keepAlive && version === programVersion && type === messageTypes.message) {
      if (header.procedure === ping) this.#send(keepAlivePacket(pong));
      return;
    }
    // Nothing else is answered: streams of ours do not exist, and clients send neither replies nor messages.
    if (type !== messageTypes.call && type !== messageTypes.callWithFds) return;
    if (type === messageTypes.callWithFds) payload.uint();
    const routed = routedCall(header, payload, this.#rules.programs, this.#standing());
    if (!routed.ok) return this.#refuse(header, routed.reason);
    this.#run(header, routed.value);
  }

  #standing(): Standing {
    return {
      known: this.#known,
      open: this.#call !== undefined,
      readOnly: this.#call?.client.readOnly === true,
      positional: this.positional,
    };
  }

  #run(header: Header, { route, args }: RoutedCall): void {
    const answer = this.#answered(route, args);
    if (!(answer instanceof Promise)) return this.#reply(header, route.procedure, answer);
    this.#underWay += 1;
    void answer
      .catch((problem: unknown) => this.#mistaken(problem))
      .then((value) => {
        this.#underWay -= 1;
        this.#reply(header, route.procedure, value);
        this.proceed();
      });
  }

  #answered(route: Route, args: unknown): Answer<unknown> | Promise<Answer<unknown>> {
    try {
      return route.answer(args, this);
    } catch (problem) {
      return this.#mistaken(problem);
    }
  }

  #mistaken(problem: unknown): Answer<never> {
    this.#rules.mistake(problem);
    return no(rpcFault(problem instanceof Error ? problem.message : String(problem)));
  }

  #reply(header: Header, procedure: Procedure, answer: Answer<unknown>): void {
    if (this.#state === 'closed') return;
    if (!answer.ok) return this.#refuse(header, answer.reason);
    try {
      this.#send(packet({ ...header, type: messageTypes.reply, status: messageStatus.ok }, procedure.ret, answer.value));
    } catch (problem) {
      if (!(problem instanceof WireMistake)) throw problem;
      return this.#refuse(header, rpcFault('Unable to encode message payload'));
    }
    if (this.#state === 'last reply') this.close('closed by the client');
  }

  #refuse(header: Header, fault: Fault): void {
    const reply = { ...header, type: messageTypes.reply, status: messageStatus.error };
    try {
      this.#send(packet(reply, errorPayload, fault));
    } catch (problem) {
      if (!(problem instanceof WireMistake)) throw problem;
      this.#send(packet(reply, errorPayload, rpcFault('Unable to encode message payload')));
    }
  }

  #message(procedure: number, layout: Layout<unknown>, body: unknown): void {
    const serial = this.daemon.without.has('event-serial-one') ? 0 : 1;
    const header = { program: programs.remote, version: programVersion, procedure, serial };
    this.#send(packet({ ...header, type: messageTypes.message, status: messageStatus.ok }, layout, body));
  }

  #send(bytes: Buffer): void {
    if (this.#state !== 'closed') this.#link.send(bytes);
  }
}

function no(fault: Fault): { readonly ok: false; readonly reason: Fault } {
  return { ok: false, reason: fault };
}

/** `keepalive_procedure`. */
const ping = 1;
const pong = 2;

function keepAlivePacket(procedure: number): Buffer {
  const header = { program: programs.keepAlive, version: programVersion, procedure };
  return packet({ ...header, type: messageTypes.message, serial: 0, status: messageStatus.ok }, nothing, undefined);
}
