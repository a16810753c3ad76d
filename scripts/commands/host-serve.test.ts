import { expect, it } from 'vitest';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

it('refuses to serve nothing, in one sentence', async () => {
  expect(await fauxmetal('host', 'serve', 'rome')).toEqual({
    printed: '',
    noted: 'fauxmetal: there is nothing to serve; say --tree FOLDER or --device-plugin FOLDER, or both\n',
    exitCode: 2,
  });
});
