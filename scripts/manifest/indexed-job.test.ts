import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { runInMemory } from '../run-in-memory.js';

it('a job has a part for every shard, resumes an evicted one, and takes a verdict as final', async () => {
  const { printed } = await runInMemory('manifest', 'indexed-job', '8', '--image', 'fauxmetal:1', '--', '--runs', '100000');
  const { spec } = parse(printed) as { spec: Record<string, unknown> };
  expect(spec).toMatchObject({ completionMode: 'Indexed', completions: 8, parallelism: 8 });
  expect(spec).toMatchObject({
    podFailurePolicy: {
      rules: [
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        { action: 'FailIndex', onExitCodes: { values: [1, 3] } },
        { action: 'FailJob', onExitCodes: { values: [2, 4] } },
      ],
    },
    template: {
      spec: {
        containers: [
          {
            command: [
              ...['fauxmetal', 'run', '--runs', '100000', '--shards', '8'],
              ...['--out', '/reports/part-$(JOB_COMPLETION_INDEX)', '--resume'],
            ],
          },
        ],
      },
    },
  });
});

it('no parts are refused', async () => {
  const { noted, exitCode } = await runInMemory('manifest', 'indexed-job', '0', '--image', 'fauxmetal:1');
  expect({ noted, exitCode }).toMatchObject({ exitCode: 2, noted: expect.stringContaining('a whole number of parts') });
});
