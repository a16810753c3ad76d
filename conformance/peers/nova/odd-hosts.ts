import { openStream, streamSeed } from '../../../sim/core/prng.js';
import type { NovaHost } from './nova-host.js';

/** What is written in a made-up document of domain capabilities. Texts are taken as they are; undefined leaves an element out. */
interface OddDocument {
  /** `features/sev/@supported`. */
  readonly sev?: string | undefined;
  readonly maxGuests?: string | undefined;
  readonly maxESGuests?: string | undefined;
  /** `features/launchSecurity/@supported`. */
  readonly launchSecurity?: string | undefined;
  /** Values of its enum; undefined is no enum. */
  readonly types?: readonly string[] | undefined;
  /** `features/tdx/@supported`. */
  readonly tdx?: string | undefined;
  /** Values of `os/loader/enum[@name='type']`. */
  readonly loaders?: readonly string[];
  /** Values of `os/loader/enum[@name='secure']`. */
  readonly secure?: readonly string[];
}

/** What a made-up host is like. */
export interface OddHost {
  /** Answers by machine type, in the order Nova asks; `fails` is an error of libvirt. */
  readonly machines?: Readonly<Record<string, OddDocument | 'fails'>>;
  /** Texts of kvm_amd's parameters; undefined: no such file. */
  readonly kernel?: Readonly<Record<string, string | undefined>>;
  /** Text of `misc.capacity`. */
  readonly misc?: string;
  readonly arch?: string;
  readonly qemu?: number;
  readonly libvirt?: number;
  readonly config?: NovaHost['config'];
}

/** A document of a host with SEV, SEV-ES and SEV-SNP. */
export const fullDocument = {
  sev: 'yes',
  maxGuests: '100',
  maxESGuests: '15',
  launchSecurity: 'yes',
  types: ['sev', 'sev-snp'],
  loaders: ['rom', 'pflash'],
  secure: ['yes', 'no'],
} as const;

const every = { sev: 'Y\n', sev_es: 'Y\n', sev_snp: 'Y\n' };

/** Makes one: unless it says otherwise, a host with everything, q35 and pc. */
export function oddHost(about: string, host: OddHost = {}): NovaHost {
  const { machines = { q35: fullDocument, pc: fullDocument }, kernel = {}, misc, arch = 'x86_64' } = host;
  const files = Object.entries({ ...every, ...kernel }).flatMap(([name, text]) =>
    text === undefined ? [] : [[`/sys/module/kvm_amd/parameters/${name}`, text] as const],
  );
  return {
    about,
    capabilities: { document: capabilities(arch, Object.keys(machines)) },
    domains: Object.fromEntries(
      Object.entries(machines).map(([name, answer]) => [`${arch}/${name}`, answerOf(name, arch, answer)]),
    ),
    files: { ...Object.fromEntries(files), ...(misc === undefined ? {} : { '/sys/fs/cgroup/misc.capacity': misc }) },
    libvirt: host.libvirt ?? 11_003_000,
    qemu: host.qemu ?? 10_000_000,
    ...(host.config === undefined ? {} : { config: host.config }),
    machines: Object.keys(machines),
  };
}

/** What this one shows for a machine type: `pc-q35-10.0` for its alias. */
function canonical(machine: string): string {
  return { q35: 'pc-q35-10.0', pc: 'pc-i440fx-10.0' }[machine] ?? `${machine}-1.0`;
}

function answerOf(name: string, arch: string, answer: OddDocument | 'fails'): NovaHost['domains'][string] {
  if (answer === 'fails') return { code: 1, message: 'internal error: no capabilities today' };
  return { document: domainCapabilities(canonical(name), arch, answer) };
}

function capabilities(arch: string, machines: readonly string[]): string {
  const types = machines.flatMap((name) => [
    `      <machine maxCpus='255'>${canonical(name)}</machine>`,
    `      <machine canonical='${canonical(name)}' maxCpus='255'>${name}</machine>`,
  ]);
  return [
    '<capabilities>',
    '  <host>',
    '    <uuid>6018f1c0-ab67-49a2-9a84-769c43502998</uuid>',
    '    <cpu>',
    `      <arch>${arch}</arch>`,
    "      <topology sockets='1' cores='8' threads='1'/>",
    '    </cpu>',
    "    <topology><cells num='1'><cell id='0'>",
    "      <memory unit='KiB'>33554432</memory>",
    `      <cpus num='8'>${[0, 1, 2, 3, 4, 5, 6, 7].map((id) => `<cpu id='${id}' socket_id='0' core_id='${id}' siblings='${id}'/>`).join('')}</cpus>`,
    '    </cell></cells></topology>',
    '  </host>',
    '  <guest>',
    '    <os_type>hvm</os_type>',
    `    <arch name='${arch}'>`,
    '      <wordsize>64</wordsize>',
    `      <emulator>/usr/bin/qemu-system-${arch}</emulator>`,
    ...types,
    "      <domain type='qemu'/>",
    "      <domain type='kvm'/>",
    '    </arch>',
    '  </guest>',
    '</capabilities>',
  ].join('\n');
}

function domainCapabilities(machine: string, arch: string, document: OddDocument): string {
  const { sev, launchSecurity, types, tdx, loaders = [], secure = [] } = document;
  const counts = (['maxGuests', 'maxESGuests'] as const).flatMap((name) =>
    document[name] === undefined ? [] : [`      <${name}>${document[name]}</${name}>`],
  );
  return [
    '<domainCapabilities>',
    `  <path>/usr/bin/qemu-system-${arch}</path>`,
    '  <domain>kvm</domain>',
    `  <machine>${machine}</machine>`,
    `  <arch>${arch}</arch>`,
    "  <os supported='yes'>",
    "    <enum name='firmware'>",
    ...(loaders.includes('pflash') ? ['      <value>efi</value>'] : []),
    '    </enum>',
    "    <loader supported='yes'>",
    ...enumOf('type', loaders),
    ...enumOf('secure', secure),
    '    </loader>',
    '  </os>',
    '  <features>',
    ...(sev === undefined ? [] : [`    <sev supported='${sev}'>`, ...platformBits, ...counts, '    </sev>']),
    ...(tdx === undefined ? [] : [`    <tdx supported='${tdx}'/>`]),
    ...(launchSecurity === undefined
      ? []
      : [`    <launchSecurity supported='${launchSecurity}'>`, ...(types === undefined ? [] : enumOf('sectype', types))]),
    ...(launchSecurity === undefined ? [] : ['    </launchSecurity>']),
    '  </features>',
    '</domainCapabilities>',
  ].join('\n');
}

const platformBits = ['      <cbitpos>51</cbitpos>', '      <reducedPhysBits>1</reducedPhysBits>'];

function enumOf(name: string, values: readonly string[]): readonly string[] {
  return [`      <enum name='${name}'>`, ...values.map((value) => `        <value>${value}</value>`), '      </enum>'];
}

/** Spellings of kernel parameters and counts that are read as something, and those that are not. */
const kernelTexts = [
  'Y\n',
  'N\n',
  '1\n',
  '0\n',
  '1',
  'y\n',
  ' on \n',
  'TRUE\n',
  't',
  'yes\n',
  'off\n',
  '',
  '\n',
  '2\n',
  '-1\n',
  'enabled\n',
  undefined,
];
const supportedTexts = ['yes', 'yes', 'yes', 'no', 'YES', 'true', '1', '', undefined];
const countTexts = ['100', '15', '1', '0', '-5', '-1', ' 7 ', '1_0', '4294967295', 'abc', '0x10', '1.0', '', undefined];
const wholeCounts = ['100', '15', '1', '0', '-1', undefined];
const typeLists = [['sev', 'sev-snp'], ['sev'], ['sev-snp'], [], ['tdx'], ['s390-pv', 'sev', 'sev-snp', 'tdx'], undefined];
const miscTexts = ['sev 100\nsev_es 15\ntdx 63\n', 'tdx 0\n', 'tdx many\n', 'sev 100\n', '', 'tdx 31 32\n', undefined];

/** Made-up hosts: every text once on a host that is otherwise whole, and mixtures of them. */
export function oddHosts(mixtures: number): readonly NovaHost[] {
  return [...singlyOdd(), ...Array.from({ length: mixtures }, (_, index) => mixture(index))];
}

function singlyOdd(): readonly NovaHost[] {
  const both = (document: OddDocument): OddHost => ({ machines: { q35: document, pc: document } });
  const of = (name: string, text: unknown): string => `${name} ${JSON.stringify(text ?? null)}`;
  return [
    ...['sev', 'sev_es', 'sev_snp'].flatMap((name) =>
      kernelTexts.map((text) => oddHost(of(name, text), { kernel: { [name]: text } })),
    ),
    ...supportedTexts.map((sev) => oddHost(of('sev supported', sev), both({ ...fullDocument, sev }))),
    ...countTexts.map((maxGuests) => oddHost(of('maxGuests', maxGuests), both({ ...fullDocument, maxGuests }))),
    ...countTexts.map((maxESGuests) => oddHost(of('maxESGuests', maxESGuests), both({ ...fullDocument, maxESGuests }))),
    ...supportedTexts.map((launchSecurity) =>
      oddHost(of('launch security', launchSecurity), both({ ...fullDocument, launchSecurity })),
    ),
    ...typeLists.map((types) => oddHost(of('types', types), both({ ...fullDocument, types }))),
    oddHost('arch aarch64', { arch: 'aarch64', machines: { virt: fullDocument } }),
    oddHost('arch s390x', { arch: 's390x', machines: { 's390-ccw-virtio': fullDocument } }),
    oddHost('arch i686', { arch: 'i686' }),
    ...[7_002_000, 7_999_999, 8_000_000].map((qemu) => oddHost(`QEMU ${qemu}`, { qemu, kernel: { sev_snp: 'N\n' } })),
    ...[8_005_000, 8_006_000].map((libvirt) => oddHost(`libvirt ${libvirt}`, { libvirt })),
    ...miscTexts.map((misc) => oddHost(of('misc.capacity', misc), { ...tdxHost, ...(misc === undefined ? {} : { misc }) })),
    ...[0, 10, 63, 100].map((guests) =>
      oddHost(`num_intel_tdx_guests ${guests}`, {
        ...tdxHost,
        misc: 'tdx 63\n',
        config: { ...tdxHost.config, num_intel_tdx_guests: guests },
      }),
    ),
    ...[0, 10, 100, 1000].map((guests) =>
      oddHost(`num_memory_encrypted_guests ${guests}`, { config: { num_memory_encrypted_guests: guests } }),
    ),
  ];
}

const tdxDocument: OddDocument = { sev: 'no', tdx: 'yes', launchSecurity: 'yes', types: ['tdx'], loaders: ['pflash'] };
const tdxHost = {
  machines: { q35: tdxDocument, pc: tdxDocument },
  kernel: { sev: undefined, sev_es: undefined, sev_snp: undefined },
  config: { cpu_mode: 'host-passthrough' },
} as const;

/** Two or three machine types that agree or not, one of which may fail, and any kernel. */
function mixture(index: number): NovaHost {
  const { pick, chance, below } = openStream(streamSeed(7, `odd host ${index}`));
  const document = (): OddDocument | 'fails' =>
    chance(1, 10)
      ? 'fails'
      : {
          sev: chance(3, 4) ? 'yes' : pick(supportedTexts),
          maxGuests: pick(chance(19, 20) ? wholeCounts : countTexts),
          maxESGuests: pick(chance(19, 20) ? wholeCounts : countTexts),
          launchSecurity: pick(supportedTexts),
          types: pick(typeLists),
          tdx: pick(supportedTexts),
          loaders: pick([['rom', 'pflash'], ['pflash'], ['rom'], []]),
          secure: pick([['yes', 'no'], ['no'], []]),
        };
  const names = pick([['q35', 'pc'], ['pc', 'q35'], ['pc', 'q35', 'microvm'], ['microvm', 'pc', 'q35'], ['pc']]);
  const text = (): string | undefined => (chance(2, 3) ? 'Y\n' : pick(kernelTexts));
  return oddHost(`mixture ${index}`, {
    machines: Object.fromEntries(names.map((name) => [name, document()])),
    kernel: { sev: chance(9, 10) ? 'Y\n' : text(), sev_es: text(), sev_snp: text() },
    qemu: pick([7_002_000, 8_000_000, 10_000_000]),
    libvirt: pick([8_000_000, 8_006_000, 11_003_000]),
    ...(chance(1, 3) ? { misc: `tdx ${below(64)}\n`, config: { cpu_mode: 'host-passthrough' } } : {}),
  });
}
