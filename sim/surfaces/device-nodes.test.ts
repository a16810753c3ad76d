import { expect, it } from 'vitest';
import { truthOf } from './example-truth.js';
import { openTree } from './index.js';

it('shows devices with their numbers and modes', () => {
  const tree = openTree({ truth: truthOf() });
  expect(tree.stat('/dev/kvm')).toEqual({ kind: 'character-device', mode: 0o660, device: { major: 10, minor: 232 } });
  expect(tree.stat('/dev/sev')).toEqual({ kind: 'character-device', mode: 0o600, device: { major: 10, minor: 124 } });
  expect(tree.read('/dev/sev')).toEqual({ ok: false, errno: 'EINVAL' });
});

it('shows the socket of a quote generation service', () => {
  const path = '/var/run/tdx-qgs/qgs.socket';
  const tree = openTree({ truth: truthOf({ nodes: [{ path, kind: 'socket', mode: 0o777 }] }) });
  expect(tree.stat(path)).toEqual({ kind: 'socket', mode: 0o777 });
  expect(tree.read(path)).toEqual({ ok: false, errno: 'ENXIO' });
  expect(tree.stat('/dev/kvm')).toBeUndefined();
});

it('names the misc devices with their minors, KVM even where its node is hidden', () => {
  const read = (nodes = truthOf().boot.nodes): unknown => openTree({ truth: truthOf({ nodes }) }).read('/proc/misc');
  expect(read()).toEqual({ ok: true, text: '232 kvm\n124 sev\n' });
  expect(read([])).toEqual({ ok: true, text: '232 kvm\n' });
});
