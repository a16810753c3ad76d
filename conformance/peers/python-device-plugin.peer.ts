import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import type { Outcome } from '../../sim/core/outcome.js';
import { startLineProgram } from './line-program.js';
import { pythonPackage } from './python-packages.js';
import { serveHost } from './served-host.js';

// Another implementation of gRPC, with messages put together by hand: Python's, against our kubelet.

const grpcio = 'grpcio==1.76.0';

const resource = 'peer.example/python';

let packages: Outcome<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-python-'));

beforeAll(async () => {
  packages = await pythonPackage(grpcio);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a plugin registers, sees its devices allocated, and registers again after a restart of the kubelet', async (context) => {
  if (!packages.ok) return context.skip(packages.reason);
  const served = await serveHost(['rome', '--device-plugin', folder]);
  if (!served.ok) return context.skip(served.reason);
  const script = join(import.meta.dirname, 'device-plugin.py');
  const plugin = startLineProgram('python3', [script, folder, resource, 'a', 'b'], { PYTHONPATH: packages.value });
  const saying = (event: string) => plugin.next<JsonObject>((line) => line.event === event);
  const capacity = (count: number) =>
    served.value.askUntil('devices', ({ resources }) =>
      (resources as readonly JsonObject[]).some((state) => state.resource === resource && state.capacity === count),
    );
  try {
    await saying('registered');
    await capacity(2);
    const answer = await served.value.ask(`allocate web ${resource}=2`);
    expect(answer).toMatchObject({ containers: { [resource]: { devices: ['a', 'b'], response: { envs: { DEVICES: 'a b' } } } } });
    expect((await saying('allocated')).facts).toEqual(['a', 'b']);
    await served.value.ask('restart-kubelet');
    await saying('socket removed');
    await saying('registered');
    await capacity(2);
  } finally {
    await served.value.stop();
    await plugin.end();
  }
  await context.annotate(
    `${grpcio}: a plugin registered with our kubelet, got both devices allocated, and came back after a restart`,
  );
});
