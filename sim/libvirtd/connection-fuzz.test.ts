import fc from 'fast-check';
import { expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { Host } from '../host/host.js';
import { outsideDomainXml } from '../world/outside-domain.js';
import type { Connection } from './connection.js';
import { LibvirtDaemon } from './daemon.js';
import { longestMessage } from './protocol/frames.js';
import { type Layout, nothing } from './protocol/layouts.js';
import { type Header, messageTypes, packet, programs, readHeader } from './protocol/packet.js';
import { type ArgsOf, messages, type ProcedureName, procedures } from './protocol/procedures.js';

/** Streams of `npm test`; `LIBVIRTD_FUZZ_STREAMS=10000` makes about 200,000 messages. */
const streams = Number(process.env['LIBVIRTD_FUZZ_STREAMS'] ?? 500);
const seed = Number(process.env['LIBVIRTD_FUZZ_SEED'] ?? 20_261_121);

const host = new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }));
const dom = { name: 'fuzzed', uuid: '3f1d6bc2-7c5e-4b0a-8c5c-2b1c6f8b6d10', id: -1 };
const xml = outsideDomainXml('fuzzed', 'snp', host.boot.firmwareFiles).replace('</name>', `</name><uuid>${dom.uuid}</uuid>`);
const text = (field: string, value: string) => ({ field, type: 'string', value }) as const;

/** Calls as clients make them. */
const calls = [
  call('connectOpen', { name: 'qemu:///system', flags: 0 }),
  call('authList', undefined),
  call('connectSupportsFeature', { feature: 9 }),
  call('connectGetCapabilities', undefined),
  call('connectGetDomainCapabilities', { emulatorbin: undefined, arch: 'x86_64', machine: 'q35', virttype: 'kvm', flags: 0 }),
  call('nodeGetInfo', undefined),
  call('nodeGetSevInfo', { nparams: 0, flags: 4 }),
  call('nodeGetCpuMap', { needMap: 1, needOnline: 1, flags: 0 }),
  call('nodeGetMemoryStats', { nparams: 4, cellNum: -1, flags: 0 }),
  call('nodeGetCellsFreeMemory', { startCell: 0, maxcells: 2 }),
  call('nodeGetFreePages', { pages: [4, 2048], startCell: 0, cellCount: 2, flags: 0 }),
  call('connectBaselineCpu', { xmlCPUs: ['<cpu><model>EPYC</model></cpu>'], flags: 0 }),
  call('connectListAllDomains', { needResults: 1, flags: 3 }),
  call('connectGetAllDomainStats', { doms: [dom], stats: 0, flags: 0 }),
  call('domainLookupByName', { name: 'fuzzed' }),
  call('domainLookupByUuid', { uuid: dom.uuid }),
  call('domainDefineXmlFlags', { xml, flags: 0 }),
  call('domainCreateXml', { xmlDesc: xml, flags: 0 }),
  call('domainCreateWithFlags', { dom, flags: 0 }),
  call('domainGetXmlDesc', { dom, flags: 1 }),
  call('domainGetState', { dom, flags: 0 }),
  call('domainGetVcpus', { dom, maxinfo: 4, maplen: 2 }),
  call('domainSetLaunchSecurityState', { dom, params: [text('sev-secret', 'a'), text('sev-secret-header', 'b')], flags: 0 }),
  call('domainMigrateBegin3Params', { dom, params: [text('destination_name', 'moved')], flags: 1 }),
  call('domainSuspend', { dom }),
  call('domainResume', { dom }),
  call('domainManagedSave', { dom, flags: 0 }),
  call('domainShutdown', { dom }),
  call('domainDestroy', { dom }),
  call('domainUndefineFlags', { dom, flags: 0 }),
  call('connectDomainEventCallbackRegisterAny', { eventID: 0, dom }),
  call('connectDomainEventCallbackDeregisterAny', { callbackID: 0 }),
];

function call<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): Buffer {
  const { number, args: layout } = procedures[name];
  return framed({ procedure: number }, layout as Layout<unknown>, args);
}

function framed(parts: Partial<Header>, layout: Layout<unknown> = nothing, value?: unknown): Buffer {
  const header = { program: programs.remote, version: 1, procedure: 1, type: messageTypes.call, serial: 1, status: 0, ...parts };
  return packet(header, layout, value);
}

const word = fc.oneof(
  fc.constantFrom(0, 1, 2, 4, 16_384, 0x0100_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, longestMessage),
  fc.integer({ min: 0, max: 0xffff_ffff }),
);
const realCall = fc.constantFrom(...calls);

/** One word somewhere in the payload of a real call becomes another: counts, lengths, discriminators, types, flags. */
const changedCall = fc.tuple(realCall, fc.nat(), word).map(([bytes, at, value]) => {
  const changed = Buffer.from(bytes);
  const words = (changed.length - 28) >> 2;
  if (words > 0) changed.writeUInt32BE(value, 28 + 4 * (at % words));
  return changed;
});

/** The end is missing, and the length says so. */
const shortenedCall = fc.tuple(realCall, fc.nat()).map(([bytes, keep]) => {
  const kept = Buffer.from(bytes.subarray(0, Math.max(28, keep % bytes.length)));
  kept.writeUInt32BE(kept.length, 0);
  return kept;
});

/** Any header before any payload. */
const strangeCall = fc
  .record({
    program: fc.oneof(fc.constantFrom(...Object.values(programs)), word),
    version: fc.oneof(fc.constant(1), word),
    procedure: fc.oneof(
      fc.integer({ min: 0, max: 460 }),
      word.map((value) => value | 0),
    ),
    type: fc.oneof(fc.integer({ min: 0, max: 7 }), word),
    status: fc.oneof(fc.constant(0), word),
    payload: fc.uint8Array({ maxLength: 200 }),
  })
  .map(({ payload, ...header }) => {
    const bytes = Buffer.concat([framed(header), payload]);
    bytes.writeUInt32BE(bytes.length, 0);
    return bytes;
  });

/** Any procedure with a payload of words that mean something now and then. */
const wordyCall = fc
  .tuple(fc.constantFrom(...Object.values(procedures).map(({ number }) => number)), fc.array(word, { maxLength: 40 }))
  .map(([procedure, words]) => {
    const payload = Buffer.alloc(4 * words.length);
    for (const [index, value] of words.entries()) payload.writeUInt32BE(value, 4 * index);
    const bytes = Buffer.concat([framed({ procedure }), payload]);
    bytes.writeUInt32BE(bytes.length, 0);
    return bytes;
  });

/** Rarer than the rest: most of it ends the stream. */
const rubbish = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes));

const hostileMessage = fc.oneof(
  { weight: 6, arbitrary: realCall },
  { weight: 6, arbitrary: changedCall },
  { weight: 4, arbitrary: shortenedCall },
  { weight: 4, arbitrary: strangeCall },
  { weight: 4, arbitrary: wordyCall },
  { weight: 1, arbitrary: rubbish },
);

/** A stream, and how it arrives. */
const hostileStream = fc.record({
  messages: fc.array(hostileMessage, { minLength: 10, maxLength: 40, size: 'max' }),
  cuts: fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 })), { minLength: 1, maxLength: 6 }),
  readOnly: fc.boolean(),
});

let frames = 0;
let starts = 0;

it(`answers ${streams} hostile streams with replies, errors, or the end of the connection`, async ({ annotate }) => {
  const daemon = new LibvirtDaemon(host, { hostname: 'genoa', now: () => 0n });
  daemon.events.listen((event) => {
    if (event.kind === 'lifecycle' && event.event === 2) starts += 1;
  });
  fc.assert(
    fc.property(hostileStream, ({ messages: stream, cuts, readOnly }) => {
      frames += stream.length;
      const replies: Buffer[] = [];
      let ended: string | undefined;
      const end = (reason: string): void => {
        ended = reason;
      };
      const connection = daemon.connect({ send: (bytes) => replies.push(Buffer.from(bytes)), close: end }, { readOnly });
      connection.receive(call('connectOpen', { name: undefined, flags: 0 }));
      deliver(connection, Buffer.concat(stream), cuts, () => ended !== undefined);
      for (const reply of replies) expectLawful(reply);
      if (ended === undefined) connection.closed();
    }),
    { seed, numRuns: streams, endOnFailure: streams > 1000 },
  );
  expect(daemon.connections).toEqual([]);
  expect(starts).toBeGreaterThan(0);
  const megabytes = Math.round(process.memoryUsage().heapUsed / 1e6);
  await annotate(
    `${frames} messages in ${streams} streams, ${starts} guests started, ${host.guestCount} left, heap ${megabytes} MB`,
  );
}, 900_000);

function deliver(connection: Connection, bytes: Buffer, cuts: readonly number[], ended: () => boolean): void {
  for (let at = 0, turn = 0; at < bytes.length && !ended(); turn++) {
    const to = at + (cuts[turn % cuts.length] ?? 1);
    connection.receive(Buffer.from(bytes.subarray(at, to)));
    at = to;
  }
}

const messageNumbers = new Set<number>(Object.values(messages).map(({ number }) => number));

/** Whole, and either a reply, an event or a keepalive answer. */
function expectLawful(reply: Buffer): void {
  expect(reply.readUInt32BE(0)).toBe(reply.length);
  const { header } = readHeader(reply.subarray(4));
  const event =
    header.type === messageTypes.message && (header.program === programs.keepAlive || messageNumbers.has(header.procedure));
  expect(event || (header.type === messageTypes.reply && header.status <= 1)).toBe(true);
}
