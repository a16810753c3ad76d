import { writeFileSync } from 'node:fs';
import { UsageError } from '../../sim/core/usage-error.js';
import { processTerminal } from '../terminal.js';
import { attestationAmdGroup } from './attestation-amd.js';
import { attestationIntelGroup } from './attestation-intel.js';
import { attestationKbsText } from './attestation-kbs.js';
import { decisionsGroup } from './decisions.js';
import { costSvg, costText, eventCosts } from './flatness.js';
import { type FleetMonth, fleetMonth } from './fleet-month.js';
import { type FleetScale, fleetScale } from './fleet-scale.js';
import { type HostMemory, hostCount, hostMemory } from './host-memory.js';
import { hostsGroup } from './hosts.js';
import { measured, whole } from './interleaved.js';
import { type JobsSpeedup, jobsSpeedup } from './jobs-speedup.js';
import { libvirtdText } from './libvirtd.js';
import { lifecyclesGroup } from './lifecycles.js';
import { oneGuestGroup } from './one-guest.js';
import { pipelineGroup } from './pipeline.js';

const terminal = processTerminal();
const words = process.argv.slice(2);

/** What can be measured, by the word it is asked for with. */
const benches: Readonly<Record<string, () => string | Promise<string>>> = {
  pipeline: () => measured(pipelineGroup(), terminal.columns),
  decisions: () => measured(decisionsGroup(), terminal.columns),
  stages: () => measured(oneGuestGroup(), terminal.columns),
  hosts: () => measured(hostsGroup(), terminal.columns),
  memory: () => memoryText(hostMemory()),
  lifecycles: () => measured(lifecyclesGroup(), terminal.columns),
  scale: () => scaleText(fleetScale(10_000, 1_000_000)),
  month: () => monthText(fleetMonth(100, 30)),
  flatness,
  libvirtd: () => libvirtdText(process.env.LIBVIRTD_SOCKET, terminal.columns),
  'attestation-amd': () => measured(attestationAmdGroup(), terminal.columns),
  'attestation-intel': () => measured(attestationIntelGroup(), terminal.columns),
  'attestation-kbs': () => attestationKbsText(terminal.columns),
  jobs: async () => jobsText(await jobsSpeedup(20_000)),
};

const svgAt = words.indexOf('--svg');
const svgFile = svgAt < 0 ? undefined : words[svgAt + 1];
const asked = words.filter((_, at) => svgAt < 0 || (at !== svgAt && at !== svgAt + 1));
for (const name of asked.length > 0 ? asked : Object.keys(benches)) await print(name);

async function print(name: string): Promise<void> {
  const bench = benches[name];
  if (bench === undefined)
    throw new UsageError(`there is no bench "${name}"`, { fix: `there are ${Object.keys(benches).join(', ')}` });
  terminal.print(`${await bench()}\n\n`);
}

function flatness(): string {
  const costs = eventCosts();
  if (svgFile !== undefined) writeFileSync(svgFile, costSvg(costs));
  return costText(costs);
}

function memoryText({ bootedMb, bootedResidentMb, readMb, readResidentMb }: HostMemory): string {
  return [
    `memory of ${whole(hostCount)} different hosts in one process, target 500 MB`,
    `booted, a tree open on each: ${bootedMb} MB in use, the process ${bootedResidentMb} MB`,
    `every surface of every one read: ${readMb} MB in use, the process ${readResidentMb} MB with rubbish not yet collected`,
  ].join('\n  ');
}

function scaleText(scale: FleetScale): string {
  const { hosts, lifecycles, events, seconds, cpuSeconds, bootSeconds, residentMb, bareCommandsPerSecond } = scale;
  const perSecond = events / seconds;
  const share = ((100 * perSecond) / bareCommandsPerSecond).toPrecision(3);
  return [
    `${whole(hosts)} hosts and ${whole(lifecycles)} lifecycles, target 60 s and 1,000 MB`,
    `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor time, ${bootSeconds.toFixed(1)} s of it to boot), ${residentMb} MB at most`,
    `${whole(perSecond)} events/s (${whole(events / cpuSeconds)} for each second of processor time), ${share} % of bare fast-check's commands/s`,
  ].join('\n  ');
}

function monthText({ hosts, days, rounds, looks, lifecycles, seconds, cpuSeconds }: FleetMonth): string {
  return [
    `${days} days of ${hosts} hosts, target 20 s`,
    `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor time)`,
    `${whole(rounds)} rounds of loops, ${whole(looks)} looks of node agents, ${whole(lifecycles)} lifecycles`,
  ].join('\n  ');
}

function jobsText({ runs, oneSeconds, twoSeconds, apartSeconds }: JobsSpeedup): string {
  const timesAsFast = (seconds: number): string => `${seconds.toFixed(1)} s, ${(oneSeconds / seconds).toFixed(2)} times as fast`;
  return [
    `the default gate with ${whole(runs)} random cases, target 1.7 times as fast with --jobs 2`,
    `--jobs 1: ${oneSeconds.toFixed(1)} s`,
    `--jobs 2: ${timesAsFast(twoSeconds)}`,
    `two programs with half of the cases each: ${timesAsFast(apartSeconds)}`,
  ].join('\n  ');
}
