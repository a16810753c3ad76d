import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BootTruth } from '../../sim/contracts/truth.js';
import { bootHost } from '../../sim/host/boot.js';
import { Host } from '../../sim/host/host.js';
import { domcapabilitiesDocument } from '../../sim/surfaces/domcapabilities.js';
import { openTree } from '../../sim/surfaces/index.js';
import { exportDirectory } from '../../sim/surfaces/mount-dir.js';
import {
  composeHost,
  type HostRequest,
  listMachines,
  listSettings,
  type Machine,
  packageRoot,
  type Setting,
  type SettingValue,
} from '../index.js';
import { bundleText } from './bundle-text.js';
import { type Bundle, capturedMachine, parseBundle } from './index.js';

/*
 * The law: capture what a host shows, make a machine of it, boot that, and it is the same host again: the same key capacities and
 * ranges, processor, KVM parameters, nodes, and the same answer of libvirt about SEV and launch security.
 *
 * Its own machine is never among the known ones, so that nothing is merely looked up; where the script captured, it is judged with it too.
 */

/** Settings that no capture can bring back, and why. */
const exempt: Readonly<Record<string, string>> = {
  'kernel-without-tdx-host':
    'how a kernel was built is no fact of a machine; its data say what the stock kernel of that version has',
  'min-sev-asid-beyond-max': 'no machine file may say so; it takes a setting that declares a legal oddity',
  'min-sev-asid-zero': 'no machine file may say so; it takes a setting that declares a legal oddity',
};

const viaScript: readonly HostRequest[] = [
  ...listMachines().map(({ id }) => ({ machine: id })),
  { machine: 'genoa', settings: { 'min-sev-asid': 100 } },
  { machine: 'milan', settings: { 'min-sev-asid': 100, 'nested-cgroup': true }, versions: { kernel: '6.12' } },
  { machine: 'rome', settings: { 'es-only': true }, versions: { kernel: '6.1', qemu: '7.2', libvirt: '9.0' } },
  { machine: 'turin', settings: { 'min-sev-asid': 100, 'ciphertext-hiding': 10 }, versions: { kernel: '7.2' } },
  { machine: 'emerald-rapids', settings: { 'key-split': 2 } },
  { machine: 'granite-rapids', settings: { 'one-private-key': true }, versions: { kernel: '7.2' } },
];

describe('a host captured by the script from an exported tree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-round-trip-'));
  let bundles: readonly Bundle[] = [];
  beforeAll(async () => {
    bundles = await Promise.all(viaScript.map((request, index) => captureTree(request, join(folder, String(index)))));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(viaScript.map((request, index) => [JSON.stringify(request), request, index] as const))(
    '%s describes itself again',
    (_, request, index) => {
      expectSameHost(request, bundles[index] as Bundle);
      expectSameHost(request, bundles[index] as Bundle, listMachines());
    },
  );
});

describe('every setting', () => {
  const settings = listSettings().filter(({ id }) => exempt[id] === undefined);

  it.each(settings.map((setting) => [setting.id, setting] as const))('%s comes back from what it shows', (_, setting) => {
    const request = exampleOf(setting);
    expectSameHost(request, bundleOf(request));
  });

  it.each(Object.entries(exempt))('%s is exempt, because it really does not come back: %s', (id) => {
    const request = exampleOf(listSettings().find((setting) => setting.id === id) as Setting);
    expect(() => expectSameHost(request, bundleOf(request))).toThrow();
  });
});

describe('what modprobe.d asks for, which no surface shows as such,', () => {
  it.each(['kvm-amd-sev-off', 'kvm-amd-sev-es-off', 'kvm-amd-sev-snp-off', 'nested-paging-off', 'lbr-virtualisation-off'])(
    'comes back as well: %s',
    (id) => {
      const request: HostRequest = { machine: 'milan-253', settings: { [id]: true } };
      expectSameHost(
        request,
        bundleOf(request, (path, text) => (path === '/proc/cmdline' ? text.replace(/ kvm_amd\S+/g, '') : text)),
      );
    },
  );
});

const run = promisify(execFile);

async function captureTree(request: HostRequest, root: string): Promise<Bundle> {
  exportDirectory(openTree(new Host(composeHost(request))), root);
  const script = join(packageRoot(), 'scripts/capture/capture-host.sh');
  const { stdout } = await run('/bin/sh', [script, '--root', root], { maxBuffer: 2 ** 24, encoding: 'buffer' });
  return parseBundle(stdout, `${String(request.machine)}.capture`);
}

/** The same evidence without the detour over files and a shell. */
function bundleOf(request: HostRequest, changed = (_path: string, text: string): string => text): Bundle {
  const sections = openTree(new Host(composeHost(request)))
    .entries()
    .map(({ file }) => {
      const content = file.read();
      return { name: file.path, text: content.ok ? changed(file.path, content.text) : '' };
    });
  return parseBundle(Buffer.from(bundleText(sections)), `${String(request.machine)}.capture`);
}

function expectSameHost(request: HostRequest, bundle: Bundle, known: readonly Machine[] = strangersTo(request)): void {
  const { machine } = capturedMachine(bundle, { id: 'captured', known });
  expect(shownBy(bootHost(composeHost({ machine })))).toEqual(shownBy(bootHost(composeHost(request))));
}

function strangersTo({ machine }: HostRequest): readonly Machine[] {
  return listMachines().filter(({ id }) => id !== machine);
}

/** What the law is about. Left out: the chip id (redacted) and libvirt's model name (older libvirt names an older model). */
function shownBy(boot: BootTruth): unknown {
  const { cpuid: _, libvirtModel: _model, ...cpu } = boot.cpu;
  const document = domcapabilitiesDocument(boot, { expandCpuFeatures: false });
  return {
    cpu,
    misc: boot.miscCapacity,
    keyRanges: boot.keyRanges,
    kvm: boot.kvm,
    nodes: boot.nodes,
    cgroup: boot.cgroup,
    software: [boot.kernel.id, boot.qemu.id, boot.libvirt.id],
    sev: elementIn(document, 'sev').replace(/<cpu0Id>.*<\/cpu0Id>/, ''),
    launchSecurity: elementIn(document, 'launchSecurity'),
  };
}

function elementIn(document: string, name: string): string {
  return new RegExp(`<${name} (?:[^>]*/>|[\\s\\S]*?</${name}>)`).exec(document)?.[0] ?? '';
}

/** The setting on the smallest machine it fits, with a SEV-ES range wherever that is possible. */
function exampleOf(setting: Setting): HostRequest {
  const [machine] = listMachines()
    .filter((each) => listSettings(each).includes(setting))
    .sort((left, right) => processors(left) - processors(right));
  const own = { [setting.id]: valueFor(setting) };
  const both = { ...own, 'min-sev-asid': 10 };
  const request = { machine: machine?.id ?? '' };
  try {
    composeHost({ ...request, settings: both });
    return { ...request, settings: setting.id === 'min-sev-asid' ? own : both };
  } catch {
    return { ...request, settings: own };
  }
}

function valueFor({ value }: Setting): SettingValue {
  if (value === undefined || value.default !== undefined) return true;
  return value.type === 'integer' ? Math.max(2, value.minimum) : (value.words[0] ?? '');
}

function processors({ values }: Machine): number {
  return values.cpu.sockets * values.cpu.coresPerSocket * values.cpu.threadsPerCore;
}
