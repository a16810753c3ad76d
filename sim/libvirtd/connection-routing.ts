/** Whether a call is taken, and by whom. Source: libvirt 11.3.0 `src/rpc/virnetserverprogram.c`, virNetServerProgramDispatchCall. */
import { done, type Outcome, refused } from '../core/outcome.js';
import { notOpen } from './connection-handlers.js';
import type { Fault } from './daemon-contract.js';
import type { Programs, Route } from './handlers.js';
import { deniedFault, readOnlyFault, rpcFault, serverFault } from './protocol/faults.js';
import type { Layout } from './protocol/layouts.js';
import { type Header, messageStatus, programVersion } from './protocol/packet.js';
import type { Procedure } from './protocol/procedure.js';
import { WireMistake, type XdrReader } from './protocol/xdr.js';

/** A call that is taken. */
export interface RoutedCall {
  readonly route: Route;
  readonly args: unknown;
}

/** What a client may do at this moment. */
export interface Standing {
  /** It has said who it is. */
  readonly known: boolean;
  /** It has opened something. */
  readonly open: boolean;
  readonly readOnly: boolean;
  /** Format strings of errors number their arguments. */
  readonly positional: boolean;
}

/** The route of a call and its arguments, or why it is not taken. The order of the checks is libvirt's. */
export function routedCall(
  header: Header,
  payload: XdrReader,
  programs: Programs,
  standing: Standing,
): Outcome<RoutedCall, Fault> {
  const { program, version, procedure: number, status } = header;
  const routes = version === programVersion ? programs.get(program) : undefined;
  if (routes === undefined) return refused(rpcFault(`Cannot find program ${program | 0} version ${version | 0}`));
  if (status !== messageStatus.ok) return refused(rpcFault(`Unexpected message status ${status}`));
  const route = routes.get(number);
  if (route === undefined) return refused(rpcFault(`unknown procedure: ${number}`));
  if (!standing.known && !route.toStrangers) return refused(rpcFault('authentication required'));
  const args = decoded(route.procedure.args, payload);
  if (args === undecodable) return refused(rpcFault('Unable to decode message payload'));
  const objection = objectionTo(route, args, standing);
  return objection === undefined ? done({ route, args }) : refused(objection);
}

function objectionTo(route: Route, args: unknown, { open, readOnly, positional }: Standing): Fault | undefined {
  if (!open && !route.unopened) return notOpen(positional);
  const tooMuch = route.tooMuch(args);
  if (tooMuch !== undefined) return serverFault(tooMuch, positional);
  return readOnly ? denied(route.procedure, args, positional) : undefined;
}

const undecodable = Symbol('undecodable');

function decoded(layout: Layout<unknown>, payload: XdrReader): unknown {
  try {
    return layout.read(payload);
  } catch (problem) {
    if (problem instanceof WireMistake) return undecodable;
    throw problem;
  }
}

function denied({ writes, writesWith }: Procedure, args: unknown, positional: boolean): Fault | undefined {
  if (writes !== undefined) return readOnlyFault(writes, positional);
  if (writesWith === undefined) return undefined;
  const value = Number((args as Readonly<Record<string, unknown>>)[writesWith.field]);
  return (value & writesWith.bits) === 0 ? undefined : deniedFault(writesWith.denial, positional);
}
