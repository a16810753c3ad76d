import { expect, it } from 'vitest';
import { kvmAmd, truthOf } from './example-truth.js';
import { openTree } from './index.js';

it('prints booleans as Y and N and numbers in decimal', () => {
  const kvm = { ...kvmAmd, parameters: { sev: true, sev_snp: false, nested: 1, pause_filter_count_max: 65535 } };
  const tree = openTree({ truth: truthOf({ kvm }) });
  const shown = tree.filesOf('kvm-parameters').map((file) => [file.path.split('/').at(-1), file.read()]);
  expect(shown).toEqual([
    ['sev', { ok: true, text: 'Y\n' }],
    ['sev_snp', { ok: true, text: 'N\n' }],
    ['nested', { ok: true, text: '1\n' }],
    ['pause_filter_count_max', { ok: true, text: '65535\n' }],
  ]);
});

it('has no directory at all while the module is not loaded', () => {
  const tree = openTree({ truth: truthOf({ kvm: { ...kvmAmd, loaded: false } }) });
  expect(tree.stat('/sys/module')).toBeUndefined();
  expect(tree.read('/sys/module/kvm_amd/parameters/sev')).toEqual({ ok: false, errno: 'ENOENT' });
});
