// Who may import whom, as data. Type-only imports count: knowing a type is a dependency for the reader.
//
// A forbidden arrow is reported with the `comment` of its rule, which says why it is forbidden and which row to change if the
// change is meant. `scripts/dev/import-rules.test.ts` feeds every rule a file that breaks it.

const anyRoom = '^(profiles|sim|conformance|reports|scripts)/';

/** Everything a folder may import besides itself and packages. The first row that matches a file is the row of the file. */
const rooms = [
  {
    name: 'profiles',
    files: '^profiles/',
    mayImport: ['^sim/core/'],
    reason: 'profiles are facts and know nothing of the simulator that reads them; only errors and JSON come from sim/core',
  },
  {
    name: 'core',
    files: '^sim/core/',
    mayImport: [],
    reason: 'sim/core stands under everything and rests on nothing',
  },
  {
    name: 'contracts',
    files: '^sim/contracts/',
    mayImport: ['^sim/core/'],
    reason: 'contracts are leaves: a part is replaced behind them, so they know no part',
  },
  {
    name: 'host',
    files: '^sim/host/',
    mayImport: ['^sim/core/', '^sim/contracts/', '^profiles/description\\.ts$'],
    reason: 'truth is worked out from a host description alone; it neither looks names up in profiles nor knows how it is shown',
  },
  {
    name: 'surfaces',
    files: '^sim/surfaces/',
    mayImport: ['^sim/core/', '^sim/contracts/'],
    reason: "a surface derives its bytes from contracts/truth by its own producer's rule, never from sim/host or another part",
  },
  {
    name: 'stacks',
    files: '^sim/stacks/',
    mayImport: ['^sim/core/', '^sim/contracts/(?!truth\\.ts$|evidence\\.ts$)'],
    reason:
      'the subject is blind: it sees surfaces through contracts/reader and can reach neither truth nor evidence, not even as a type',
  },
  {
    name: 'world',
    files: '^sim/world/',
    mayImport: ['^sim/core/', '^sim/contracts/', '^sim/host/', '^sim/surfaces/', '^profiles/description\\.ts$'],
    reason: 'the composition root takes the stack as a parameter; if it knew one, a foreign subject would be second class',
  },
  {
    name: 'libvirtd',
    files: '^sim/libvirtd/',
    mayImport: ['^sim/core/', '^sim/contracts/', '^sim/host/', '^sim/surfaces/'],
    reason:
      'the daemon serves one host to clients; stacks reach it over its socket only, and it knows neither them nor the world',
  },
  {
    name: 'attestation',
    files: '^sim/attestation/',
    mayImport: ['^sim/core/', '^sim/contracts/'],
    reason:
      'evidence is made from plain values by the rules of firmware and verifiers; whoever has a host or a guest hands its facts in',
  },
  {
    name: 'simulator',
    files: '^sim/[^/]+\\.ts$',
    mayImport: ['^sim/', '^profiles/description\\.ts$'],
    reason: 'the library face of the simulator names its parts and nothing above them',
  },
  {
    name: 'judges',
    files: '^conformance/(model|invariants|requirements)/',
    mayImport: ['^sim/core/', '^sim/contracts/', '^conformance/(model|invariants|requirements)/'],
    reason:
      "the judge is independent: it sees truth and trace through contracts, never stack code, host internals or a stack's parser",
  },
  {
    name: 'conformance',
    files: '^conformance/',
    mayImport: ['^sim/', '^conformance/', '^profiles/', '^reports/log(-writer)?\\.ts$'],
    reason: 'a run writes the log and nothing else; what becomes of the log is the business of reports and scripts',
  },
  {
    name: 'reports',
    files: '^reports/',
    mayImport: ['^sim/core/'],
    reason: 'reports are pure functions of the run log: the same log always gives the same bytes',
  },
  {
    name: 'scripts',
    files: '^scripts/',
    mayImport: [anyRoom],
    reason: 'scripts are what people run and may name any part',
  },
];

/** Packages that are imported in few places, so that they can be replaced there. Packages that are not listed may be used anywhere. */
const packages = [
  {
    name: 'fast-xml-parser',
    onlyIn: ['^sim/core/xml-reader\\.ts$'],
    reason: 'its defaults turn 0x30000 into 196608; one module sets it right for the host and the stacks',
  },
  {
    name: 'saxes',
    onlyIn: ['^conformance/model/domain-element\\.ts$'],
    reason: 'the judges read documents with a parser of their own, in one module',
  },
  {
    name: 'memfs',
    onlyIn: ['^sim/surfaces/mount-memfs\\.ts$'],
    reason: 'building a volume is slow, so it is a mount adapter at the edge and never used per case',
  },
  { name: 'yargs', onlyIn: ['^scripts/'], reason: 'only the command reads command lines' },
  { name: 'cli-progress', onlyIn: ['^scripts/'], reason: 'only the command knows whether somebody watches' },
  {
    name: 'zod',
    onlyIn: ['^profiles/', '^reports/', '^scripts/'],
    reason: 'only data from outside is checked at run time; inside, types do',
  },
  { name: 'yaml', onlyIn: ['^profiles/', '^reports/', '^scripts/'], reason: 'only profiles are written in YAML' },
  {
    name: 'fast-check',
    onlyIn: ['^conformance/', '^scripts/'],
    reason: 'the simulator draws no numbers of its own; chance comes from the generators',
  },
  {
    name: '@grpc/grpc-js',
    onlyIn: ['^scripts/serve/device-plugins/unix-socket-rpc\\.ts$'],
    reason: 'only the kubelet’s device-plugin API speaks gRPC, and one module knows how',
  },
  {
    name: 'protobufjs',
    onlyIn: ['^scripts/serve/device-plugins/messages\\.ts$'],
    reason: 'messages are plain data everywhere else',
  },
  {
    name: '@peculiar/asn1-schema',
    onlyIn: ['^sim/attestation/'],
    reason: 'certificates are made and read where evidence is; everybody else handles bytes',
  },
  {
    name: '@peculiar/asn1-x509',
    onlyIn: ['^sim/attestation/'],
    reason: 'certificates are made and read where evidence is; everybody else handles bytes',
  },
  {
    name: '@noble/curves',
    onlyIn: ['^sim/attestation/keys/'],
    reason: 'one module makes keys and signatures that are the same in every run',
  },
  { name: 'jose', onlyIn: ['^sim/attestation/'], reason: 'tokens are made and read where keys are' },
  { name: 'fastify', onlyIn: ['^scripts/serve/'], reason: 'services are pure functions; only the way out listens' },
  { name: 'typescript', onlyIn: ['^scripts/dev/'], reason: 'it is not installed where fauxmetal is used' },
  { name: 'dependency-cruiser', onlyIn: ['^scripts/dev/'], reason: 'it is not installed where fauxmetal is used' },
  { name: 'rolldown', onlyIn: ['^scripts/dev/'], reason: 'it is not installed where fauxmetal is used' },
  { name: 'tinybench', onlyIn: ['^scripts/bench/'], reason: 'it is not installed where fauxmetal is used' },
  {
    name: 'vitest',
    onlyIn: ['\\.laws\\.ts$', '^conformance/(suites|promises|peers)/', '^vitest[^/]*\\.ts$'],
    reason: 'only tests and shared laws are written for the test runner',
  },
];

/** Tests sit beside the code they test and may import any part of the house; they still make no cycles. */
const tests = '\\.(test|peer)\\.ts$|/(peers|suites|promises)/';

const changeIt = (row) => `If the change is meant, edit the row "${row}" in .dependency-cruiser.cjs and say why in the change.`;

const roomRules = rooms
  .filter((room) => !room.mayImport.includes(anyRoom))
  .map((room, index) => ({
    name: `${room.name}-may-import`,
    comment: `${room.reason}. ${changeIt(room.name)}`,
    severity: 'error',
    from: { path: room.files, pathNot: [tests, ...rooms.slice(0, index).map((earlier) => earlier.files)] },
    to: { path: anyRoom, pathNot: [room.files, ...room.mayImport] },
  }));

const packageRules = packages.map((row) => ({
  name: `${row.name}-in-one-place`,
  comment: `${row.reason}. ${changeIt(row.name)}`,
  severity: 'error',
  from: { path: anyRoom, pathNot: [tests, ...row.onlyIn] },
  to: { path: `(^|node_modules/)${row.name}(/|$)`, pathNot: '^(profiles|sim|conformance|reports|scripts)/' },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: 'a-room-for-everything',
      comment: `a folder without a row in the table of rooms could import anything. ${changeIt('rooms')}`,
      severity: 'error',
      from: { path: anyRoom, pathNot: [tests, ...rooms.map((room) => room.files)] },
      to: { path: anyRoom },
    },
    {
      name: 'stacks-cannot-reach-truth',
      comment: `not even through a third file: a subject that can reach the truth can cheat. ${changeIt('stacks')}`,
      severity: 'error',
      from: { path: '^sim/stacks/', pathNot: tests },
      to: { path: '^sim/contracts/(truth|evidence)\\.ts$', reachable: true },
    },
    {
      name: 'judges-cannot-reach-the-judged',
      comment: `not even through a third file: a judge that shares code with the judged shares its mistakes. ${changeIt('judges')}`,
      severity: 'error',
      from: { path: '^conformance/(model|invariants|requirements)/', pathNot: tests },
      to: { path: '^sim/(stacks|host|surfaces|world)/', reachable: true },
    },
    {
      name: 'stacks-are-strangers',
      comment: `each control plane is replaced on its own; what two of them need belongs into contracts. ${changeIt('stacks-are-strangers')}`,
      severity: 'error',
      from: { path: '^sim/stacks/([^/]+)/', pathNot: tests },
      to: { path: '^sim/stacks/[^/]+/', pathNot: '^sim/stacks/$1/' },
    },
    {
      name: 'nothing-imports-scripts',
      comment: `scripts are the edge: what is needed twice belongs into the room it is about. ${changeIt('nothing-imports-scripts')}`,
      severity: 'error',
      from: { pathNot: '^scripts/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'no-tests-in-code',
      comment: 'a test is run, never imported; move what is shared into a file of its own.',
      severity: 'error',
      from: {},
      to: { path: '\\.(test|peer)\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'two files that need each other are one file, or need a third below them. Type-only imports count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'it is not in package.json, or does not exist.',
      severity: 'error',
      from: { path: anyRoom },
      to: { couldNotResolve: true, pathNot: '^\\.' },
    },
    {
      name: 'no-missing-files',
      comment: 'the imported file does not exist; relative imports end in .js.',
      severity: 'error',
      from: { path: anyRoom },
      to: { couldNotResolve: true, path: '^\\.' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
