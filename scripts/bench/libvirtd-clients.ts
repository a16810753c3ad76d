/** Clients of a libvirtd, in a thread of their own: they do no more than send the same calls and count the replies. */
import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { FrameReader } from '../../sim/libvirtd/protocol/frames.js';
import type { Layout } from '../../sim/libvirtd/protocol/layouts.js';
import { messageTypes, packet, programs } from '../../sim/libvirtd/protocol/packet.js';
import { type ArgsOf, type ProcedureName, procedures } from '../../sim/libvirtd/protocol/procedures.js';

/** What the clients are to do. */
export interface ClientsTask {
  readonly socket: string;
  /** What they open, e.g. `qemu:///system`. */
  readonly uri: string;
  readonly call: 'nodeGetInfo' | 'connectGetDomainCapabilities';
  readonly clients: number;
  /** Calls of each client that are under way at any moment. */
  readonly depth: number;
  readonly seconds: number;
}

/** What came of it. */
export interface ClientsDone {
  readonly callsPerSecond: number;
  /** Bytes of one reply. */
  readonly replyBytes: number;
}

const domainCapabilities = { emulatorbin: undefined, arch: undefined, machine: undefined, virttype: undefined, flags: 0 };

async function work({ socket, uri, call, clients, depth, seconds }: ClientsTask): Promise<ClientsDone> {
  const bytes = call === 'nodeGetInfo' ? frame(call, undefined) : frame(call, domainCapabilities);
  const sockets = await Promise.all(Array.from({ length: clients }, () => opened(socket, uri)));
  const end = performance.now() + seconds * 1000;
  const begun = performance.now();
  const counts = await Promise.all(sockets.map((each) => keepCalling(each, bytes, depth, end)));
  const elapsed = (performance.now() - begun) / 1000;
  return { callsPerSecond: counts.reduce((sum, { calls }) => sum + calls, 0) / elapsed, replyBytes: counts[0]?.replyBytes ?? 0 };
}

async function opened(path: string, uri: string): Promise<Socket> {
  const socket = connect(path);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.write(frame('connectOpen', { name: uri, flags: 0 }));
  await answered;
  return socket;
}

/** As many calls are under way as `depth` says, until the end. */
function keepCalling(socket: Socket, bytes: Buffer, depth: number, end: number): Promise<{ calls: number; replyBytes: number }> {
  const frames = new FrameReader();
  let calls = 0;
  return new Promise((resolve) => {
    socket.on('data', (chunk) => {
      const replies = frames.push(chunk);
      if (!replies.ok) throw new Error(replies.reason);
      calls += replies.value.length;
      if (performance.now() < end) socket.write(Buffer.concat(replies.value.map(() => bytes)));
      else {
        socket.destroy();
        resolve({ calls, replyBytes: replies.value[0]?.length ?? 0 });
      }
    });
    socket.write(Buffer.concat(Array.from({ length: depth }, () => bytes)));
  });
}

function frame<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): Buffer {
  const { number, args: layout } = procedures[name];
  const header = { program: programs.remote, version: 1, procedure: number, type: messageTypes.call, serial: 1, status: 0 };
  return packet(header, layout as Layout<unknown>, args);
}

parentPort?.postMessage(await work(workerData as ClientsTask));
