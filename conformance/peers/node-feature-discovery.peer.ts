import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { BootTruth } from '../../sim/contracts/truth.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { bootHost } from '../../sim/host/boot.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { exportDirectory } from '../../sim/surfaces/mount-dir.js';
import { builtGo } from './built-programs.js';
import { everyHost, nameOf, type PeerHost, peerHost } from './every-host.js';
import { findHostExec } from './host-exec.js';
import { outputOf } from './program.js';

// The cpu source of Kubernetes' node-feature-discovery, as its maintainers publish it, looks at our hosts and finds the security
// features that the truth has: in exported trees, through its host-root option, and under `host exec`.

const version = 'v0.18.2';

const nfd = 'sigs.k8s.io/node-feature-discovery';

/** Its interface module is a part of its repository that it replaces by a folder; from outside it is the published one. */
const moduleLines = ['go 1.25.0', `require ${nfd} ${version}`, `replace ${nfd}/api/nfd => ${nfd}/api/nfd ${version}`];

/** Features by name, `sev.enabled` → `true`. */
type Features = Readonly<Record<string, string>>;

let program: Outcome<string, string>;

beforeAll(async () => {
  program = await builtGo('nfd-security', moduleLines);
});

it('finds in the exported tree of every machine with every setting what is true', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  const hosts = everyHost({}).filter(({ description }) => description.cpu.architecture === 'x86_64');
  const found = await foundInTrees(program.value, hosts);
  const wrong = hosts.flatMap((host, index) => {
    const expected = trueFeatures(bootHost(host.description));
    return JSON.stringify(found[index]) === JSON.stringify(expected)
      ? []
      : [{ host: nameOf(host), found: found[index], expected }];
  });
  expect(wrong).toEqual([]);
  const features = found.reduce((sum, each) => sum + Object.keys(each).length, 0);
  await context.annotate(`node-feature-discovery ${version}: ${hosts.length} exported hosts, ${features} features, all true`);
});

const sandboxed = [peerHost('genoa', { 'min-sev-asid': 100 }), peerHost('rome', {}), peerHost('emerald-rapids', {})];

it.for(sandboxed.map((host) => [nameOf(host), host] as const))(
  'finds under host exec what is true of %s',
  async ([, host], context) => {
    if (!program.ok) return context.skip(program.reason);
    const hostExec = await findHostExec();
    if (!hostExec.ok) return context.skip(hostExec.reason);
    const printed = await hostExec.value(host, [program.value, '/']);
    const expected = trueFeatures(bootHost(host.description));
    expect(
      printed.ok
        ? printed.value
            .split('\n')
            .filter((line) => line !== '')
            .map(ofTheHost)
        : printed.reason,
    ).toEqual([expected]);
    await context.annotate(`node-feature-discovery ${version} under host exec ${nameOf(host)}: ${JSON.stringify(expected)}`);
  },
);

async function foundInTrees(path: string, hosts: readonly PeerHost[]): Promise<readonly Features[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-trees-'));
  try {
    const roots = hosts.map((host, index) => {
      const root = join(folder, `${index}`);
      exportDirectory(openTree(new Host(host.description)), root);
      return root;
    });
    const printed = await outputOf(path, roots);
    return printed.ok ? printed.value.trimEnd().split('\n').map(ofTheHost) : expect.fail(printed.reason);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without what it asks the real processor with CPUID, which no file can change. */
function ofTheHost(line: string): Features {
  const features = (JSON.parse(line) ?? {}) as Features;
  const kept = Object.entries(features).filter(([name]) => !name.startsWith('sgx.') && name !== 'tdx.protected');
  return Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * What it should find. One fault of its own is expected of it: it takes the first line that begins with `sev` for the one of `sev`,
 * so where no plain SEV guest can run it counts the SEV-ES guests instead. Source: `source/cpu/security_amd64.go`.
 */
function trueFeatures({ kvm, cgroup, miscCapacity }: BootTruth): Features {
  const is = (module: string, name: string): boolean => kvm.loaded && kvm.module === module && kvm.parameters[name] === true;
  const capacity = cgroup.miscController && cgroup.namespace === 'root' ? miscCapacity : {};
  const features = {
    'sev.asids': is('kvm_amd', 'sev') ? (capacity.sev ?? capacity.sev_es) : undefined,
    'sev.enabled': is('kvm_amd', 'sev') || undefined,
    'sev.encrypted_state_ids': is('kvm_amd', 'sev_es') ? capacity.sev_es : undefined,
    'sev.es.enabled': is('kvm_amd', 'sev_es') || undefined,
    'sev.snp.enabled': is('kvm_amd', 'sev_snp') || undefined,
    'tdx.enabled': is('kvm_intel', 'tdx') || undefined,
    'tdx.total_keys': is('kvm_intel', 'tdx') ? capacity.tdx : undefined,
  };
  return Object.fromEntries(
    Object.entries(features).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
  );
}
