import {
  composeHost,
  getMachine,
  listMachines,
  listSettings,
  listVersions,
  type Setting,
  type Settings,
} from '../../profiles/index.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { markdownTable } from './markdown-table.js';
import { type ShownHost, shownHost } from './shown-host.js';

/** Where the page is, from the root of the repository. */
export const hostTablePath = 'profiles/HOSTS.md';

/** The page that says what software sees of every machine and every setting, by kernel version. Made from real boots. */
export function hostTable(): string {
  const settings = listSettings();
  const misconfigured = settings.filter(({ catalogue }) => catalogue !== undefined).sort(byCatalogue);
  const others = settings.filter(({ catalogue }) => catalogue === undefined);
  const facts = ['kernel', 'misc.capacity', 'parameters', 'domcapabilities', '/dev/sev', 'can start'];
  return [
    introduction(),
    '## Machines as they come\n',
    markdownTable(
      ['machine', ...facts],
      listMachines().flatMap(({ id }) => machineRows(id)),
    ),
    '## Misconfigured hosts\n',
    markdownTable(
      ['row', 'setting', 'machine', ...facts, 'kernel log'],
      misconfigured.flatMap((setting) => settingRows(setting).map((cells) => [setting.catalogue ?? '', ...cells])),
    ),
    '## Other settings\n',
    markdownTable(['setting', 'machine', ...facts, 'kernel log'], others.flatMap(settingRows)),
  ].join('\n');
}

function introduction(): string {
  const [libvirt, qemu] = (['libvirt', 'qemu'] as const).map((name) => listVersions(name).find(({ isDefault }) => isDefault)?.id);
  return `# What software sees of every host

Made from booted hosts by \`scripts/dev/update-host-table.ts\` with libvirt ${libvirt} and QEMU ${qemu}; one row stands for all kernels
that show the same. AMD hosts of the last two tables have \`min-sev-asid=100\` besides, unless the setting itself divides the ASIDs.

- **misc.capacity**: the lines of \`/sys/fs/cgroup/misc.capacity\`, or the error of reading it.
- **parameters**: \`sev/sev_es/sev_snp\` of kvm_amd or \`tdx\` of kvm_intel as read; \`-\` where there is no such file.
- **domcapabilities**: \`maxGuests+maxESGuests\` or \`tdx\` or \`no\`; after the colon the launch-security types.
- **can start**: of which protections a guest was started and came up, whatever the other columns promise.
- **kernel log**: what a sound host (that machine and kernel without the setting) does not print, and \`no …\` for what only it prints.
`;
}

/** `A2` before `A10`, `T7` before `T7b`. */
function byCatalogue(left: Setting, right: Setting): number {
  return rank(left) < rank(right) ? -1 : rank(left) > rank(right) ? 1 : 0;
}

function rank({ catalogue = '', id }: Setting): string {
  return `${catalogue.replace(/\d+/, (digits) => digits.padStart(3, '0'))} ${id}`;
}

function machineRows(machine: string): readonly (readonly string[])[] {
  return kernelGroups(machine, {}).map((group) => [machine, ...factCells(group)]);
}

/** One row for each group of kernels on which the host shows the same: setting, machine, facts, log. */
function settingRows(setting: Setting): readonly (readonly string[])[] {
  const { machine, settings, written } = example(setting);
  const groups = kernelGroups(machine, settings, setting.versions?.kernel);
  return groups.map((group) => [written, machine, ...factCells(group), group.log]);
}

/** Machines settings are shown on, the first that one applies to. */
const showcases = ['genoa', 'emerald-rapids', 'turin'];

/** Values for settings that need one, where the smallest would show little. */
const exampleValues: Readonly<Record<string, number>> = {
  'ciphertext-hiding': 50,
  'key-split': 2,
  'min-sev-asid': 256,
  'stray-ciphertext-hiding': 50,
  'tme-key-id-bits': 3,
};

/** A host with the setting, on a sound machine if the two can be combined. */
function example(setting: Setting): { readonly machine: string; readonly settings: Settings; readonly written: string } {
  const fitting = listMachines().filter((machine) => listSettings(machine).includes(setting));
  const machine = showcases.find((id) => fitting.some((each) => each.id === id)) ?? fitting[0]?.id ?? '';
  const value = exampleOf(setting);
  const settings = { [setting.id]: value };
  const combined = { ...soundSettings(machine), ...settings };
  const written = value === true ? setting.id : `${setting.id}=${value}`;
  return { machine, settings: composes(machine, combined) ? combined : settings, written };
}

function exampleOf({ id, value }: Setting): true | number | string {
  if (value === undefined) return true;
  return exampleValues[id] ?? value.default ?? (value.type === 'integer' ? value.minimum : (value.words[0] ?? ''));
}

function soundSettings(machine: string): Settings {
  return composes(machine, { 'min-sev-asid': 100 }) ? { 'min-sev-asid': 100 } : {};
}

function composes(machine: string, settings: Settings): boolean {
  try {
    composeHost({ machine, settings });
    return true;
  } catch (problem) {
    if (problem instanceof UsageError) return false;
    throw problem;
  }
}

/** Consecutive kernels on which a host shows the same. */
interface KernelGroup {
  readonly kernels: readonly string[];
  readonly shown: ShownHost;
  /** What its log has and lacks beside that of a sound host. */
  readonly log: string;
}

function kernelGroups(machine: string, settings: Settings, only?: string): readonly KernelGroup[] {
  const groups: KernelGroup[] = [];
  for (const kernel of only === undefined ? kernelsFor(machine) : [only]) {
    const shown = shownHost({ machine, settings, versions: { kernel } });
    const sound = shownHost({ machine, settings: soundSettings(machine), versions: { kernel } });
    const isSound = sameFacts(shown, sound) && shown.log.join() === sound.log.join();
    const log = isSound ? 'as a sound host' : differences(shown.log, sound.log);
    const last = groups.at(-1);
    if (last !== undefined && last.log === log && sameFacts(last.shown, shown))
      groups[groups.length - 1] = { ...last, kernels: [...last.kernels, kernel] };
    else groups.push({ kernels: [kernel], shown, log });
  }
  return groups;
}

/** Ubuntu's TDX preview is shown on machines with TDX only. */
function kernelsFor(machine: string): readonly string[] {
  const intel = getMachine(machine).values.intel !== undefined;
  return listVersions('kernel')
    .map(({ id }) => id)
    .filter((id) => intel || !id.includes('tdx'));
}

function sameFacts(left: ShownHost, right: ShownHost): boolean {
  return factsOf(left).join('|') === factsOf(right).join('|');
}

function factsOf({ miscCapacity, parameters, domcapabilities, devSev, starts }: ShownHost): readonly string[] {
  return [miscCapacity, parameters, domcapabilities, devSev, starts];
}

function factCells({ kernels, shown }: KernelGroup): readonly string[] {
  const [first = '', last = first] = [kernels[0], kernels.at(-1)];
  return [first === last ? first : `${first} … ${last}`, ...factsOf(shown)];
}

function differences(log: readonly string[], sound: readonly string[]): string {
  const added = log.filter((line) => !sound.includes(line) && !/^(Linux version|Command line:)/.test(line));
  const subjects = new Set(log.map(subjectOf));
  const missing = [...new Set(sound.map(subjectOf))].filter((subject) => subject !== undefined && !subjects.has(subject));
  return [...added, ...missing.map((subject) => `no ${subject}`)].join(' · ');
}

/** What a line is about, if its absence says something. */
function subjectOf(line: string): string | undefined {
  const sev = /^(?:kvm_amd: )?(SEV(?:-ES|-SNP)?) \w+ \(ASIDs/.exec(line)?.[1];
  if (sev !== undefined) return `kvm_amd ${sev} line`;
  return /^virt\/tdx: (?:BIOS|(?:TDX-M|m)odule initialized)/.exec(line) === null
    ? undefined
    : `virt/tdx ${line.includes('initialized') ? 'module initialized' : 'key range'}`;
}
