import { expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { done } from '../core/outcome.js';
import { Host } from '../host/host.js';
import { Connection, type ConnectionRules } from './connection.js';
import { connectionHandlers } from './connection-handlers.js';
import { LibvirtDaemon } from './daemon.js';
import type { Answer } from './daemon-contract.js';
import type { Route } from './handlers.js';
import { int, struct } from './protocol/layouts.js';
import { programs } from './protocol/packet.js';
import type { Procedure } from './protocol/procedure.js';
import { procedures } from './protocol/procedures.js';
import { TestClient } from './testing/test-client.js';

const slow = { number: 5000, args: struct({ id: int }), ret: struct({ id: int }) };

/** A connection with one procedure that answers when told to, and everything that was seen of it. */
async function withSlowProcedure() {
  const daemon = new LibvirtDaemon(new Host(composeHost({ machine: 'rome' })), { hostname: 'rome', now: () => 0n });
  const waiting = new Map<number, (answer: Answer<unknown>) => void>();
  const begun: number[] = [];
  const held: boolean[] = [];
  const mistakes: unknown[] = [];
  const answer: Route['answer'] = (args) => {
    const { id } = args as { readonly id: number };
    begun.push(id);
    if (id < 0) throw new Error('a handler of ours is wrong');
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  const open = connectionHandlers.connectOpen as Route['answer'];
  const routes = new Map<number, Route>([
    [slow.number, { procedure: slow as Procedure, toStrangers: false, unopened: false, tooMuch: () => undefined, answer }],
    [
      1,
      {
        procedure: procedures.connectOpen as Procedure,
        toStrangers: false,
        unopened: true,
        tooMuch: () => undefined,
        answer: open,
      },
    ],
  ]);
  const rules: ConnectionRules = {
    ...{ daemon, programs: new Map([[programs.remote, routes]]), positional: true, nextId: () => 0, clientGone: () => {} },
    counts: { domain: 1, network: 1, 'storage pool': 1, 'node device': 1, secret: 1, 'qemu monitor': 1 },
    mistake: (problem) => void mistakes.push(problem),
  };
  const link = {
    send: (bytes: Uint8Array) => client.receive(Buffer.from(bytes)),
    close: () => {},
    hold: (wait: boolean) => void held.push(wait),
  };
  const connection = new Connection(1, link, {}, rules, () => {});
  const client = new TestClient((bytes) => connection.receive(bytes));
  await client.open();
  const call = (id: number) => client.callNumber(programs.remote, slow as Procedure, { id });
  const end = (id: number) => waiting.get(id)?.(done({ id }));
  return { call, end, begun, held, mistakes, connection };
}

it('answers in the order things end, not in which they were asked for', async () => {
  const { call, end } = await withSlowProcedure();
  const order: number[] = [];
  const calls = [1, 2, 3].map((id) => call(id).then(() => order.push(id)));
  for (const id of [3, 1, 2]) {
    end(id);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(calls);
  expect(order).toEqual([3, 1, 2]);
});

it('has five calls of a client under way, and reads on when one of them has ended', async () => {
  const { call, end, begun, held } = await withSlowProcedure();
  const calls = [1, 2, 3, 4, 5, 6, 7].map(call);
  expect([begun, held]).toEqual([[1, 2, 3, 4, 5], [true]]);
  for (const id of [1, 2, 3, 4, 5]) end(id);
  await Promise.all(calls.slice(0, 5));
  await new Promise((resolve) => setImmediate(resolve));
  expect([begun, held]).toEqual([
    [1, 2, 3, 4, 5, 6, 7],
    [true, false],
  ]);
});

it('answers a call that goes wrong on our side with an error, and says so', async () => {
  const { call, mistakes } = await withSlowProcedure();
  expect(await call(-1)).toMatchObject({ ok: false, reason: { code: 39, message: 'a handler of ours is wrong' } });
  expect(mistakes).toHaveLength(1);
});

it('forgets what is under way when the client is gone', async () => {
  const { call, end, connection } = await withSlowProcedure();
  let answered = false;
  void call(1).then(() => {
    answered = true;
  });
  connection.closed();
  end(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
});
