import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { composeHost } from '../../profiles/index.js';
import { Host } from '../../sim/host/host.js';
import { LibvirtDaemon } from '../../sim/libvirtd/daemon.js';
import { serveLibvirt } from '../serve/libvirt/serve-libvirt.js';
import { table } from '../table.js';
import type { ClientsDone, ClientsTask } from './libvirtd-clients.js';

/** A libvirtd to measure. */
interface Server {
  readonly name: string;
  readonly socket: string;
  readonly uri: string;
}

/** A kind of load, and what was promised of it. */
interface Load {
  readonly name: string;
  readonly task: Pick<ClientsTask, 'call' | 'clients' | 'depth'>;
  readonly promised: string;
}

const loads: readonly Load[] = [
  { name: '8 clients, pipelined: nodeinfo', task: { call: 'nodeGetInfo', clients: 8, depth: 64 }, promised: '20,000 calls/s' },
  { name: '1 client, one by one: nodeinfo', task: { call: 'nodeGetInfo', clients: 1, depth: 1 }, promised: '3 × libvirtd' },
  {
    name: '1 client, one by one: domcapabilities',
    task: { call: 'connectGetDomainCapabilities', clients: 1, depth: 1 },
    promised: '3 × libvirtd, 1 ms each',
  },
];

const rounds = 4;
const roundSeconds = 0.5;

/**
 * Calls per second over a Unix socket, clients in another thread. `real` is the socket of a real libvirtd with `test:///default`, which
 * is measured in the same interleaved rounds.
 */
export async function libvirtdText(real: string | undefined, columns: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
  const socket = join(folder, 'libvirt-sock');
  const host = new Host(composeHost({ machine: 'genoa' }));
  const served = await serveLibvirt(new LibvirtDaemon(host, { hostname: 'genoa', now: () => 0n }), { socket });
  const ours: Server = { name: 'simulated', socket, uri: 'qemu:///system' };
  const servers = real === undefined ? [ours] : [ours, { name: 'libvirtd', socket: real, uri: 'test:///default' }];
  try {
    const rows: (readonly string[])[] = [];
    for (const load of loads) rows.push(...(await measured(load, servers)));
    const heading = ['LOAD', 'SERVER', 'CALLS/S', 'EACH', 'REPLY', 'TIMES LIBVIRTD', 'PROMISED'];
    return `libvirtd: ${rounds} rounds of ${roundSeconds} s, medians\n${table(heading, rows, columns)}`;
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measured({ name, task, promised }: Load, servers: readonly Server[]): Promise<readonly (readonly string[])[]> {
  const results = servers.map((): ClientsDone[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { socket, uri }] of servers.entries()) {
      results[index]?.push(await inThread({ ...task, socket, uri, seconds: roundSeconds }));
    }
  }
  const rates = results.map((each) => median(each.map(({ callsPerSecond }) => callsPerSecond)));
  const [ours = 0, theirs] = rates;
  return servers.map((server, index) => {
    const rate = rates[index] ?? 0;
    const ratio = index === 0 && theirs !== undefined ? (ours / theirs).toFixed(2) : '';
    return [
      ...[name, server.name, Math.round(rate).toLocaleString('en-US'), `${(1e6 / rate).toFixed(0)} µs`],
      ...[`${results[index]?.[0]?.replyBytes ?? 0} bytes`, ratio, index === 0 ? promised : ''],
    ];
  });
}

function inThread(task: ClientsTask): Promise<ClientsDone> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./libvirtd-clients.js', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
