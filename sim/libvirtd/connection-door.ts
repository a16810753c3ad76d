import type { Answer, Daemon } from './daemon-contract.js';
import type { Registrations } from './events-registrations.js';
import type { ArgsOf, ProcedureName, RetOf } from './protocol/procedures.js';

/** What the procedures that are about the connection itself may do to it. */
export interface ConnectionDoor {
  readonly daemon: Daemon;
  /** Format strings of errors number their arguments. */
  readonly positional: boolean;
  /** How the client has to say who it is. */
  readonly authentication: Authentication;
  readonly registrations: Registrations;
  /** The URI that is open. */
  readonly uri: string | undefined;
  /** The client has said who it is. */
  authenticated(): void;
  open(uri: string, readOnly: boolean): void;
  /** Nothing is open any more, and nobody is called back. */
  forget(): void;
  /** The reply that is being made is the last. */
  closeAfterReply(): void;
  startKeepAlive(): void;
  /** Whether the client wants to hear that the hypervisor connection is gone. */
  closeCallback: boolean;
}

/** Methods of authentication. libvirtd asks nothing of clients that are root, whatever is configured. */
export type Authentication = 'none' | 'polkit';

/** Procedures that are about the connection. */
export type ConnectionHandlers = {
  readonly [Name in ProcedureName]?: (args: ArgsOf<Name>, connection: ConnectionDoor) => Answer<RetOf<Name>>;
};
