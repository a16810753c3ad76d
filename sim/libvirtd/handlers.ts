/** Who answers which procedure, as one table for each libvirt version. */
import { isAtLeast } from '../surfaces/release.js';
import type { ConnectionDoor } from './connection-door.js';
import { answeredToStrangers, answeredUnopened, connectionHandlers } from './connection-handlers.js';
import type { Answer, Call, Handler } from './daemon-contract.js';
import { domainHandlers } from './domains/index.js';
import { nodeHandlers } from './node/index.js';
import { tooMuchAsked } from './protocol/asked-amounts.js';
import type { Procedure } from './protocol/procedure.js';
import { type ArgsOf, type Handlers, type ProcedureName, procedures, type RetOf } from './protocol/procedures.js';
import { qemuProcedures } from './protocol/qemu-procedures.js';

/** One procedure as a connection meets it. */
export interface Route {
  readonly procedure: Procedure;
  /** Answered before the client has said who it is. */
  readonly toStrangers: boolean;
  /** Answered before anything is open. */
  readonly unopened: boolean;
  /** What is wrong with the amounts asked for; undefined when nothing is. */
  tooMuch(args: unknown): string | undefined;
  answer(args: unknown, connection: ConnectionDoor & { readonly call: Call }): Answer<unknown> | Promise<Answer<unknown>>;
}

/** Routes by the procedure's number. */
export type Routes = ReadonlyMap<number, Route>;

/** Routes by the program's number. */
export type Programs = ReadonlyMap<number, Routes>;

/** Everything the daemon does for its clients. A procedure two of them answer belongs to the later one. */
const daemonHandlers: Handlers = { ...nodeHandlers, ...domainHandlers };

/** Routes of the remote program as this libvirt version knows it. */
export function remoteRoutes(libvirtVersion: string): Routes {
  const routes = (Object.keys(procedures) as readonly ProcedureName[]).flatMap((name): readonly Route[] => {
    const procedure: Procedure = procedures[name];
    const answer = answerOf(name);
    if (answer === undefined || !isAtLeast(libvirtVersion, procedure.since ?? '0')) return [];
    return [
      {
        procedure,
        toStrangers: answeredToStrangers.has(name),
        unopened: answeredUnopened.has(name),
        tooMuch: (args) => tooMuchAsked(name, args),
        answer,
      },
    ];
  });
  return new Map(routes.map((route) => [route.procedure.number, route]));
}

function answerOf(name: ProcedureName): Route['answer'] | undefined {
  const ofConnection = connectionHandlers[name] as Route['answer'] | undefined;
  if (ofConnection !== undefined) return ofConnection;
  const handler = handlerOf(name) as Handler<unknown> | undefined;
  return handler && ((args, { call }) => handler(args, call));
}

/** What the daemon does for one procedure that is not about the connection; undefined where it does nothing. */
export function handlerOf<Name extends ProcedureName>(name: Name): Handler<ArgsOf<Name>, RetOf<Name>> | undefined {
  return daemonHandlers[name] as Handler<ArgsOf<Name>, RetOf<Name>> | undefined;
}

/** Routes of the QEMU program: events of the monitor can be registered for. None ever comes, and its other procedures are unknown. */
export const qemuRoutes: Routes = new Map(
  [
    route(qemuProcedures.connectDomainMonitorEventRegister, ({ dom }, { registrations }) =>
      registrations.register('qemu monitor', 0, dom?.uuid),
    ),
    route(qemuProcedures.connectDomainMonitorEventDeregister, ({ callbackID }, { registrations }) =>
      registrations.deregister('qemu monitor', callbackID),
    ),
  ].map((each) => [each.procedure.number, each]),
);

function route<Args, Ret>(
  procedure: Procedure<Args, Ret>,
  answer: (args: Args, connection: ConnectionDoor) => Answer<Ret>,
): Route {
  return { procedure, toStrangers: false, unopened: false, tooMuch: () => undefined, answer: answer as Route['answer'] };
}
